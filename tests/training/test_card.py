from __future__ import annotations

import hashlib
import re
from pathlib import Path

from depesche.backbone import embedded_model_path
from depesche.backbone.models import CHECKSUMS, checksum_lines, file_digests, read_meta

LIMIT = 20_000_000


def test_card_speaks_of_the_shipped_weights(project: Path) -> None:
    card = (project / "training" / "MODEL_CARD.md").read_text(encoding="utf-8")
    checksums = (embedded_model_path() / CHECKSUMS).read_bytes()
    found = re.search(r"`([0-9a-f]{64})`", card)
    assert found is not None
    assert found[1] == hashlib.sha256(checksums).hexdigest()


def test_checksums_are_those_of_the_shipped_files() -> None:
    path = embedded_model_path()
    assert (path / CHECKSUMS).read_text(encoding="utf-8") == checksum_lines(file_digests(path))


def test_model_is_small_and_speaks_of_nothing_but_itself() -> None:
    path = embedded_model_path()
    assert sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) <= LIMIT
    meta = read_meta(path)
    assert (meta["lang"], meta["name"]) == ("de", "depesche_news_sm")
    assert meta["spacy_version"] == ">=3.8.0,<3.9.0"
    config = (path / "config.cfg").read_text(encoding="utf-8")
    assert not re.search(r'= "?/', config), "an absolute path of the machine that trained it"
