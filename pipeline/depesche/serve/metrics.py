"""What a server counts, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """The counters of one server. ``workers``: tells how many workers are ready."""

    def __init__(self, workers: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "depesche_requests", "Requests by path and status.", ("path", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "depesche_request_seconds",
            "Seconds from a request to the end of its answer.",
            ("path",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._articles = Counter(
            "depesche_articles",
            "Articles by outcome: record or failure.",
            ("outcome",),
            registry=self._registry,
        )
        self.under_way = Gauge(
            "depesche_requests_under_way", "Extraction requests under way.", registry=self._registry
        )
        ready = Gauge("depesche_workers_ready", "Worker processes that are ready.", registry=self._registry)
        ready.set_function(workers)

    def request(self, path: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def article(self, *, failed: bool) -> None:
        """Count an article."""
        self._articles.labels("failure" if failed else "record").inc()

    def text(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self._registry)
