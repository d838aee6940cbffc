"""Every public record: what goes into Depesche and what comes out (schema version 1).

Offsets are Unicode code points into ``Extraction.text`` (the article's text exactly as it was read),
end exclusive. Ids are derived from the order of things in the text, so equal input gives equal records.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

SCHEMA_VERSION: Literal[1] = 1


class Record(BaseModel):
    """Base of all public records: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _plain_number(value: Decimal) -> int | float | str:
    """Write a Decimal as the JSON number that reads back as the same Decimal, else as a string."""
    if value == value.to_integral_value():
        return int(value)
    as_float = float(value)
    return as_float if Decimal(repr(as_float)) == value else str(value)


Number = Annotated[
    Decimal,
    PlainSerializer(_plain_number, return_type=Any, when_used="json"),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}),
]


class MentionType(str, Enum):
    """What a span of text is."""

    COMPANY = "company"
    PERSON = "person"
    ORGANIZATION = "organization"
    LOCATION = "location"
    PRODUCT = "product"
    AMOUNT = "amount"
    PERCENT = "percent"
    HEADCOUNT = "headcount"
    DATE = "date"
    TITLE = "title"
    TRIGGER = "trigger"


class Modifier(str, Enum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class AmountKind(str, Enum):
    """What a sum of money is for."""

    PRICE = "price"
    VALUATION = "valuation"
    ROUND = "round"
    INVESTMENT = "investment"
    REVENUE = "revenue"
    PROFIT = "profit"
    LOSS = "loss"
    SALARY = "salary"
    FINE = "fine"
    MARKET_VALUE = "market_value"
    SHARE_PRICE = "share_price"
    COST = "cost"
    DEBT = "debt"
    OTHER = "other"


class DealType(str, Enum):
    """The kinds of transactions Depesche knows."""

    ACQUISITION = "acquisition"
    MERGER = "merger"
    INVESTMENT = "investment"
    FUNDING_ROUND = "funding_round"
    DIVESTITURE = "divestiture"
    JOINT_VENTURE = "joint_venture"
    PARTNERSHIP = "partnership"
    LICENSING = "licensing"
    CONTRACT = "contract"
    IPO = "ipo"
    TALENT_MOVE = "talent_move"
    LEADERSHIP_CHANGE = "leadership_change"
    LAYOFF = "layoff"
    INSOLVENCY = "insolvency"
    SETTLEMENT = "settlement"


class DealStatus(str, Enum):
    """How real a deal is, by what the article says of it."""

    COMPLETED = "completed"
    ANNOUNCED = "announced"
    PLANNED = "planned"
    OFFERED = "offered"
    IN_TALKS = "in_talks"
    RUMORED = "rumored"
    REJECTED = "rejected"
    FAILED = "failed"


class Role(str, Enum):
    """What a participant does in a deal."""

    BUYER = "buyer"
    TARGET = "target"
    SELLER = "seller"
    COMPANY = "company"
    RESULT = "result"
    INVESTOR = "investor"
    LEAD_INVESTOR = "lead_investor"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    PERSON = "person"
    FROM = "from"
    TO = "to"
    POSITION = "position"
    PREDECESSOR = "predecessor"
    CLAIMANT = "claimant"


ROLES: dict[DealType, tuple[Role, ...]] = {
    DealType.ACQUISITION: (Role.BUYER, Role.TARGET, Role.SELLER),
    DealType.MERGER: (Role.COMPANY, Role.RESULT),
    DealType.INVESTMENT: (Role.INVESTOR, Role.COMPANY),
    DealType.FUNDING_ROUND: (Role.COMPANY, Role.INVESTOR, Role.LEAD_INVESTOR),
    DealType.DIVESTITURE: (Role.SELLER, Role.TARGET, Role.BUYER),
    DealType.JOINT_VENTURE: (Role.PARTNER, Role.RESULT),
    DealType.PARTNERSHIP: (Role.PARTNER,),
    DealType.LICENSING: (Role.SUPPLIER, Role.CUSTOMER),
    DealType.CONTRACT: (Role.SUPPLIER, Role.CUSTOMER),
    DealType.IPO: (Role.COMPANY,),
    DealType.TALENT_MOVE: (Role.PERSON, Role.FROM, Role.TO, Role.POSITION),
    DealType.LEADERSHIP_CHANGE: (Role.PERSON, Role.COMPANY, Role.POSITION, Role.PREDECESSOR),
    DealType.LAYOFF: (Role.COMPANY,),
    DealType.INSOLVENCY: (Role.COMPANY,),
    DealType.SETTLEMENT: (Role.COMPANY, Role.CLAIMANT),
}
"""The roles each deal type may have, main ones first."""


class ArticleWarning(Record):
    """Something the reader of the record should know; ``code`` is stable, ``message`` is for people."""

    code: str
    message: str


class Article(Record):
    """An article as a reader hands it over.

    ``text`` is what the offsets of the record point into. ``published`` resolves relative dates.
    ``warnings``: what came to light while reading it; they go into the record as they are.
    """

    id: str
    text: str
    title: str | None = None
    published: date | datetime | None = None
    source: str | None = None
    url: str | None = None
    path: str | None = None
    warnings: tuple[ArticleWarning, ...] = ()


class Mention(Record):
    """A span of the text with a type; ``entity`` is the id of the entity it refers to.

    ``rule``: the id of the rule that read it, or ``model:LABEL`` for the language model.
    """

    id: str
    type: MentionType
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    entity: str | None = None
    rule: str | None = None


class Company(Record):
    """A commercial organisation. ``is_source``: only cited as the medium that reports."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    external_id: str | None = None
    is_source: bool = False
    mentions: tuple[str, ...] = ()


class Organization(Record):
    """An organisation that is not a company: authority, institute, party, association."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


class TitleStatus(str, Enum):
    """Whether somebody holds a title now, held it, or is to hold it."""

    CURRENT = "current"
    FORMER = "former"
    DESIGNATED = "designated"


class TextSpan(Record):
    """A half-open range of code points of the text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class PersonTitle(Record):
    """A person's position; ``company`` is the id of a company or organisation."""

    title: str
    normalized: str
    company: str | None = None
    status: TitleStatus = TitleStatus.CURRENT
    evidence: TextSpan


class Person(Record):
    """A person with the titles the article gives."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: tuple[str, ...] = ()
    titles: tuple[PersonTitle, ...] = ()


class Amount(Record):
    """A sum of money. ``value`` to ``max`` in whole units of ``currency`` (ISO 4217); both exact."""

    id: str
    mention: str
    value: Number | None
    max: Number | None = None
    currency: str | None = None
    modifier: Modifier = Modifier.EXACT
    inferred_currency: bool = False
    kind: AmountKind | None = None
    period: str | None = None
    same_as: str | None = None


class Percentage(Record):
    """A share or rate in percent (``unit`` percent) or percentage points (``unit`` points)."""

    id: str
    mention: str
    value: Number | None
    max: Number | None = None
    modifier: Modifier = Modifier.EXACT
    unit: Literal["percent", "points"] = "percent"


class DateValue(Record):
    """A date. ``value`` and ``end`` are ISO 8601 or EDTF; None where a relative date has no anchor.

    ``modifier``: start, mid or end of the period, since, until, before or after it.
    """

    id: str
    mention: str
    value: str | None
    end: str | None = None
    granularity: str
    modifier: str | None = None
    relative: bool = False


class Participant(Record):
    """Who takes part in a deal: an entity by id, or the words of the text where no name is given."""

    role: Role
    entity: str | None = None
    text: str | None = None


class Attribution(Record):
    """Who says so: an entity by id, or words such as "Insider"."""

    entity: str | None = None
    text: str | None = None
    evidence: TextSpan


class Evidence(Record):
    """The span that proves a deal, the rule that read it, its trigger mention and status cue."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    rule: str
    trigger: str
    status_cue: str | None = None


class Deal(Record):
    """One transaction. ``amount`` and ``valuation`` are ids of amounts, ``date`` of a date."""

    id: str
    type: DealType
    status: DealStatus
    participants: tuple[Participant, ...] = ()
    amount: str | None = None
    valuation: str | None = None
    stake_percent: Number | None = None
    round: str | None = None
    headcount: int | None = None
    date: str | None = None
    attribution: Attribution | None = None
    confidence: float = Field(ge=0, le=1)
    evidence: tuple[Evidence, ...] = ()


class Source(Record):
    """Where the article came from."""

    path: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    medium: str | None = None
    language: str | None = None


class ModelInfo(Record):
    """The language model that ran."""

    name: str
    version: str


class PipelineInfo(Record):
    """What made the record: Depesche's version, the model, and the digest of all rules."""

    version: str
    model: ModelInfo
    rules_sha256: str


class Extraction(Record):
    """What Depesche read in one article."""

    schema_version: Literal[1] = SCHEMA_VERSION
    id: str
    source: Source = Source()
    text_sha256: str
    text: str | None = None
    pipeline: PipelineInfo
    mentions: tuple[Mention, ...] = ()
    companies: tuple[Company, ...] = ()
    organizations: tuple[Organization, ...] = ()
    people: tuple[Person, ...] = ()
    amounts: tuple[Amount, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    dates: tuple[DateValue, ...] = ()
    deals: tuple[Deal, ...] = ()
    warnings: tuple[ArticleWarning, ...] = ()
