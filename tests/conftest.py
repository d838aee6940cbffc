"""Fixtures for all tests."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings

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

# How long one example takes says more of the machine than of the code.
settings.register_profile("depesche", deadline=None)
settings.load_profile("depesche")


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the repository."""
    return Path(__file__).parent.parent


TEXT = "Meta kauft 49 Prozent von Scale AI für 14,3 Milliarden Dollar."


@pytest.fixture
def deal_record() -> Extraction:
    """A record with one deal, made by hand."""
    return Extraction(
        id="a.txt",
        source=Source(title="Meta [kauft] zu", published="2025-07-01"),
        text_sha256="",
        text=TEXT,
        pipeline=PipelineInfo(version="0", model=ModelInfo(name="m", version="1"), rules_sha256=""),
        mentions=(Mention(id="m1", type=MentionType.AMOUNT, start=39, end=61, text=TEXT[39:61], rule="r"),),
        companies=(Company(id="c1", name="Meta"), Company(id="c2", name="Scale AI")),
        amounts=(Amount(id="a1", mention="m1", value=Decimal("14300000000"), currency="USD"),),
        deals=(
            Deal(
                id="d1",
                type=DealType.INVESTMENT,
                status=DealStatus.COMPLETED,
                participants=(
                    Participant(role=Role.INVESTOR, entity="c1"),
                    Participant(role=Role.COMPANY, entity="c2"),
                    Participant(role=Role.INVESTOR, text="zwei Fonds"),
                ),
                amount="a1",
                stake_percent=Decimal("49"),
                confidence=0.9,
                evidence=(Evidence(start=0, end=len(TEXT), rule="investment.kaufen", trigger="m1"),),
            ),
        ),
    )
