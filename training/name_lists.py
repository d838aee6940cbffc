"""Rebuild the generated name lists of rules/names from the source data described in rules/names/README.md.

Hand-written lists (companies.csv, organizations.csv, products.csv, people.csv, regions.csv) are inputs
only: a company that stands in companies.csv is left out of companies_listed.csv.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

_LEGAL = re.compile(
    r"[, ]+(?:\(publ\)|(?:Common|Ordinary|Class [A-Z]|Sponsored|Pref|Depositary|ADR|GDR|Reg[A-Z]?)\b.*"
    r"|(?:SE|GmbH|AG|S\.?A\.?|S\.?E\.?)? ?& Co\.? ?(?:KGaA|KG|Kommanditgesellschaft.*)"
    r"|Aktiengesellschaft|Societas Europaea|Societe Europeenne|Societe Anonyme|Public Limited Company"
    r"|Joint Stock Company|Incorporated|Corporation|Company|Limited|Kommanditgesellschaft.*"
    r"|AG|SE|KGaA|KG|GmbH"
    r"|Inc\.?|INC\.?|Corp\.?|Co\.?|Ltd\.?|LTD\.?|ltd\.?|PLC|plc|p\.l\.c\.|P\.L\.C\.|LLC|L\.P\.|LP"
    r"|N\.?V\.?|S\.?A\.?|S\.?p\.?A\.?|S\.A\.B\. de C\.V\.|AB|ASA|A/S|AS|Oyj|SCA|S\.C\.A\.|SGPS|S\.G\.P\.S\."
    r"|B\.V\.|Abp|KK|K\.K\.|Bhd|Berhad|Tbk|OJSC|PJSC|PAO|JSC|KGAA|de C\.V\.|and)$"
)
_TRUNCATED = re.compile(
    r"[A-Z]{2,}\.[A-Z]|/|\d{4}|\bGEN\.|\bETC\b|\bETF\b|Leverage Shares|Acquisition|\bTrust\b|\bFund\b"
)
_GENERIC_TAIL = re.compile(r" (?:Group|Holdings?|Gruppe|HOLDING|GROUP|International|Companies)$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|\n|[^\w\s]")
_FIRST_BEYOND_LATIN = 0x250
_SENTENCE_START = frozenset('.!?:;"„“»«()\n')
_FOLD = str.maketrans("äöüÄÖÜß", "aouAOUs")


def read_gazetteer(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, gzipped or not."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return list(csv.DictReader(file))
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def read_lines(path: Path) -> list[str]:
    """The lines of a gzipped word list."""
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        return [line.strip() for line in file if line.strip()]


class Vocabulary:
    """How German text uses words: as capitalised words after determiners, in small letters, as names."""

    def __init__(self, raw: Path, ner: Path, determiners: frozenset[str]) -> None:
        self.capitalised: Counter[str] = Counter()
        self.determined: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        self.outside: Counter[str] = Counter()
        self.labelled: Counter[str] = Counter()
        for path in sorted(raw.glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    self._count(json.loads(line)["text"], determiners)
        for name in ("germeval14.train", "smartdata.train", "wikiner_part.train", "uner_pud.dev"):
            with gzip.open(ner / f"{name}.conll.gz", "rt", encoding="utf-8") as file:
                for line in file:
                    token, _, tag = line.rstrip("\n").partition("\t")
                    if tag:
                        self.labelled[token] += 1
                        self.outside[token] += tag == "O"

    def _count(self, text: str, determiners: frozenset[str]) -> None:
        before = "."
        for word in _WORD.findall(text):
            if word[0].islower():
                self.lower[word] += 1
            elif word[0].isalpha() and before not in _SENTENCE_START:
                self.capitalised[word] += 1
                adjective = (
                    before[0].islower() and len(before) > 4 and before.endswith(("e", "en", "er", "es", "em"))
                )
                self.determined[word] += before in determiners or adjective
            before = word

    def is_noun(self, word: str) -> bool:
        """Whether a capitalised word is an ordinary noun rather than a name."""
        seen = self.capitalised[word]
        if seen < 4 or (self.labelled[word] and self.outside[word] < 0.7 * self.labelled[word]):
            return False
        share = self.determined[word] / seen
        if self.labelled[word] >= 2:
            return share >= 0.15 or self.labelled[word] >= 4
        return share >= 0.4

    def is_name(self, word: str) -> bool:
        """Whether German text uses the word mostly without determiner."""
        return self.capitalised[word] >= 2 and self.determined[word] < 0.3 * self.capitalised[word]


def ordinary_words(vocabulary: Vocabulary, nouns: int, others: int) -> list[str]:
    """The most frequent ordinary nouns (capitalised) and other words (in small letters)."""
    noun = [
        w
        for w, _ in vocabulary.capitalised.most_common()
        if len(w) > 2 and "-" not in w and vocabulary.is_noun(w)
    ]
    small = [w for w, _ in vocabulary.lower.most_common() if len(w) > 1 and "-" not in w]
    return sorted(noun[:nouns]) + sorted(small[:others])


def without_legal_form(name: str) -> str:
    """Cut the legal forms off the end of a company's name."""
    while True:
        shorter = _LEGAL.sub("", name).rstrip(" ,")
        if shorter == name or not shorter:
            return name
        name = shorter


