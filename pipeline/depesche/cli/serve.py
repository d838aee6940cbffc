"""``depesche serve``: the extractor behind HTTP."""

from __future__ import annotations

import ipaddress
import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.console import print_warning
from depesche.cli.options import LangOption, ModelOption, NamesOption, NoTextOption, RulesOption
from depesche.errors import DepescheError, InputError
from depesche.io.source import os_reason
from depesche.wording import LANGUAGES

API_KEY = "DEPESCHE_API_KEY"
EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche serve\n\n"
    'curl -s localhost:8050/extract --json \'{"text": "Meta kauft Scale AI."}\' | jq .deals\n\n'
    f"{API_KEY}=... depesche serve --host 0.0.0.0 --workers 4"
)


def serve(
    *,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen at; 0.0.0.0 is every one of this machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8050,
    workers: Annotated[
        int | None,
        typer.Option("--workers", "-w", min=1, help="Processes that extract; by default one for each core."),
    ] = None,
    requests: Annotated[
        int | None,
        typer.Option(
            "--requests",
            min=1,
            help="Requests under way at a time; by default 8 for each worker. Others get 429.",
        ),
    ] = None,
    streams: Annotated[int, typer.Option("--streams", min=1, help="Streams under way at a time.")] = 4,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout", metavar="SECONDS", min=0.1, help="Answer with 503 what takes longer than this."
        ),
    ] = 30.0,
    max_body: Annotated[
        int, typer.Option("--max-body", metavar="BYTES", min=1, help="Answer larger requests with 413.")
    ] = 4 * 1024 * 1024,
    api_key_file: Annotated[
        Path | None,
        typer.Option(
            "--api-key-file",
            metavar="FILE",
            help=f"Ask for one of the API keys in this file, one a line; or for the one in {API_KEY}.",
        ),
    ] = None,
    grace: Annotated[
        int, typer.Option("--grace", metavar="SECONDS", min=0, help="Time to finish in when told to stop.")
    ] = 30,
    model: ModelOption = "auto",
    rules: RulesOption = None,
    names: NamesOption = None,
    no_text: NoTextOption = False,
    lang: LangOption = LANGUAGES[0],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not log requests.")] = False,
) -> None:
    """Answer articles over HTTP with their records.

    POST /extract takes one article or a list, POST /extract/stream JSON lines; /schema, /health, /ready,
    /metrics and /openapi.json tell about the rest. SIGTERM and Ctrl-C let requests finish.
    """
    keys = _api_keys(api_key_file)
    if not keys and not _is_loopback(host):
        print_warning(f"{host} can be reached from other machines, and no API key is asked for ({API_KEY})")
    try:
        import uvicorn  # noqa: PLC0415 - an extra

        from depesche.serve.app import create_app  # noqa: PLC0415 - as above, and imports spaCy
    except ImportError as error:
        raise DepescheError(
            f"a server needs libraries that are not installed ({error.name}); pip install 'depesche[serve]'"
        ) from error
    from depesche.engines import ExtractorSpec  # noqa: PLC0415 - imports spaCy
    from depesche.engines.cores import usable_cores  # noqa: PLC0415 - as above
    from depesche.engines.service import Service  # noqa: PLC0415 - as above
    from depesche.serve.settings import ServeSettings  # noqa: PLC0415 - as above

    number = workers or usable_cores()
    settings = ServeSettings(
        max_body_bytes=max_body,
        timeout=timeout,
        requests=requests or 8 * number,
        streams=streams,
        api_keys=keys,
        language=lang,
    )
    spec = ExtractorSpec(model, tuple(rules or ()), names, with_text=not no_text)
    with Service(spec, workers=number, timeout=timeout) as service:
        service.wait_ready()
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(service, settings),
                host=host,
                port=port,
                timeout_graceful_shutdown=grace,
                server_header=False,
                access_log=not quiet,
                log_level="warning" if quiet else "info",
            )
        )
        # uvicorn ends the process by the signal it was told to stop by, when all is finished.
        with suppress(KeyboardInterrupt):
            server.run()


def _api_keys(file: Path | None) -> tuple[str, ...]:
    keys = [os.environ.get(API_KEY, "").strip()]
    if file is not None:
        try:
            keys += [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        except OSError as error:
            raise InputError(f"{file}: {os_reason(error)}") from error
        if not any(keys[1:]):
            raise InputError(f"{file}: holds no API key; write one a line")
    return tuple(key for key in keys if key)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
