import pytest

from depesche.corpus import parse_source
from depesche.corpus.check import check_record
from depesche.records import DealType, MentionType
from tests.corpus.gold import ARTICLE, compiled


def test_a_gold_article_becomes_a_sound_record() -> None:
    article = compiled()
    assert article.problems == ()
    assert list(check_record(article.record, "a.yaml")) == []


def test_mentions_are_found_everywhere_and_belong_to_their_entity() -> None:
    record = compiled().record
    texts = {c.name: [m.text for m in record.mentions if m.id in c.mentions] for c in record.companies}
    assert texts == {"Meta": ["Meta", "Meta"], "Kernwerk": ["Kernwerk", "Kernwerk"], "Lumo": ["Lumo", "Lumo"]}
    (person,) = record.people
    assert [m.text for m in record.mentions if m.id in person.mentions] == ["Ida Voss", "Voss"]
    assert person.aliases == ("Voss",)


def test_a_title_is_proved_by_person_and_title() -> None:
    record = compiled().record
    (title,) = record.people[0].titles
    assert record.text
    assert record.text[title.evidence.start : title.evidence.end] == "CEO Ida Voss"


def test_deals_name_entities_values_and_their_sentence() -> None:
    record = compiled().record
    offer, stake, move = record.deals
    assert (offer.type, offer.amount, stake.amount, stake.date) == (DealType.ACQUISITION, "a1", "a2", "d1")
    assert record.text
    evidence = stake.evidence[0]
    assert record.text[evidence.start : evidence.end].startswith("Am Montag kaufte")
    assert record.text[evidence.start : evidence.end].endswith("5 Mio. Euro.")
    assert move.participants[0].text == "drei Forscher"
    assert offer.attribution
    assert offer.attribution.entity == record.people[0].id


def test_one_string_for_two_things_is_told_apart_by_number() -> None:
    article = compiled(
        "published: 2025-01-01\ntext: Der Zulieferer Rennbach wächst. Frau Rennbach verkauft nicht.\n"
        'companies: {Rennbach: "Rennbach#1"}\npeople: {"Rennbach#2": }\n'
    )
    assert article.problems == ()
    kinds = [(m.type, m.start) for m in article.record.mentions]
    assert kinds == [(MentionType.COMPANY, 15), (MentionType.PERSON, 37)]
    assert article.record.people[0].name == "Rennbach"


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ("buyer: Meta", "buyer: Alphabet", "deals.0.buyer", "neither an entity nor words"),
        ("buyer: Meta", "investor: Meta", "deals.0.investor", "no role of acquisition"),
        ("trigger: bietet", "trigger: biete", "deals.0.trigger", "does not stand in the text"),
        ("amount: 5 Mio. Euro", "amount: 6 Mio. Euro", "deals.1.amount", "none of the annotated amounts"),
        ("date: Montag", "date: Dienstag", "deals.1.date", "none of the annotated dates"),
        ("says: Ida Voss", "says: Insider", "deals.0.says", "neither an entity nor words"),
        ("| Ida Voss | Kernwerk", "| Eva Voss | Kernwerk", "titles.0", "none of the people"),
        ("Mio. Euro | ~5e6 EUR", "Mio. Euro | viel", "amounts.1", "is no value"),
        ("Lumo: }", "Lumo: , Zeta: }", "companies.Zeta", "does not stand in the text"),
        ("dates: [Montag", "dates: [Freitag", "dates.0", "behind the line before"),
        ("published:", "text_sha256: abc\npublished:", "text", "changed since it was annotated"),
    ],
)
def test_a_mistake_is_named_by_field_and_the_rest_still_compiles(
    old: str, new: str, field: str, reason: str
) -> None:
    assert old in ARTICLE
    article = compiled(ARTICLE.replace(old, new))
    assert (field, True) in [(p.field, reason in p.reason) for p in article.problems]
    assert article.record.companies


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ("- a\n", "file"),
        ("published: 2025\ntext: [", "file"),
        ("text: x\n", "published"),
        ("published: 2025-01-01\ntext: x\ncompany: {}\n", "company"),
        ("published: 2025-01-01\ntext: x\namounts: [5 Euro]\n", "amounts"),
        (
            "published: 2025-01-01\ntext: x\ndeals: [{type: sale, status: failed, trigger: x}]\n",
            "deals.0.type",
        ),
    ],
)
def test_a_malformed_file_is_named_by_field(content: str, field: str) -> None:
    problems = parse_source(content, path="a.yaml", article_id="a")
    assert isinstance(problems, list)
    assert field in [problem.field for problem in problems]
    assert all(str(problem).startswith("a.yaml: ") for problem in problems)


def test_an_unknown_role_is_named_with_those_there_are() -> None:
    (problem,) = parse_source(ARTICLE.replace("buyer:", "purchaser:"), path="a.yaml", article_id="a")
    assert str(problem).startswith(
        "a.yaml: deals.0.purchaser: unknown; beside its slots a deal has the roles buyer,"
    )
