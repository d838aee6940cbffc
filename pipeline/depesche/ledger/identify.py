"""Which names of different articles are one company or one person.

Ids win. Then names are joined from the surest evidence to the weakest: the same name but for case, umlauts,
blanks and legal form; a short form or acronym that articles give themselves; a tail that tells nothing; and
spellings that differ by a slip. The weaker the evidence, the more must come along: who deals with the same
partner is likelier to be the same. A word that stands in many names never joins two of them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter

from depesche.ledger.merging import Identities
from depesche.ledger.pack import LedgerRules
from depesche.ledger.partners import share_partner, told_apart
from depesche.ledger.similar import similar_namings
from depesche.ledger.spelling import is_common, without_tail

_CLEAR_SHARE = 0.8
"""A short form belongs to the one name that at least this share of its uses stand for."""
_FAMILY_SIZE = 2
"""So many longer names with the same beginning make it the name of a group of companies."""
_LARGE_FAMILY = 4
_LOOKS = 2
_MOST_FULLS = 2_000
_ACRONYM = range(3, 7)


def identify(store: sqlite3.Connection, rules: LedgerRules) -> None:
    """Give every naming its entity: the number of the naming that stands for the group."""
    store.execute("CREATE INDEX naming_core ON naming (family, core)")
    store.execute("CREATE INDEX seen_naming ON seen (naming)")
    (size,) = store.execute("SELECT coalesce(max(naming), 0) FROM naming").fetchone()
    ids = store.execute(
        "SELECT naming, external, wikidata FROM naming WHERE external <> '' OR wikidata <> ''"
    )
    known = {naming: (external, wikidata) for naming, external, wikidata in ids}
    names = Identities(size, known)
    _join_by_ids(known, names)
    _join_same_keys(store, names)
    _join_given_short_forms(store, names, rules)
    _join_tails(store, names, rules)
    _write(store, names, size)
    # From here on, partners in deals decide, as far as the names are known by now.
    store.execute("CREATE INDEX party_naming ON party (naming)")
    _join_last_names(store, names)
    _join_acronyms(store, names, rules)
    for one, other, sure in similar_namings(store, names, rules):
        if sure or (share_partner(store, one, other) and not told_apart(store, one, other)):
            names.join(one, other)
    # What is found makes more partners the same, so a second look finds more.
    for _ in range(_LOOKS):
        _write(store, names, size)
        _join_heads(store, names, rules)
    _write(store, names, size)


def _write(store: sqlite3.Connection, names: Identities, size: int) -> None:
    store.executemany(
        "UPDATE naming SET entity = ? WHERE naming = ?", ((names.root(n), n) for n in range(1, size + 1))
    )


def _join_by_ids(known: dict[int, tuple[str, str]], names: Identities) -> None:
    for place in (0, 1):
        first: dict[str, int] = {}
        for naming, ids in known.items():
            if ids[place]:
                names.join(first.setdefault(ids[place], naming), naming)


def _join_same_keys(store: sqlite3.Connection, names: Identities) -> None:
    """Equal names. Two legal forms behind one name are two companies; the bare name is the more frequent."""
    rows = store.execute(
        "SELECT family || ' ' || key, naming, form FROM naming ORDER BY family, key, uses DESC, form, naming"
    )
    for _, same in groupby(rows, key=itemgetter(0)):
        by_form: dict[str, list[int]] = {}
        for _, naming, form in same:
            by_form.setdefault(form, []).append(naming)
        for of_form in by_form.values():
            _join_all(of_form, names)
        bare = by_form.pop("", None)
        if bare and by_form:
            names.join(next(iter(by_form.values()))[0], bare[0])


def _join_all(namings: list[int], names: Identities) -> None:
    """Join each naming to the first one that its ids allow."""
    for at, naming in enumerate(namings):
        any(names.join(earlier, naming) for earlier in namings[:at])


def _join_given_short_forms(store: sqlite3.Connection, names: Identities, rules: LedgerRules) -> None:
    """A name that stands alone in one article and, in others, beside the longer name it is short for."""
    rows = store.execute(
        "SELECT short.naming, short.core, short.uses, alias.naming, full.core, alias.uses,"
        " full.uses, short.family"
        " FROM naming AS short JOIN alias ON alias.family = short.family AND alias.key = short.key"
        " JOIN naming AS full ON full.naming = alias.naming"
        " WHERE alias.naming <> short.naming ORDER BY short.naming, alias.uses DESC, alias.naming"
    )
    for (naming, core, uses, family), found in groupby(rows, key=itemgetter(0, 1, 2, 7)):
        if is_common(core, rules) or (family == "person" and " " not in core):
            continue
        fulls: Counter[int] = Counter()
        total = 0
        for _, _, _, full, full_core, given, full_uses, _ in found:
            total += given
            independent = (
                full_core.startswith(f"{core} ") and without_tail(full_core, rules.empty_tails) != core
            )
            if independent and (uses > full_uses or _is_group_name(store, core)):
                continue
            if told_apart(store, naming, full):
                continue
            fulls[names.root(full)] += given
        if fulls:
            best, given = fulls.most_common(1)[0]
            if given >= _CLEAR_SHARE * total:
                names.join(best, naming)


def _is_group_name(store: sqlite3.Connection, core: str, number: int = _FAMILY_SIZE) -> bool:
    """Whether several longer names begin with this one ("Siemens": Siemens Energy, Siemens Healthineers)."""
    rows = store.execute(
        "SELECT DISTINCT key FROM naming WHERE family = 'org' AND core > ? AND core < ? LIMIT ?",
        (f"{core} ", f"{core}!", number),
    )
    return len(rows.fetchall()) >= number


def _join_tails(store: sqlite3.Connection, names: Identities, rules: LedgerRules) -> None:
    """ "BMW" and "BMW Group"; then "Mistral" and "Mistral AI", where only one longer name is meant.

    A list that knows the one by an id and not the other does not take them for one.
    """
    for head, fulls in _by_head(store, rules.group_tails, rules).items():
        for full in fulls:
            for naming in (*_bare(store, head), *fulls[:1]):
                if not told_apart(store, naming, full):
                    names.join(naming, full)
    for head, fulls in _by_head(store, rules.empty_tails, rules).items():
        bare = _bare(store, head)
        if len({names.root(full) for full in fulls} - {names.root(naming) for naming in bare}) > 1:
            continue
        for naming in bare:
            for full in fulls:
                known = bool(names.ids(naming)[1]) == bool(names.ids(full)[1])
                if known and not told_apart(store, naming, full):
                    names.join(naming, full)


def _by_head(store: sqlite3.Connection, tails: frozenset[str], rules: LedgerRules) -> dict[str, list[int]]:
    """The longer names that are nothing but a head and words of ``tails``, by their head."""
    by_head: dict[str, list[int]] = {}
    for naming, core in store.execute(
        "SELECT naming, core FROM naming WHERE family = 'org' AND core <> key ORDER BY naming"
    ):
        head = without_tail(core, tails)
        if head != core and not is_common(head, rules):
            by_head.setdefault(head, []).append(naming)
    return by_head


def _bare(store: sqlite3.Connection, head: str) -> list[int]:
    rows = store.execute("SELECT naming FROM naming WHERE family = 'org' AND core = ?", (head,))
    return [naming for (naming,) in rows]


def _join_heads(store: sqlite3.Connection, names: Identities, rules: LedgerRules) -> None:
    """ "Kronwerk" and "Kronwerk Engineering", with a partner in common and no third name that begins so."""
    by_core: dict[str, int] = {}
    for naming, core in store.execute(
        "SELECT naming, core FROM naming WHERE family = 'org' ORDER BY uses DESC, naming"
    ):
        by_core.setdefault(core, naming)
    longer: dict[str, list[int]] = {}
    for core, naming in by_core.items():
        words = core.split()
        for size in range(1, len(words)):
            head = " ".join(words[:size])
            if head in by_core and not rules.part_words.intersection(words[size:]):
                longer.setdefault(head, []).append(naming)
    for head, fulls in longer.items():
        naming = by_core[head]
        apart = {names.root(full) for full in fulls} - {names.root(naming)}
        if is_common(head, rules) or len(apart) != 1 or _is_group_name(store, head, _LARGE_FAMILY):
            continue
        for full in fulls:
            if share_partner(store, naming, full) and not told_apart(store, naming, full):
                names.join(naming, full)


def _join_last_names(store: sqlite3.Connection, names: Identities) -> None:
    """A last name alone with the one full name that ends in it and deals with the same party."""
    singles = store.execute(
        "SELECT naming, core FROM naming WHERE family = 'person' AND core = key ORDER BY naming"
    ).fetchall()
    by_last: dict[str, list[int]] = {core: [] for _, core in singles}
    for naming, core in store.execute(
        "SELECT naming, core FROM naming WHERE family = 'person' AND core <> key"
    ):
        last = core.rpartition(" ")[2]
        if last in by_last:
            by_last[last].append(naming)
    for naming, core in singles:
        _join_if_alone(store, naming, by_last[core], names)


def _join_acronyms(store: sqlite3.Connection, names: Identities, rules: LedgerRules) -> None:
    """Capitals with the one name whose words begin with them and that deals with the same party."""
    acronyms = [
        (naming, core)
        for naming, core, text in store.execute(
            "SELECT naming, core, max(text) FROM naming JOIN spelling USING (naming)"
            " WHERE family = 'org' AND core = key AND length(key) BETWEEN ? AND ? GROUP BY naming",
            (_ACRONYM.start, _ACRONYM.stop - 1),
        )
        if text.isupper()
    ]
    by_initials: dict[str, list[int]] = {core: [] for _, core in acronyms}
    for naming, core in store.execute("SELECT naming, core FROM naming WHERE family = 'org' AND core <> key"):
        initials = "".join(word[0] for word in core.split())
        if initials in by_initials:
            by_initials[initials].append(naming)
    for naming, core in acronyms:
        if not is_common(core, rules):
            _join_if_alone(store, naming, by_initials[core], names)


def _join_if_alone(store: sqlite3.Connection, naming: int, fulls: list[int], names: Identities) -> None:
    """Join a short form with the only one of its full forms that shares a partner with it."""
    fitting = [full for full in islice(fulls, _MOST_FULLS) if share_partner(store, naming, full)]
    if len({names.root(full) for full in fitting}) == 1:
        names.join(fitting[0], naming)


def entity_names(store: sqlite3.Connection) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """Every entity with its spellings, the most frequent first."""
    rows = store.execute(
        "SELECT naming.entity, spelling.text, sum(spelling.uses) AS n"
        " FROM naming JOIN spelling USING (naming) GROUP BY naming.entity, spelling.text"
        " ORDER BY naming.entity, n DESC, text = upper(text), length(text) DESC, text"
    )
    for entity, spellings in groupby(rows, key=itemgetter(0)):
        yield entity, [(text, uses) for _, text, uses in spellings]
