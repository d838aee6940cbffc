from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import pytest

from depesche.backbone import Backbone, available_models, embedded_model_path, load_backbone
from depesche.backbone.models import package_model_path
from depesche.errors import ModelError

MD_INSTALLED = package_model_path("de_core_news_md") is not None


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(embedded_model_path(), tmp_path / "model"))


def test_embedded_model_has_what_the_stages_need(embedded: Backbone) -> None:
    assert embedded.name == "de_depesche_news_sm"
    assert embedded.version
    doc = embedded.nlp("Angela Merkel besuchte am Montag die Siemens AG in München.")
    assert doc.has_annotation("SENT_START")
    assert {token.tag_ for token in doc} >= {"NE", "VVFIN", "APPRART", "APPR", "ART", "$."}
    assert {entity.label_ for entity in doc.ents} <= {"PER", "ORG", "LOC", "MISC"}
    assert ("Angela Merkel", "PER") in [(entity.text, entity.label_) for entity in doc.ents]


def test_auto_without_the_official_model_is_the_embedded_one() -> None:
    expected = "de_core_news_md" if MD_INSTALLED else "de_depesche_news_sm"
    assert load_backbone("auto").name == expected


def test_path_of_a_model(copy: Path) -> None:
    assert load_backbone(str(copy)).name == "de_depesche_news_sm"


def test_embedded_model_is_listed_first() -> None:
    models = available_models()
    assert models[0].name == "de_depesche_news_sm"
    assert models[0].installed
    assert "de_core_news_md" in [model.name for model in models]


def test_placeholder_package_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "de_core_news_sm"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('must not be imported')")
    monkeypatch.syspath_prepend(tmp_path)
    assert package_model_path("de_core_news_sm") is None


def test_damaged_placeholder_version_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "de_placeholder_model"
    (package / "de_placeholder_model-999.9.9").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    meta = {"lang": "de", "name": "placeholder_model", "version": "999.9.9"}
    (package / "meta.json").write_text(json.dumps(meta))
    info = tmp_path / "de_placeholder_model-999.9.9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: de-placeholder-model\nVersion: 999.9.9\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert package_model_path("de_placeholder_model") is None


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("de_no_such_model", "neither installed nor a folder"),
        ("/no/such/folder", "neither installed nor a folder"),
    ],
)
def test_unknown_model(model: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        load_backbone(model)


def test_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"meta\.json is missing"):
        load_backbone(str(tmp_path))


def test_truncated_weights_are_named(copy: Path) -> None:
    weights = copy / "tok2vec" / "model"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"tok2vec.model: this file of the model is damaged"):
        load_backbone(str(copy))


def test_missing_weights_are_named(copy: Path) -> None:
    (copy / "ner" / "model").unlink()
    with pytest.raises(ModelError, match=r"ner.model: this file of the model is missing"):
        load_backbone(str(copy))


def test_damaged_weights_without_checksums_give_a_message(copy: Path) -> None:
    (copy / "SHA256SUMS").unlink()
    (copy / "tok2vec" / "model").write_bytes(b"\x00\x01")
    with pytest.raises(ModelError, match="damaged or incomplete"):
        load_backbone(str(copy))


def test_damaged_meta_is_named(copy: Path) -> None:
    (copy / "meta.json").write_text("{")
    with pytest.raises(ModelError, match=r"meta\.json: damaged"):
        load_backbone(str(copy))


def test_other_spacy_version_is_reported(copy: Path) -> None:
    meta = json.loads((copy / "meta.json").read_text(encoding="utf-8"))
    (copy / "meta.json").write_text(json.dumps({**meta, "spacy_version": ">=4.0,<4.1"}))
    with pytest.raises(ModelError, match=r"needs spaCy >=4\.0,<4\.1"):
        load_backbone(str(copy))


def test_model_without_names_is_refused(copy: Path) -> None:
    (copy / "SHA256SUMS").unlink()
    config = (copy / "config.cfg").read_text(encoding="utf-8")
    shortened = config.replace(', "ner"]', "]", 1)
    assert shortened != config
    (copy / "config.cfg").write_text(shortened, encoding="utf-8")
    with pytest.raises(ModelError, match="has no ner"):
        load_backbone(str(copy))


def test_loading_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a model was looked for on the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    load_backbone("embedded").nlp("Siemens kauft Altair.")


@pytest.mark.skipif(not MD_INSTALLED, reason="de_core_news_md is not installed (make model-md)")
def test_official_model_gives_the_same_layers() -> None:
    backbone = load_backbone("de_core_news_md")
    assert backbone.version.startswith("3.")
    doc = backbone.nlp("Kein Kauf\nAm 3. Juli zahlte Siemens 5 Mrd. Euro.")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Kein Kauf",
        "Am 3. Juli zahlte Siemens 5 Mrd. Euro.",
    ]
    assert "VVFIN" in {token.tag_ for token in doc}
