"""Bytes to text: UTF-8 first, byte order marks, then the single-byte encodings German text comes in.

A guess leaves a warning with the article, so that nobody has to wonder later. Detection by statistics
alone (charset-normalizer) mistakes short German texts; what decides here is whether the characters that
a candidate gives stand where German has them. Statistics come last, for everything else.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from depesche.errors import InputError
from depesche.records import ArticleWarning

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("cp1252", "iso8859-15", "mac_roman", "cp850")
"""Encodings German files come in, most frequent first; ISO 8859-1 is a part of cp1252."""

_MAGIC = (
    (b"%PDF-", "a PDF; save its text as .txt first"),
    (b"PK\x03\x04", "a ZIP archive or Office document; unpack it or save its text as .txt first"),
    (b"\xd0\xcf\x11\xe0", "an Office document; save its text as .txt first"),
    (b"{\\rtf", "a Rich Text document; save its text as .txt first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xfd7zXZ", "XZ data; unpack it first"),
    (b"BZh", "bzip2 data; unpack it first"),
)
_SAMPLE = 64 * 1024
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.02

_UMLAUTS = frozenset("äöüÄÖÜß")
_LETTERS = frozenset("éèêëáàâåãçñóòôøúùûíìîïæœšžÉÈÁÀÅÇÑÓÔØÆŠŽ")
_MARKS = frozenset("„“”‚‘’»«›‹–—…€§°·•™®©×±½²³µ\u00a0\u00ad")
_INSIDE_WORDS = frozenset("’\u00ad–")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_MOJIBAKE = re.compile("Ã[¤¶¼„–œŸ\x84\x96\x9c\x9f]|â€[žœ“”\x9c\x9d]")
_SCORED_CHARS = 20_000
_DAMAGE_RATIO = 4
"""UTF-8 with at least this many good non-ASCII characters for each bad byte is damaged UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in, and what the reader of the record should know of that."""

    text: str
    encoding: str
    warnings: tuple[ArticleWarning, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode a text; raises InputError, with the reason alone, for what is no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_damage(data, encoding)
    if wide := _wide_encoding(data[:_SAMPLE]):
        return _guessed(_with_damage(data, wide))
    _refuse_binary(data)
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", "replace")
    if _is_damaged_utf8(damaged):
        return _with_damage(data, "utf-8")
    return _checked(_guess(data))


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {what}")
    sample = data[:_SAMPLE]
    if sample and len(_CONTROLS.findall(sample)) / len(sample) > _MAX_CONTROL_SHARE:
        raise InputError("is a binary file, not a text")


def _wide_encoding(sample: bytes) -> str | None:
    """Name UTF-16 by the zero bytes that every second place then has in a Western text."""
    half = len(sample) // 2
    if half >= 8 and sample[1::2].count(0) > 0.8 * half > 10 * sample[::2].count(0):
        return "utf-16-le"
    if half >= 8 and sample[::2].count(0) > 0.8 * half > 10 * sample[1::2].count(0):
        return "utf-16-be"
    return None


def _is_damaged_utf8(text: str) -> bool:
    bad = text.count("\ufffd")
    return len(_NON_ASCII.findall(text)) - bad >= _DAMAGE_RATIO * bad


def _with_damage(data: bytes, encoding: str) -> Decoded:
    try:
        return _checked(Decoded(data.decode(encoding), encoding))
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        damage = ArticleWarning(
            code="encoding_damaged",
            message=f"{encoding} with bytes that are none (the first at {error.start}), read as U+FFFD",
        )
        return Decoded(text, encoding, (damage,))


def _guess(data: bytes) -> Decoded:
    best, best_score = None, 0
    for encoding in _SINGLE_BYTE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _plausibility(text)
        if score > best_score:
            best, best_score = Decoded(text, encoding), score
    return _guessed(best or _by_statistics(data))


def _guessed(decoded: Decoded) -> Decoded:
    guessed = ArticleWarning(
        code="encoding_guessed",
        message=f"not UTF-8, read as {decoded.encoding}; save it as UTF-8 where letters look wrong",
    )
    return Decoded(decoded.text, decoded.encoding, (guessed, *decoded.warnings))


def _plausibility(text: str) -> int:
    """How well the non-ASCII characters stand where German has such: letters at letters, marks not."""
    score = 0
    for count, match in enumerate(_NON_ASCII.finditer(text)):
        if count == _SCORED_CHARS:
            break
        at, char = match.start(), match.group()
        before = at > 0 and text[at - 1].isalpha()
        after = at + 1 < len(text) and text[at + 1].isalpha()
        if char in _UMLAUTS or char in _LETTERS:
            score += _letter_score(char, text[at - 1] if before else "", after)
        elif char in _MARKS:
            score += -2 if before and after and char not in _INSIDE_WORDS else 1
        else:
            score -= 2
    return score


def _letter_score(char: str, before: str, after: bool) -> int:
    if not before and not after:
        return 0
    if char.isupper() and before.islower():
        return -2
    return 3 if char in _UMLAUTS else 1


def _by_statistics(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, rarely needed

    best = from_bytes(data).best()
    if best is None:
        raise InputError("its encoding is not recognised; save it as UTF-8")
    return Decoded(str(best), best.encoding)


def _checked(decoded: Decoded) -> Decoded:
    if len(_MOJIBAKE.findall(decoded.text[:_SAMPLE])) < 2:
        return decoded
    mojibake = ArticleWarning(
        code="mojibake",
        message="umlauts look decoded twice ('Ã¼' for 'ü'); mend the file where it was made",
    )
    return Decoded(decoded.text, decoded.encoding, (*decoded.warnings, mojibake))
