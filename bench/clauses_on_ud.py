"""Measures the clause reader against the trees of a Universal Dependencies treebank with STTS tags.

Usage: python bench/clauses_on_ud.py FILE.conllu[.gz] [--model] [--errors KIND]

With the treebank's own tags by default, with the embedded model's tags with ``--model``. Prints for
each kind of link how many the trees have, how many were found, precision, recall and F1. ``--errors``
lists what was missed or invented for one kind.
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc

from depesche.backbone import load_backbone
from depesche.clauses import find_clauses, words_of
from depesche.lexicon import compile_lexicon
from depesche.readings import Chunk, Clause, ClauseKind, Function
from depesche.ruleset import load_ruleset
from depesche.tokens import read_tokens


@dataclass
class Sentence:
    """A gold sentence with contractions as one token; ``heads`` -1 for the root."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Read a CoNLL-U file, plain or gzipped."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if rows:
            yield _sentence(rows)


def hyphens_joined(s: Sentence) -> Sentence:
    """The sentence with compounds that the treebank cuts at hyphens ("US - Bürger") in one word."""
    group = list(range(len(s.words)))
    for i in range(1, len(s.words) - 1):
        if s.words[i] == "-" and not s.spaces[i] and not s.spaces[i - 1]:
            group[i] = group[i + 1] = group[i - 1]
    number = {first: at for at, first in enumerate(dict.fromkeys(group))}
    joined = Sentence()
    for first in number:
        parts = [i for i in range(len(s.words)) if group[i] == first]
        last = parts[-1]
        outer = next((i for i in reversed(parts) if s.heads[i] == -1 or group[s.heads[i]] != first), last)
        joined.words.append("".join(s.words[i] for i in parts))
        joined.spaces.append(s.spaces[last])
        joined.tags.append(s.tags[last])
        joined.pos.append(s.pos[last])
        joined.heads.append(-1 if s.heads[outer] == -1 else number[group[s.heads[outer]]])
        joined.relations.append(s.relations[outer])
    return joined


def _sentence(rows: list[list[str]]) -> Sentence:
    sentence = Sentence()
    position: dict[str, int] = {"0": -1}
    inside_until = 0
    for row in rows:
        number = row[0]
        if "-" in number:
            first, last = number.split("-")
            inside_until = int(last)
            for part in range(int(first), inside_until + 1):
                position[str(part)] = len(sentence.words)
            sentence.words.append(row[1])
            sentence.spaces.append("SpaceAfter=No" not in row[9])
            sentence.tags.append("APPRART")
            sentence.pos.append("ADP")
        elif "." not in number and int(number) > inside_until:
            position[number] = len(sentence.words)
            sentence.words.append(row[1])
            sentence.spaces.append("SpaceAfter=No" not in row[9])
            sentence.tags.append(row[4])
            sentence.pos.append(row[3])
    filled: set[int] = set()
    sentence.heads = [-1] * len(sentence.words)
    sentence.relations = [""] * len(sentence.words)
    for row in rows:
        if "-" in row[0] or "." in row[0] or position[row[0]] in filled:
            continue
        here = position[row[0]]
        filled.add(here)
        sentence.heads[here] = position[row[6]]
        sentence.relations[here] = row[7]
    return sentence


def same_name(s: Sentence, i: int) -> int:
    """The first word of a name or of title and name: trees disagree on which of them is the head."""
    while i > 0 and s.tags[i] == "NE" and s.tags[i - 1] in {"NE", "NN"} and s.tags[i] == "NE":
        i -= 1
    return i


Links = dict[str, set[tuple[int, ...]]]


def gold_links(s: Sentence) -> Links:
    """The links of a tree that the clause reader also makes."""
    links: Links = {kind: set() for kind in KINDS}
    for i, relation in enumerate(s.relations):
        head = s.heads[i]
        base = relation.split(":")[0]
        if base == "nsubj" and head >= 0:
            links["subject"].add((head, same_name(s, i)))
        elif relation == "obj" and head >= 0 and s.pos[head] in {"VERB", "AUX"} and s.tags[i] != "PRF":
            links["object"].add((head, same_name(s, i)))
        elif relation == "compound:prt":
            links["particle"].add((head, i))
        elif relation == "aux:pass":
            links["passive"].add((head,))
        elif relation == "aux" and head >= 0:
            links["auxiliary"].add((head, i))
        elif relation == "acl:relcl" or (base == "acl" and _has_relative_pronoun(s, i)):
            links["antecedent"].add((i, same_name(s, head)))
    return links


def _has_relative_pronoun(s: Sentence, predicate: int) -> bool:
    return any(s.heads[i] == predicate and s.tags[i] in {"PRELS", "PRELAT"} for i in range(len(s.words)))


