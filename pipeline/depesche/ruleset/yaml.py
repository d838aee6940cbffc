"""YAML as packs need it: fast, no surprises.

Differs from PyYAML's default in two points: only ``true`` and ``false`` are booleans (YAML 1.2, so the
country code NO stays a string; no dates, no sexagesimal numbers either), and a key that stands twice
is an error instead of a silent loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

_CORE_SCALARS = {
    "bool": (r"^(?:true|false)$", "tf"),
    "int": (r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    "float": (r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    "null": (r"^(?:~|null|)$", ["~", "n", ""]),
}
"""The scalars of YAML 1.2's core schema that packs use; everything else is a string."""


class _PackLoader(_BaseLoader):
    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own class attribute, filled below

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def _mapping(loader: _PackLoader, node: yaml.MappingNode) -> Iterator[dict[Any, Any]]:
    data: dict[Any, Any] = {}
    yield data
    data.update(loader.construct_mapping(node))


_PackLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
for _name, (_pattern, _first) in _CORE_SCALARS.items():
    _PackLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_pattern), list(_first))


def load_yaml(text: str) -> Any:
    """Parse one YAML document; raises ``yaml.YAMLError`` with line and column."""
    return yaml.load(text, Loader=_PackLoader)
