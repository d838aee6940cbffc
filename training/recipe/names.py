"""Names to put into sentences: companies, people, places, products, real and invented."""

import csv
import gzip
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Words = tuple[str, ...]

_SHARE_CLASS = re.compile(r"\s+(?:Inc|Corp|Ltd|plc|Limited|Company|Holdings?|Group|N\.V|S\.A)\b.*$|,.*$")
_LATIN = re.compile(r"[A-ZÄÖÜa-zäöüßéèáíóúçñøåæšžčćřłńőűãõâêî'’\-]+")
#: Countries whose people German business news names most often.
_COUNTRIES = frozenset(
    {"DE", "AT", "CH", "US", "GB", "FR", "IT", "ES", "NL", "PL"}
    | {"SE", "DK", "NO", "CN", "IN", "IL", "TR", "JP", "KR", "UA", "RU"}
)

_GERMAN_SPEAKING = frozenset({"Germany", "Austria", "Switzerland"})


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that can stand for an entity of a label; a name is a tuple of words."""

    tech: tuple[Words, ...]
    listed: tuple[Words, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    nouns: tuple[str, ...]
    endings: tuple[str, ...]
    first_names: tuple[str, ...]
    surnames: tuple[str, ...]
    people: tuple[Words, ...]
    places: tuple[Words, ...]
    products: tuple[Words, ...]
    #: Names of the training sentences by label.
    seen: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)

    def organization(self, rng: random.Random) -> Words:
        """A company: of the tech industry, of the stock exchange, or invented."""
        kind = rng.random()
        if kind < 0.4:
            return rng.choice(self.tech)
        if kind < 0.6:
            return rng.choice(self.listed)
        return self._invented(rng)

    def _invented(self, rng: random.Random) -> Words:
        form = rng.random()
        if form < 0.2:
            return (rng.choice(self.nouns), rng.choice(self.nouns))
        if form < 0.3:
            return (rng.choice(self.nouns) + rng.choice(self.nouns),)
        stem = rng.choice(self.heads) + rng.choice(self.tails) if form < 0.8 else rng.choice(self.nouns)
        if rng.random() < 0.4:
            return (stem,)
        ending = rng.choice(self.endings)
        return (stem + ending,) if ending.startswith(".") else (stem, ending)

    def person(self, rng: random.Random, words: int) -> Words:
        """A person; one word means the surname alone."""
        if words == 1:
            return (rng.choice(self.surnames),)
        if rng.random() < 0.25:
            return rng.choice(self.people)
        return (rng.choice(self.first_names), rng.choice(self.surnames))

    def place(self, rng: random.Random) -> Words:
        """A city."""
        return rng.choice(self.places)

    def product(self, rng: random.Random) -> Words:
        """A product of the tech industry."""
        return rng.choice(self.products)


def load_names(own: Path, gazetteers: Path) -> Names:
    """Read the lists of the recipe (`own`) and of the data folder."""
    invented = dict(line.split(": ", 1) for line in _lines(own / "invented.txt"))
    tech = [*_lines(own / "ai_companies.txt")] * 3
    people: list[Words] = []
    for file, company, founders in (
        ("unicorns_wikipedia.csv", "Company", "Founder(s)"),
        ("unicorns_former_wikipedia.csv", "Company", "Founders"),
    ):
        for row in gazetteer_rows(gazetteers / file):
            tech.append(row[company])
            people += (tuple(name.split()) for name in row[founders].split(", ") if _is_person(name))
    listed = [row["name"] for row in gazetteer_rows(gazetteers / "dax40_wikipedia.csv")] * 3
    listed += (row["Security"] for row in gazetteer_rows(gazetteers / "sp500.csv"))
    listed += (
        _as_written(row["name"])
        for row in gazetteer_rows(gazetteers / "listed_companies.csv.gz")
        if row["country"] in _GERMAN_SPEAKING
    )
    listed += [_SHARE_CLASS.sub("", name) for name in listed]
    places = [
        row["name"]
        for row in gazetteer_rows(gazetteers / "world_cities.csv.gz")
        if row["country"] in _GERMAN_SPEAKING
    ]
    places += ["USA", "China", "Deutschland", "Europa", "Kalifornien", "London", "Paris", "Tokio"] * 40
    return Names(
        tech=_split(tech),
        listed=_split(listed),
        heads=tuple(invented["heads"].split()),
        tails=tuple(invented["tails"].split()),
        nouns=tuple(invented["nouns"].split()),
        endings=tuple(invented["endings"].split()),
        first_names=_first_names(gazetteers),
        surnames=_surnames(gazetteers),
        people=tuple(people),
        places=_split(places),
        products=_split([*_lines(own / "products.txt")]),
    )


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("# "):
            yield line


def _as_written(name: str) -> str:
    """The exchange writes names in capitals; newspapers do not, short ones (BASF) aside."""
    words = (word.capitalize() if word.isupper() and len(word) > 4 else word for word in name.split())
    return " ".join(words)


def template_lines(own: Path) -> tuple[Words, ...]:
    """The sentence templates as words."""
    return tuple(tuple(line.split()) for line in _lines(own / "templates.txt"))


def gazetteer_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig") as lines:
        yield from csv.DictReader(lines)


def _split(names: Sequence[str]) -> tuple[Words, ...]:
    return tuple(tuple(name.split()) for name in names if 1 <= len(name.split()) <= 5)


def _is_person(name: str) -> bool:
    return len(name.split()) in {2, 3} and all(_LATIN.fullmatch(word) for word in name.split())


def _first_names(gazetteers: Path) -> tuple[str, ...]:
    german = [row["name"] for row in gazetteer_rows(gazetteers / "vornamen_de_staedte.csv.gz")][:2500]
    world = [
        row["Romanized Name"]
        for row in gazetteer_rows(gazetteers / "forenames_by_country.csv")
        if row["Country"] in _COUNTRIES
    ]
    return tuple(name for name in [*german, *world] if _LATIN.fullmatch(name))


def _surnames(gazetteers: Path) -> tuple[str, ...]:
    with gzip.open(gazetteers / "surnames_de.txt.gz", "rt", encoding="utf8") as lines:
        german = [line.strip() for line in lines][:4000]
    world = [
        row["Romanized Name"]
        for row in gazetteer_rows(gazetteers / "surnames_by_country.csv")
        if row["Country"] in _COUNTRIES
    ]
    return tuple(name for name in [*german, *world * 2] if _LATIN.fullmatch(name))
