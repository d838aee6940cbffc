"""The spaCy component in pipelines that know nothing of Depesche."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from depesche import Extractor
from depesche.backbone import embedded_model_path
from depesche.records import DealType

pytestmark = pytest.mark.skipif(
    not embedded_model_path().is_dir(), reason="the embedded model is not in this tree"
)

TEXT = "Der Chipkonzern Nvidia kaufte gestern Metas Tochter für 2,5 Milliarden Dollar."
CONFIG = {"model": "embedded"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("de")
    blank.add_pipe("depesche", config=CONFIG)
    return blank


def article(nlp: Language, published: str | None = "2025-07-02") -> Doc:
    doc = nlp.make_doc(TEXT)
    doc._.published = published
    return doc


def test_entities_spans_and_the_record(nlp: Language) -> None:
    doc = nlp(article(nlp))
    assert ("Nvidia", "ORG") in {(ent.text, ent.label_) for ent in doc.ents}
    assert ("2,5 Milliarden Dollar", "MONEY") in {(ent.text, ent.label_) for ent in doc.ents}
    assert [span.label_ for span in doc.spans["depesche"]] == [m.type.value for m in doc._.depesche.mentions]
    assert [deal.type for deal in doc._.depesche.deals] == [DealType.ACQUISITION]
    assert [date.value for date in doc._.depesche.dates] == ["2025-07-01"]
    nvidia = next(ent for ent in doc.ents if ent.text == "Nvidia")
    assert nvidia.id_ == next(c.id for c in doc._.depesche.companies if c.name == "Nvidia")


def test_the_record_is_that_of_the_extractor(nlp: Language) -> None:
    record = Extractor("embedded").extract(TEXT, published="2025-07-02", article_id="doc")
    assert nlp(article(nlp))._.depesche == record.model_copy(update={"text": None})


def test_a_mention_inside_a_token_takes_the_whole_token(nlp: Language) -> None:
    doc = nlp("Scale-AI-Gründer Alexandr Wang wechselt zu Meta.")
    for span, mention in zip(doc.spans["depesche"], doc._.depesche.mentions, strict=True):
        assert span.start_char <= mention.start
        assert mention.end <= span.end_char


def test_empty_and_untouched_docs(nlp: Language) -> None:
    assert nlp("").ents == ()
    assert nlp.make_doc("Meta")._.depesche is None


@pytest.mark.parametrize(("overwrite", "label"), [(True, "ORG"), (False, "HOST")])
def test_entities_of_the_host(overwrite: bool, label: str) -> None:
    host = spacy.blank("de")
    host.add_pipe("entity_ruler").add_patterns([{"label": "HOST", "pattern": "Nvidia"}])  # type: ignore[attr-defined]
    host.add_pipe("depesche", config={**CONFIG, "overwrite_ents": overwrite})
    labels = {ent.text: ent.label_ for ent in host(TEXT).ents}
    assert labels["Nvidia"] == label
    assert labels["2,5 Milliarden Dollar"] == "MONEY"


def test_pipe_in_processes(nlp: Language) -> None:
    texts = [TEXT, "SAP kauft Signavio.", "Heute regnet es."]
    alone = [nlp(text)._.depesche for text in texts]
    assert [doc._.depesche for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone


def test_docs_keep_the_record_in_files(nlp: Language) -> None:
    doc = nlp(article(nlp))
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(stored).get_docs(spacy.blank("de").vocab)
    assert back._.depesche == doc._.depesche
    assert [(e.text, e.label_) for e in back.ents] == [(e.text, e.label_) for e in doc.ents]
    assert [s.label_ for s in back.spans["depesche"]] == [s.label_ for s in doc.spans["depesche"]]


def test_a_pipeline_on_disk_takes_names_along(tmp_path: Path) -> None:
    names = tmp_path / "own.csv"
    names.write_text("name,kind\nZwiebelfisch Holdinghaus,company\n", encoding="utf-8")
    nlp = spacy.blank("de")
    nlp.add_pipe("depesche", config={**CONFIG, "names": str(names)})
    text = "Die Firma Zwiebelfisch Holdinghaus kauft SAP."
    nlp.to_disk(tmp_path / "pipeline")
    names.unlink()
    loaded = spacy.load(tmp_path / "pipeline")
    found: Any = loaded(text)._.depesche
    assert "Zwiebelfisch Holdinghaus" in {company.name for company in found.companies}


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="reads German"):
        spacy.blank("en").add_pipe("depesche")
