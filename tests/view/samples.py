"""Records to show: made by hand, and many of them by turning one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from depesche.records import (
    Amount,
    Company,
    Deal,
    DealStatus,
    DealType,
    Evidence,
    Extraction,
    Mention,
    MentionType,
    ModelInfo,
    Participant,
    PipelineInfo,
    Role,
    Source,
)

EVIL = '</script><script>document.title = "taken"</script><!-- <script> \u2028 <img src=x onerror="alert(1)">'
PIPELINE = PipelineInfo(version="0.1.0", model=ModelInfo(name="m", version="1"), rules_sha256="")


def takeover(
    buyer: str = "Meta",
    target: str = "Scale AI",
    *,
    number: int = 0,
    published: str = "2025-07-01",
    before: str = "",
    deal_type: DealType = DealType.ACQUISITION,
    status: DealStatus = DealStatus.COMPLETED,
) -> Extraction:
    """An article with one deal: "BUYER kauft TARGET für 14,3 Milliarden Dollar."; ``before`` stands first."""
    mentions: list[Mention] = []
    text = before

    def add(kind: MentionType, words: str, entity: str | None, rule: str) -> None:
        nonlocal text
        start = len(text)
        text += words
        mentions.append(
            Mention(
                id=f"m{len(mentions) + 1}", type=kind, start=start, end=len(text), text=words,
                entity=entity, rule=rule,
            )
        )  # fmt: skip

    add(MentionType.COMPANY, buyer, "c1", "names.list")
    text += " "
    add(MentionType.TRIGGER, "kauft", None, "acquisition.buy")
    text += " "
    add(MentionType.COMPANY, target, "c2", "model:ORG")
    text += " für "
    add(MentionType.AMOUNT, "14,3 Milliarden Dollar", None, "numbers.single")
    text += "."
    return Extraction(
        id=f"{number}.txt",
        source=Source(title=f"{buyer} kauft zu", published=published, url="javascript:alert(1)"),
        text_sha256="",
        text=text + "\n\nMehr dazu morgen.",
        pipeline=PIPELINE,
        mentions=tuple(mentions),
        companies=(
            Company(id="c1", name=buyer, mentions=("m1",)),
            Company(id="c2", name=target, mentions=("m3",)),
        ),
        amounts=(Amount(id="a1", mention="m4", value=Decimal("14300000000"), currency="USD"),),
        deals=(
            Deal(
                id="deal1",
                type=deal_type,
                status=status,
                participants=(
                    Participant(role=Role.BUYER, entity="c1"),
                    Participant(role=Role.TARGET, entity="c2"),
                ),
                amount="a1",
                confidence=0.9,
                evidence=(
                    Evidence(
                        start=len(before),
                        end=len(text),
                        rule="acquisition.buy",
                        trigger="m2",
                        status_cue="past",
                    ),
                ),
            ),
        ),
    )


def many(number: int) -> Iterator[Extraction]:
    """Articles of eight years on forty companies, as long as real ones."""
    types, statuses = tuple(DealType), tuple(DealStatus)
    for at in range(number):
        yield takeover(
            f"Firma {at % 23}",
            f"Werk {at % 17}",
            number=at,
            published=f"{2018 + at % 8}-{at % 12 + 1:02d}-{at % 28 + 1:02d}",
            before="Der Markt wuchs auch in diesem Jahr weiter, sagten Beobachter am Abend. " * 35,
            deal_type=types[at % len(types)],
            status=statuses[at % len(statuses)],
        )