def _spelled(name: str, country: str, umlauts: dict[str, str]) -> str:
    """Undo shouting and, in German-speaking countries, lost umlauts."""
    words = []
    for word in name.split(" "):
        plain = word
        if len(word) > 5 and word.isupper() and word.isalpha():
            plain = word.capitalize()
        if country in {"Germany", "Austria", "Switzerland"}:
            plain = umlauts.get(plain, plain)
        words.append(plain)
    return " ".join(words)


def listed_companies(folder: Path, known: frozenset[str], vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Name -> aliases of listed and privately held companies that ``known`` does not have."""
    umlauts: dict[str, str] = {}
    for word, count in vocabulary.capitalised.items():
        plain = word.translate(_FOLD)
        if plain != word and count > 4 and vocabulary.capitalised[plain] * 4 < count:
            umlauts[plain] = word
    names: dict[str, set[str]] = {}
    rows: list[tuple[str, str]] = [
        (r["Security"], "United States") for r in read_gazetteer(folder / "sp500.csv")
    ]
    rows += [
        (r["name"], r["country"])
        for r in read_gazetteer(folder / "listed_companies.csv.gz")
        if r["market_cap"] or r["country"] in {"Austria", "Switzerland"}
    ]
    for file in ("unicorns_wikipedia.csv", "unicorns_former_wikipedia.csv"):
        rows += [(r["Company"], r["Country"]) for r in read_gazetteer(folder / file)]
    for raw, country in rows:
        if _TRUNCATED.search(raw) or not raw:
            continue
        full = re.sub(r"\s*\([^)]*\)", "", raw).removeprefix("The ").strip()
        name = _spelled(without_legal_form(full), country, umlauts)
        aliases = {_GENERIC_TAIL.sub("", name)} - {name}
        if len(name) < 2 or name.casefold() in known or any(a.casefold() in known for a in aliases):
            continue
        names.setdefault(name, set()).update(a for a in aliases if len(a) > 3)
    return names


def first_names(folder: Path, vocabulary: Vocabulary) -> list[str]:
    """First names of German cities and many countries that are no ordinary nouns."""
    found = {
        r["name"] for r in read_gazetteer(folder / "vornamen_de_staedte.csv.gz") if int(r["total"]) >= 12
    }
    for row in read_gazetteer(folder / "forenames_by_country.csv"):
        found.update(
            part for part in (row["Romanized Name"] or row["Localized Name"]).split(" ") if part.istitle()
        )
    found.update(n for n in read_lines(folder / "first_names_all.txt.gz") if vocabulary.is_name(n))
    return sorted(n for n in found if _is_plain_name(n) and not vocabulary.is_noun(n))


def surnames(folder: Path, vocabulary: Vocabulary) -> list[str]:
    """Surnames frequent in a country, and German ones that German text uses as names."""
    found = {
        row["Romanized Name"] or row["Localized Name"]
        for row in read_gazetteer(folder / "surnames_by_country.csv")
    }
    found.update(n for n in read_lines(folder / "surnames_de.txt.gz") if vocabulary.is_name(n))
    return sorted(n for n in found if _is_plain_name(n))


def _is_plain_name(name: str) -> bool:
    letters = name[1:].replace("-", "").replace("'", "")
    latin = all(ord(char) < _FIRST_BEYOND_LATIN for char in name)
    return len(name) > 2 and name[0].isupper() and not name.isupper() and letters.isalpha() and latin


def rarer_names(found: Iterable[str], lists: Path, known: str) -> list[str]:
    """Names that the list ``known`` does not have and that no list of words or of other names has either.

    ``lists`` is the folder of the lists themselves: German words, and the words company names consist of.
    """
    others: set[str] = set()
    for file in (known, "words.csv", "nouns.csv", "places.csv", "regions.csv"):
        for row in read_gazetteer(lists / file):
            others.update((next(iter(row.values())), next(iter(row.values())).capitalize()))
    for file in ("companies.csv", "companies_listed.csv", "investors.csv", "media.csv", "products.csv"):
        for row in read_gazetteer(lists / file):
            others.update(
                word for name in (row["name"], row["aliases"]) for word in _WORD.findall(name or "")
            )
    return sorted({name for name in found if _is_plain_name(name)} - others)


def places(folder: Path, vocabulary: Vocabulary) -> list[str]:
    """Countries, all towns of the German-speaking countries, and cities German text names."""
    territories = json.loads((folder / "cldr_de_territories.json").read_text(encoding="utf-8"))
    names = territories["main"]["de"]["localeDisplayNames"]["territories"]
    found = {name for code, name in names.items() if code.isalpha() and len(code) == 2}
    german = {"Germany", "Austria", "Switzerland", "Liechtenstein", "Luxembourg"}
    for row in read_gazetteer(folder / "world_cities.csv.gz"):
        name = row["name"]
        if row["country"] in german or (vocabulary.capitalised[name] >= 4 and vocabulary.is_name(name)):
            found.add(name)
    return sorted(n for n in found if len(n) > 2 and n[0].isupper() and not vocabulary.is_noun(n))


def founders(folder: Path) -> list[str]:
    """The founders the unicorn lists name, where the field holds plain full names."""
    found: set[str] = set()
    for file, column in (
        ("unicorns_wikipedia.csv", "Founder(s)"),
        ("unicorns_former_wikipedia.csv", "Founders"),
    ):
        for row in read_gazetteer(folder / file):
            plain = re.sub(r"\([^)]*\)|\[[^]]*\]", "", row[column] or "")
            for name in re.split(r",| and |;|&", plain):
                parts = name.split()
                if 2 <= len(parts) <= 3 and all(p[0].isupper() and p[1:].islower() for p in parts):
                    found.add(" ".join(parts))
    return sorted(found)


def known_names(folder: Path) -> frozenset[str]:
    """Names and aliases of the hand-written company lists, casefolded."""
    known: set[str] = set()
    for file in ("companies.csv", "media.csv", "investors.csv", "products.csv", "organizations.csv"):
        path = folder / file
        if path.exists():
            for row in read_gazetteer(path):
                known.update(n.casefold() for n in (row["name"], *(row["aliases"] or "").split("|")) if n)
    return frozenset(known)


def write(path: Path, header: str, lines: Iterable[str]) -> None:
    """Write a CSV file whose lines are ready."""
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")


def _rows(companies: dict[str, set[str]]) -> Iterator[str]:
    for name, aliases in sorted(companies.items()):
        quoted = f'"{name}"' if "," in name else name
        yield f"{quoted},{'|'.join(sorted(aliases))},,"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with gazetteers/, raw/ and ner/")
    parser.add_argument("--rules", type=Path, default=Path("rules/names"))
    parser.add_argument("--determiners", type=Path, default=Path("training/determiners.txt"))
    arguments = parser.parse_args()
    folder, out = arguments.data / "gazetteers", arguments.rules
    determiners = frozenset(arguments.determiners.read_text(encoding="utf-8").split())
    vocabulary = Vocabulary(arguments.data / "raw", arguments.data / "ner", determiners)
    write(out / "words.csv", "word", ordinary_words(vocabulary, 16_000, 9_000))
    write(out / "first_names.csv", "name", first_names(folder, vocabulary))
    write(out / "surnames.csv", "name", surnames(folder, vocabulary))
    write(out / "places.csv", "name", places(folder, vocabulary))
    cities = (row["name"] for row in read_gazetteer(folder / "vornamen_de_staedte.csv.gz"))
    rare = (*cities, *read_lines(folder / "first_names_all.txt.gz"))
    write(out / "first_names_rare.csv", "name", rarer_names(rare, out, "first_names.csv"))
    rare = (*read_lines(folder / "surnames_de.txt.gz"), *read_lines(folder / "surnames_all.txt.gz"))
    write(out / "surnames_rare.csv", "name", rarer_names(rare, out, "surnames.csv"))
    write(out / "founders.csv", "name", founders(folder))
    companies = listed_companies(folder, known_names(out), vocabulary)
    write(out / "companies_listed.csv", "name,aliases,kind,flags", _rows(companies))


if __name__ == "__main__":
    main()
