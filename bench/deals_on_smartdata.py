"""How many of the annotated relations of the SmartData training documents Depesche finds, and how exactly.

    python bench/deals_on_smartdata.py ../shared/data/smartdata/train.jsonl.gz [--held-out] [--errors]

Every fifth document is held out: rules are written without it (``--held-out`` scores it). A relation is
found when a deal of a fitting type has all annotated main participants, by name or by the words of the
text; a leadership relation when the person has a title at the organisation. Precision counts, among
the documents that have relations of the type at all, how many of the deals told there are annotated.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from depesche import Extractor
from depesche.records import Article, Deal, Extraction

MAIN_ROLES = {
    "Acquisition": {"buyer": ("buyer",), "acquired": ("target",)},
    "Merger": {"old": ("company",)},
    "Layoffs": {"company": ("company",)},
    "Insolvency": {"company": ("company",)},
}
TYPES = {
    "Acquisition": {"acquisition", "divestiture"},
    "Merger": {"merger"},
    "Layoffs": {"layoff"},
    "Insolvency": {"insolvency"},
}


def main() -> None:
    """Score and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--held-out", action="store_true", help="the fifth that rules are written without")
    parser.add_argument("--errors", action="store_true", help="list what is missed and what is spurious")
    args = parser.parse_args()
    if args.held_out and args.errors:
        parser.error("errors of the held-out fifth are not to be looked at")
    extractor = Extractor()
    counts: Counter[tuple[str, str]] = Counter()
    for document in _documents(args.file, held_out=args.held_out):
        wanted = [
            r
            for r in document["relations"]
            if r["type"] in MAIN_ROLES or r["type"] == "OrganizationLeadership"
        ]
        if not wanted:
            continue
        article = Article(id=document["id"], text=document["text"])
        record = extractor.extract(article, published=_published(document))
        for line in _score(document, record, wanted, counts):
            if args.errors:
                print(line)
    _print(counts)


def _documents(path: Path, *, held_out: bool) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if (number % 5 == 0) is held_out:
                yield json.loads(line)


def _published(document: dict[str, Any]) -> str | None:
    """The day of publication; a few documents have an impossible one."""
    day = str(document["date"])[:10]
    try:
        date.fromisoformat(day)
    except ValueError:
        return None
    return day


def _score(
    document: dict[str, Any],
    record: Extraction,
    wanted: Sequence[dict[str, Any]],
    counts: Counter[tuple[str, str]],
) -> Iterator[str]:
    names = {
        **{c.id: {c.name, *c.aliases} for c in record.companies},
        **{o.id: {o.name, *o.aliases} for o in record.organizations},
        **{p.id: {p.name, *p.aliases} for p in record.people},
    }
    used: set[str] = set()
    for relation in wanted:
        kind = relation["type"]
        counts[kind, "gold"] += 1
        if kind == "OrganizationLeadership":
            hits = ["title"] if _has_title(record, relation, names) else []
        else:
            hits = [d.id for d in record.deals if d.type.value in TYPES[kind] and _fits(d, relation, names)]
        if hits:
            counts[kind, "found"] += 1
            used.update(hits)
        else:
            start, end = relation["span"]
            yield f"MISSED {kind}: {document['text'][max(0, start - 30) : end + 30]!r}"
    kinds = {relation["type"] for relation in wanted} & set(TYPES)
    for deal in record.deals:
        for kind in sorted(kinds):
            if deal.type.value in TYPES[kind]:
                counts[kind, "told"] += 1
                counts[kind, "right"] += deal.id in used
                if deal.id not in used:
                    where = deal.evidence[0]
                    yield f"SPURIOUS {kind}: {document['text'][where.start : where.end]!r} by {where.rule}"


def _fits(deal: Deal, relation: dict[str, Any], names: dict[str, set[str]]) -> bool:
    for role, fields in MAIN_ROLES[relation["type"]].items():
        for argument in relation["args"]:
            if argument["role"] != role:
                continue
            parties = [p for p in deal.participants if p.role.value in fields]
            texts = [t for p in parties for t in (names.get(p.entity, set()) if p.entity else {p.text or ""})]
            if not any(_alike(argument["text"], text) for text in texts):
                return False
    return True


def _has_title(record: Extraction, relation: dict[str, Any], names: dict[str, set[str]]) -> bool:
    roles = {a["role"]: a["text"] for a in relation["args"]}
    for person in record.people:
        if any(_alike(roles.get("person", ""), name) for name in (person.name, *person.aliases)):
            for title in person.titles:
                known = names.get(title.company or "", set())
                if any(_alike(roles.get("organization", ""), name) for name in known):
                    return True
    return False


def _alike(one: str, other: str) -> bool:
    """Whether one name contains the other as its words; annotations often hold a part or an article."""
    a, b = one.lower().strip("#@ "), other.lower().strip("#@ ")
    return bool(a and b) and (a in b or b in a)


def _print(counts: Counter[tuple[str, str]]) -> None:
    print(f"{'relation':24}{'gold':>6}{'found':>7}{'recall':>8}{'told':>6}{'right':>7}{'precision':>11}")
    total: Counter[str] = Counter()
    for kind in sorted({kind for kind, _ in counts}):
        row = {name: counts[kind, name] for name in ("gold", "found", "told", "right")}
        total.update(row)
        _print_row(kind, row)
    _print_row("all", dict(total))


def _print_row(kind: str, row: dict[str, int]) -> None:
    recall = row["found"] / row["gold"] if row["gold"] else 0.0
    precision = row["right"] / row["told"] if row["told"] else float("nan")
    print(
        f"{kind:24}{row['gold']:6}{row['found']:7}{recall:8.2f}{row['told']:6}{row['right']:7}{precision:11.2f}"
    )


if __name__ == "__main__":
    main()