def predicate_of(clause: Clause, s: Sentence) -> int:
    """The token the tree takes for a clause's predicate: the full verb, or what a copula links."""
    assert clause.verb is not None
    head = clause.verb.head
    for i in range(clause.first, clause.last):
        if s.heads[head] == i and s.relations[head] == "cop":
            return i
    return head


def found_links(clauses: tuple[Clause, ...], s: Sentence) -> Links:
    """The links the clause reader made, in the form of :func:`gold_links`."""
    links: Links = {kind: set() for kind in KINDS}
    for clause in clauses:
        verb = clause.verb
        if verb is None:
            continue
        predicate = predicate_of(clause, s)
        own = [c for c in clause.chunks if c not in clause.shared]
        for chunk in own:
            if chunk.function is Function.SUBJECT:
                links["subject"].add((predicate, same_name(s, head_of(chunk))))
            elif chunk.function is Function.OBJECT:
                links["object"].add((verb.head, same_name(s, head_of(chunk))))
        if verb.passive and any(
            s.relations[token] == "aux:pass" or _is_werden(s.words[token]) for token in verb.tokens
        ):
            links["passive"].add((verb.head,))
        for token in verb.tokens:
            if s.tags[token] == "PTKVZ" or s.relations[token] == "compound:prt":
                links["particle"].add((verb.head, token))
            elif token != verb.head and s.tags[token][:2] in {"VA", "VM"} and s.relations[token] != "cop":
                links["auxiliary"].add((verb.head, token))
        if clause.antecedent is not None and clause.kind is ClauseKind.RELATIVE:
            links["antecedent"].add((predicate, same_name(s, head_of(clause.antecedent))))
    links["auxiliary"] -= {link for link in links["auxiliary"] if (link[0],) in links["passive"]}
    return links


def _is_werden(word: str) -> bool:
    return word.lower().startswith(("werd", "wird", "wurd", "würd", "word"))


def head_of(chunk: Chunk) -> int:
    """The head as the tree sees it: the first member of a coordination."""
    return head_of(chunk.members[0]) if chunk.members else chunk.head


KINDS = ("subject", "object", "particle", "passive", "auxiliary", "antecedent")


def main() -> None:
    """Run the comparison and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--errors", choices=KINDS)
    parser.add_argument("--limit", type=int, default=0)
    options = parser.parse_args()
    known = words_of(compile_lexicon(load_ruleset()))
    sentences = [hyphens_joined(s) for s in read_treebank(options.treebank)]
    pipeline = load_backbone().nlp if options.model else None
    vocab = pipeline.vocab if pipeline is not None else spacy.blank("de").vocab
    counts = {kind: [0, 0, 0] for kind in KINDS}
    clause_count = verb_count = 0
    seconds = 0.0
    shown = 0
    for s in sentences:
        doc = Doc(vocab, words=s.words, spaces=s.spaces, tags=s.tags)
        if pipeline is not None:
            doc = Doc(vocab, words=s.words, spaces=s.spaces)
            for _, component in pipeline.pipeline:
                doc = component(doc)
        for i, token in enumerate(doc):
            token.is_sent_start = i == 0
        started = time.process_time()
        clauses = find_clauses(read_tokens(doc), known, (), ())
        seconds += time.process_time() - started
        gold, found = gold_links(s), found_links(clauses, s)
        gold["auxiliary"] -= {link for link in gold["auxiliary"] if (link[0],) in gold["passive"]}
        clause_count += sum(c.verb is not None for c in clauses)
        verb_count += sum(tag.startswith("V") and tag[-3:] in {"FIN", "IZU", "IMP"} for tag in s.tags)
        for kind in KINDS:
            counts[kind][0] += len(gold[kind])
            counts[kind][1] += len(found[kind])
            counts[kind][2] += len(gold[kind] & found[kind])
        if options.errors and gold[options.errors] != found[options.errors]:
            shown += 1
            if not options.limit or shown <= options.limit:
                _print_errors(s, clauses, gold[options.errors], found[options.errors])
    print(f"{'link':<12}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for kind, (in_gold, in_found, both) in counts.items():
        precision, recall = both / max(in_found, 1), both / max(in_gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{kind:<12}{in_gold:>6}{in_found:>7}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}")
    words = sum(len(s.words) for s in sentences)
    print(f"clauses with a verb {clause_count}, finite verbs and zu-infinitives in the trees {verb_count}")
    print(f"{words / seconds:,.0f} words a second")


def _print_errors(
    s: Sentence, clauses: tuple[Clause, ...], gold: set[tuple[int, ...]], found: set[tuple[int, ...]]
) -> None:
    def words(link: tuple[int, ...]) -> str:
        return " <- ".join(s.words[i] for i in link)

    print(" ".join(f"{w}" for w in s.words))
    print("   clauses:", " | ".join(" ".join(s.words[c.first : c.last]) for c in clauses))
    print("   missed:", [words(link) for link in sorted(gold - found)])
    print("   invented:", [words(link) for link in sorted(found - gold)])


if __name__ == "__main__":
    main()
