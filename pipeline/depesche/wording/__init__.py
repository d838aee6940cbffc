"""The words of reports for people, in English and German; the record itself is the same in every language."""

from depesche.wording.wording import LANGUAGES, Language, Wording, load_wording

__all__ = ["LANGUAGES", "Language", "Wording", "load_wording"]
