"""Finds, reads and validates rule packs: the shipped ones, then the user's directories on top.

A rule of a later directory replaces the rule of the same id of an earlier one; within one directory an
id may stand once. Errors name the file, the rule and the reason.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import ValidationError

from depesche.errors import RuleError
from depesche.ruleset.schema import Origin, Pack
from depesche.ruleset.yaml import load_yaml

if TYPE_CHECKING:
    from importlib.abc import Traversable

PackT = TypeVar("PackT", bound=Pack)


@dataclass(frozen=True, slots=True)
class RawPack:
    """A pack file as parsed: ``path`` for messages, ``layer`` 0 for shipped packs, 1… for the user's."""

    path: str
    kind: str
    layer: int
    data: dict[str, Any]
    folder: Traversable


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All packs that apply, in the order they were read, and the digest of their bytes."""

    raw: tuple[RawPack, ...]
    sha256: str

    def packs(self, model: type[PackT], kind: str) -> tuple[PackT, ...]:
        """Validate the packs of a kind; raises RuleError at the first that does not fit ``model``."""
        raws = [raw for raw in self.raw if raw.kind == kind]
        replaced = _replaced_ids(raws)
        return tuple(_validate(raw, model, replaced.get(raw.layer, frozenset())) for raw in raws)

    def folders(self, kind: str) -> tuple[Traversable, ...]:
        """The folders of the packs of a kind, in the order of :meth:`packs`, for files beside them."""
        return tuple(raw.folder for raw in self.raw if raw.kind == kind)

    def kinds(self) -> tuple[str, ...]:
        """All kinds that occur, sorted."""
        return tuple(sorted({raw.kind for raw in self.raw}))


def load_ruleset(directories: Sequence[Path] = ()) -> RuleSet:
    """Read the shipped packs and those of ``directories``, later ones on top.

    Raises RuleError for a directory that does not exist or a file that is not a pack.
    """
    digest = hashlib.sha256()
    raw: list[RawPack] = []
    roots: list[tuple[str, Traversable]] = [("rules", files("depesche.rules"))]
    for directory in directories:
        if not directory.is_dir():
            raise RuleError(str(directory), None, "no such directory; --rules takes a folder of .yaml packs")
        roots.append((str(directory), directory))
    for layer, (label, root) in enumerate(roots):
        for path, folder, file in _walk(root, label):
            content = file.read_bytes()
            digest.update(hashlib.sha256(content).digest())
            if path.endswith((".yaml", ".yml")):
                raw.append(_parse(path, content, layer, folder))
    return RuleSet(tuple(raw), digest.hexdigest())


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable, Traversable]]:
    """Yield (path for messages, folder, file) of every data file below a folder, sorted by name."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.startswith((".", "_")):
            continue
        here = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, here)
        elif entry.name.endswith((".yaml", ".yml", ".csv")):
            yield here, folder, entry


def _parse(path: str, content: bytes, layer: int, folder: Traversable) -> RawPack:
    try:
        data = load_yaml(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RuleError(path, None, f"not UTF-8 ({error.reason} at byte {error.start})") from error
    except yaml.YAMLError as error:
        raise RuleError(path, None, f"not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict) or not isinstance(data.get("kind"), str) or "pack" not in data:
        raise RuleError(path, None, "a pack is a mapping that begins with 'pack:' and 'kind:'")
    return RawPack(path, data["kind"], layer, data, folder)


def _replaced_ids(raws: Sequence[RawPack]) -> dict[int, frozenset[str]]:
    """For each layer the rule ids that a later layer defines anew; raises on an id twice in a layer."""
    by_layer: dict[int, dict[str, str]] = {}
    for raw in raws:
        seen = by_layer.setdefault(raw.layer, {})
        for rule_id in _rule_ids(raw):
            if rule_id in seen:
                raise RuleError(raw.path, rule_id, f"this id also stands in {seen[rule_id]}")
            seen[rule_id] = raw.path
    return {
        layer: frozenset(i for later, ids in by_layer.items() if later > layer for i in ids)
        for layer in by_layer
    }


def _rule_ids(raw: RawPack) -> Iterator[str]:
    rules = raw.data.get("rules")
    for rule in rules if isinstance(rules, list) else ():
        if isinstance(rule, dict) and isinstance(rule.get("id"), str):
            yield rule["id"]


def _validate(raw: RawPack, model: type[PackT], replaced: frozenset[str]) -> PackT:
    data = raw.data
    if replaced and isinstance(data.get("rules"), list):
        data = {
            **data,
            "rules": [r for r in data["rules"] if not (isinstance(r, dict) and r.get("id") in replaced)],
        }
    try:
        # JSON mode is strict about types and still takes a list for a tuple.
        pack = model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RuleError(raw.path, _rule_id_at(data, first["loc"]), f"{where}: {first['msg']}") from error
    pack.read_from(Origin(raw.path, raw.layer > 0))
    return pack


def _rule_id_at(data: dict[str, Any], loc: tuple[int | str, ...]) -> str | None:
    match loc:
        case (str(key), int(index), *_) if isinstance(data.get(key), list):
            rule = data[key][index]
            return rule.get("id") if isinstance(rule, dict) else None
    return None
