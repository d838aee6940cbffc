"""The documentation does what it says: generated parts are up to date, every code block runs."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from depesche.backbone import embedded_model_path
from depesche.cli.app import app
from depesche.cli.config import read_config
from depesche.cli.reference import cli_reference
from depesche.io.schema import schema_tables

PROJECT = Path(__file__).parent.parent
DOCUMENTS = [
    "README.md",
    *sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "docs").rglob("*.md")),
]
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)

needs_model = pytest.mark.skipif(
    not embedded_model_path().is_dir(), reason="the embedded model is not in this tree"
)


@pytest.fixture(scope="module")
def console() -> ModuleType:
    spec = importlib.util.spec_from_file_location("console_blocks", PROJECT / "tests" / "console_blocks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(importlib.import_module("sys").modules, "console_blocks", module)
        spec.loader.exec_module(module)
    return module


def test_schema_tables(project: Path) -> None:
    text = (project / "docs" / "schema.md").read_text(encoding="utf-8")
    _, _, generated = text.partition("from the code below this line -->\n")
    assert generated == schema_tables(), "run: make docs"


def test_cli_reference(project: Path) -> None:
    text = (project / "docs" / "cli.md").read_text(encoding="utf-8")
    _, _, generated = text.partition("from the code below this line -->\n")
    assert generated == cli_reference(), "run: make docs"


def test_site(project: Path, tmp_path: Path) -> None:
    pytest.importorskip("material", reason="needs pip install 'depesche[docs]'")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path)]
    subprocess.run(build, cwd=project, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert (tmp_path / "tutorial.html").is_file()
    assert (tmp_path / "project" / "corpus" / "SCORES.html").is_file(), "linked from accuracy.md"


@needs_model
@pytest.mark.parametrize("document", DOCUMENTS)
def test_console_blocks(project: Path, tmp_path: Path, console: Any, document: str) -> None:
    session = console.Session(tmp_path, project)
    for block in console.BLOCK.findall((project / document).read_text(encoding="utf-8")):
        for step in console.steps(block):
            printed = session.run(step.command)
            assert console.fits(step.expected, printed), "\n".join([f"$ {step.command}", *printed])


@needs_model
@pytest.mark.parametrize("document", DOCUMENTS)
def test_python_blocks(project: Path, tmp_path: Path, document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(project / "corpus")
    names: dict[str, Any] = {}
    for block in PYTHON.findall((project / document).read_text(encoding="utf-8")):
        exec(compile(block, document, "exec"), names)


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if "```toml" in (PROJECT / d).read_text("utf-8")])
def test_toml_blocks(project: Path, tmp_path: Path, document: str) -> None:
    program = typer.main.get_command(app)
    for block in TOML.findall((project / document).read_text(encoding="utf-8")):
        file = tmp_path / "depesche.toml"
        file.write_text(block, encoding="utf-8")
        assert read_config(file, program.make_context("depesche", ["models"]))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(project: Path, document: str) -> None:
    path = project / document
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), target
