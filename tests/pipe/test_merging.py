"""A value is put into an object, and nothing else in it changes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.pipe.merging import merged

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("{}", '{"facts":1}'),
        (" { } \r\n", '{ "facts":1}'),
        ('{"a": 1.10, "b":"\\u00fc"}', '{"a": 1.10, "b":"\\u00fc","facts":1}'),
        ('{"n": 12345678901234567890.12345678901234567890}', None),
        ('{"facts": {"old": [1, 2]}, "b": 2}', '{"facts": 1, "b": 2}'),
        ('{"b" :{"facts":2} , "f":3 }', '{"b" :{"facts":2} , "f":3 ,"facts":1}'),
        ('{"facts":2,"facts":3}', '{"facts":2,"facts":1}'),
        ('{"fac\\u0074s" : "}"}', '{"fac\\u0074s" : 1}'),
    ],
)
def test_examples(source: str, result: str | None) -> None:
    assert merged(source, "facts", "1") == (result or f'{source[:-1]},"facts":1}}')


@given(
    given=st.dictionaries(st.text(), JSON, max_size=5),
    key=st.text(),
    value=JSON,
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_like_assigning(
    given: dict[str, object], key: str, value: object, ascii_only: bool, indent: int | None
) -> None:
    source = json.dumps(given, ensure_ascii=ascii_only, indent=indent)
    assert json.loads(merged(source, key, json.dumps(value))) == {**given, key: value}
