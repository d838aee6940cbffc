"""The description of the API holds: generated requests get the answers it promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

schemathesis = pytest.importorskip("schemathesis")

from depesche.backbone import embedded_model_path  # noqa: E402
from depesche.engines import ExtractorSpec  # noqa: E402
from depesche.engines.service import Service  # noqa: E402
from depesche.serve.settings import ServeSettings  # noqa: E402

GOOD, BAD = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
OPERATIONS = (
    (GOOD, "POST", "/extract"),
    (BAD, "POST", "/extract"),
    (GOOD, "POST", "/extract/stream"),
    *((GOOD, "GET", path) for path in ("/schema", "/health", "/ready", "/metrics")),
)


@schemathesis.serializer("application/x-ndjson")  # type: ignore[untyped-decorator]
def lines(context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@pytest.fixture(scope="module")
def described(serving: Any) -> Iterator[Any]:
    if not embedded_model_path().is_dir():
        pytest.skip("the embedded model is not in this tree")
    with (
        Service(ExtractorSpec(model="embedded"), workers=1) as service,
        serving(service, ServeSettings()) as server,
    ):
        service.wait_ready()
        yield schemathesis.openapi.from_url(f"http://127.0.0.1:{server.port}/openapi.json")


@pytest.mark.parametrize(("mode", "method", "path"), OPERATIONS)
def test_generated_requests(described: Any, mode: Any, method: str, path: str) -> None:
    operation = described[path][method]

    @settings(
        max_examples=25,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        case.call_and_validate(timeout=60)

    run()
