"""Assigns articles to train, dev and test: 60, 20, 20, evenly over deal types, statuses and styles.

What is assigned stays; a story goes to one split as a whole.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from depesche.corpus.source import GoldSource
from depesche.corpus.store import SPLIT_NAMES, SplitName, Splits

SHARES: dict[SplitName, float] = {"train": 0.6, "dev": 0.2, "test": 0.2}


def assign_splits(sources: Sequence[GoldSource], present: Splits | None = None) -> Splits:
    """Add the articles that have no split yet, rarest properties first, where each is lacking most."""
    present = present or Splits()
    known = {source.id for source in sources}
    members: dict[SplitName, list[str]] = {
        name: [key for key in getattr(present, name) if key in known] for name in SPLIT_NAMES
    }
    labels = {source.id: _labels(source) for source in sources}
    totals = Counter(label for names in labels.values() for label in names)
    placed = {key: name for name in SPLIT_NAMES for key in members[name]}
    groups: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        groups[source.story or source.id].append(source.id)
    for group in sorted(groups.values(), key=lambda keys: _order(keys, labels, totals)):
        open_keys = [key for key in group if key not in placed]
        if not open_keys:
            continue
        fixed = next((placed[key] for key in group if key in placed), None)
        # A sample is shown, discussed and developed on, so it can never be a test article.
        samples = any(source.sample for source in sources if source.id in open_keys)
        choice = fixed or ("train" if samples else _neediest(open_keys, members, labels, totals))
        members[choice].extend(open_keys)
        placed.update(dict.fromkeys(open_keys, choice))
    return Splits(**{name: tuple(sorted(keys)) for name, keys in members.items()})


def splits_yaml(splits: Splits) -> str:
    """The text of ``splits.yaml``."""
    lines = ["# Fixed once; 'depesche corpus split' only adds articles that stand in none of the lists."]
    for name in SPLIT_NAMES:
        keys = getattr(splits, name)
        lines.append(f"{name}:" if keys else f"{name}: []")
        lines.extend(f"  - {key}" for key in keys)
    return "\n".join(lines) + "\n"


def _labels(source: GoldSource) -> list[str]:
    deals = source.deals
    return [
        "any",
        *sorted({f"type:{deal.type.value}" for deal in deals}),
        *sorted({f"status:{deal.status.value}" for deal in deals}),
        *(f"style:{style}" for style in source.style),
        f"region:{source.region}",
        *(["no deal"] if not deals else []),
    ]


def _order(keys: Iterable[str], labels: dict[str, list[str]], totals: Counter[str]) -> tuple[int, str]:
    """Rarest label first, then by a digest of the ids, which is as good as chance and always the same."""
    names = list(keys)
    rarest = min(totals[label] for key in names for label in labels[key])
    return rarest, hashlib.sha256(" ".join(names).encode()).hexdigest()


def _neediest(
    keys: Sequence[str],
    members: dict[SplitName, list[str]],
    labels: dict[str, list[str]],
    totals: Counter[str],
) -> SplitName:
    """The split that lacks most of what these articles have, rare labels counting more."""
    have = {name: Counter(label for key in members[name] for label in labels[key]) for name in SPLIT_NAMES}

    def need(name: SplitName) -> float:
        wanted = {label for key in keys for label in labels[key]}
        # Sorted: the order of a set differs from run to run, and so would the sum's last digits.
        return sum(1 - have[name][label] / (SHARES[name] * totals[label]) for label in sorted(wanted))

    return max(SPLIT_NAMES, key=need)
