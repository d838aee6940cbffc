"""The application: routes, their documentation, and what they answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Annotated, Any, get_args

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from pydantic import Field

import depesche
from depesche.engines import EncodedRecord
from depesche.engines.service import Outcome, Service
from depesche.errors import DepescheError, InputError
from depesche.io import InputFailure, InputFile, Limits
from depesche.io.readers.fields import ArticleField, article_from
from depesche.io.schema import record_schema
from depesche.pipe.settings import LineSettings, field_names
from depesche.records import Article
from depesche.serve.bodies import Answer, ArticleBody, ArticleError, ErrorBody, Health, OneOrMany, Readiness
from depesche.serve.guard import EXTRACT, METRICS, STREAM, Guard
from depesche.serve.metrics import CONTENT_TYPE, Metrics
from depesche.serve.settings import ServeSettings
from depesche.serve.streaming import MEDIA_TYPE, LineStream
from depesche.view import extract_page

_FILE = InputFile(None, "request", "article")

FieldChoice = Annotated[str, Field(pattern=rf"^({'|'.join(get_args(ArticleField))})=.+$")]

_UNIONS = frozenset({"published", "id"})
"""Fields that may be of several types."""

_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorBody, "description": "The body cannot be read"},
    401: {"model": ErrorBody, "description": "An API key is needed"},
    413: {"model": ErrorBody, "description": "The body is too large"},
    422: {"model": ErrorBody, "description": "The body is no article"},
    429: {"model": ErrorBody, "description": "Too much is under way"},
    500: {"model": ErrorBody, "description": "The article could not be extracted"},
    503: {"model": ErrorBody, "description": "No answer in time, or no worker"},
}


def create_app(service: Service, settings: ServeSettings) -> FastAPI:
    """The application in front of a service that is running and stays so until the application ends."""
    app = FastAPI(
        title="Depesche",
        version=depesche.__version__,
        description="Reads German business news: companies, people, amounts, dates and deals as JSON.",
        # Their pages load scripts from elsewhere; the description of the API is at /openapi.json.
        docs_url=None,
        redoc_url=None,
    )
    metrics = Metrics(lambda: service.ready)
    app.add_middleware(Guard, settings=settings, metrics=metrics)
    app.add_exception_handler(RequestValidationError, _invalid)
    _add_extraction(app, service, settings, metrics)
    _add_information(app, service, settings, metrics)
    return app


def _add_extraction(app: FastAPI, service: Service, settings: ServeSettings, metrics: Metrics) -> None:
    @app.post(EXTRACT, response_model=None, responses={200: {"model": Answer}, **_REFUSALS})
    async def extract(body: OneOrMany) -> Response:
        """Extract one article, or a list of them; a list is answered with a list in the same order."""
        if isinstance(body, ArticleBody):
            return await _one(body, service, metrics)
        if len(body) > settings.max_articles:
            raise HTTPException(413, f"more than {settings.max_articles} articles; use {STREAM}")
        parts = await _many(body, service, metrics)
        return Response(b"[" + b",".join(parts) + b"]", media_type="application/json")

    refusals: dict[int | str, dict[str, Any]] = {status: _REFUSALS[status] for status in (401, 422, 429)}

    @app.post(
        STREAM,
        response_model=None,
        responses={200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}, **refusals},
        openapi_extra={
            "requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}
        },
    )
    async def extract_stream(
        request: Request,
        merge: Annotated[
            str | None, Query(description="Put the record under this key of the object.")
        ] = None,
        field: Annotated[
            list[FieldChoice] | None, Query(description="Where a field stands: text=artikel.inhalt")
        ] = None,
    ) -> Response:
        """Answer JSON lines with JSON lines while they arrive, one for one and in order."""
        lines = LineSettings(field_names(field or ()), merge)
        return LineStream(request, service, lines, settings, metrics)


def _add_information(app: FastAPI, service: Service, settings: ServeSettings, metrics: Metrics) -> None:
    schema = json.dumps(record_schema(), ensure_ascii=False)

    @app.get("/schema", response_class=JSONResponse)
    async def schema_of_records() -> Response:
        """The JSON Schema of the record."""
        return Response(schema, media_type="application/json")

    @app.get("/health")
    async def health() -> Health:
        """The server answers."""
        return Health(status="ok", version=depesche.__version__)

    @app.get("/ready", responses={503: {"model": Readiness}})
    async def ready(response: Response) -> Readiness:
        """Whether articles can be extracted now."""
        workers = service.ready
        response.status_code = 200 if workers else 503
        return Readiness(status="ready" if workers else "no worker", workers=workers)

    @app.get(METRICS, response_class=PlainTextResponse, responses={401: _REFUSALS[401]})
    async def prometheus() -> Response:
        """What the server counts, for Prometheus."""
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    page = extract_page(needs_key=bool(settings.api_keys), language=settings.language)

    @app.get("/", include_in_schema=False)
    async def root() -> HTMLResponse:
        return HTMLResponse(page)


async def _one(body: ArticleBody, service: Service, metrics: Metrics) -> Response:
    article = _article(body, "article")
    if isinstance(article, InputFailure):
        raise HTTPException(422, article.reason)
    outcome = await _outcome(service, article, metrics)
    if isinstance(outcome, EncodedRecord):
        return Response(outcome.json, media_type="application/json")
    status = 503 if outcome.error_type == "TimeoutError" else 500
    return JSONResponse({"detail": outcome.reason}, status)


async def _many(bodies: Sequence[ArticleBody], service: Service, metrics: Metrics) -> list[bytes]:
    """The parts of a list, not more of them under way than there are workers: others want to be served."""
    places = asyncio.Semaphore(service.size)

    async def part(body: ArticleBody, number: int) -> bytes:
        article = _article(body, f"article[{number}]")
        async with places:
            outcome = (
                article if isinstance(article, InputFailure) else await _outcome(service, article, metrics)
            )
        if isinstance(outcome, EncodedRecord):
            return outcome.json
        error = ArticleError(
            error=outcome.reason, error_type=outcome.error_type, id=outcome.article_id or f"article[{number}]"
        )
        return error.model_dump_json().encode("utf-8")

    return await asyncio.gather(*(part(body, number) for number, body in enumerate(bodies, start=1)))


async def _outcome(service: Service, article: Article, metrics: Metrics) -> Outcome:
    """Wait for the article's outcome; whoever stops waiting takes it out of the queue."""
    try:
        outcome = await asyncio.wrap_future(service.submit(article))
    except DepescheError as error:
        raise HTTPException(503, str(error)) from error
    metrics.article(failed=not isinstance(outcome, EncodedRecord))
    return outcome


def _article(body: ArticleBody, fallback_id: str) -> Article | InputFailure:
    try:
        article = article_from(body.fields(), file=_FILE, fallback_id=fallback_id, limits=Limits())
    except InputError as error:
        return InputFailure(_FILE.label, str(error), article_id=str(body.id or fallback_id))
    return article.model_copy(update={"path": None})


async def _invalid(request: Request, error: Exception) -> Response:  # noqa: ARG001 - FastAPI passes it
    """Say in one line where the body is wrong."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return JSONResponse({"detail": f"body: not valid JSON: {first['ctx']['error']}"}, 422)
    steps = [str(step) for step in first["loc"] if step not in {"one", "many"}]
    if len(steps) > 1 and steps[-2] in _UNIONS:
        # The last step is pydantic's name for the type that was tried.
        steps.pop()
    where = ".".join(steps)
    return JSONResponse({"detail": f"{where}: {first['msg']}"}, 422)
