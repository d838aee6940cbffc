"""What is built and installed: complete, runnable from anywhere, and from no doubtful source."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

MODEL = "de_depesche_news_sm"
MAX_WHEEL_BYTES = 30 * 1024 * 1024


@pytest.fixture(scope="module")
def settings(project: Path) -> dict[str, Any]:
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    settings: dict[str, Any] = toml.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    return settings


@pytest.fixture(scope="module")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive, and the wheel made from it; needs no index."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(project)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


def shipped(project: Path) -> set[str]:
    """The files the wheel must hold, by their names in it."""
    code = (project / "pipeline" / "depesche").rglob("*")
    rules = (path for path in (project / "rules").rglob("*") if path.suffix in {".py", ".yaml", ".csv"})
    files = {path: path.relative_to(project / "pipeline") for path in code}
    files |= {path: Path("depesche", path.relative_to(project)) for path in rules}
    return {str(name) for path, name in files.items() if path.is_file() and "__pycache__" not in path.parts}


def test_every_package_is_listed(project: Path, settings: dict[str, Any]) -> None:
    source = project / "pipeline"
    on_disk = {".".join(path.parent.relative_to(source).parts) for path in source.rglob("__init__.py")}
    assert set(settings["tool"]["setuptools"]["packages"]) == on_disk | {"depesche.rules"}


def test_wheel_holds_everything_and_nothing_else(project: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert shipped(project) - names == set()
    strangers = {name for name in names - shipped(project) if not name.endswith(".md")}
    assert strangers == set()
    assert wheel.stat().st_size < MAX_WHEEL_BYTES


def test_source_archive_is_enough_to_build_from(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "rules/__init__.py"} <= names


def test_wheel_works_from_another_folder(wheel: Path, tmp_path: Path, project: Path) -> None:
    """Installed into a new environment that has the dependencies, but not this source tree."""
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(pip, check=True)
    site = next((environment / "lib").glob("python*/site-packages"))
    # A path line makes the packages there importable and leaves its own .pth files, such as that of an
    # editable Depesche, alone.
    (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "artikel.txt").write_text(
        "Meta übernimmt Scale AI für 14,3 Milliarden Dollar.", encoding="utf-8"
    )
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def depesche(*arguments: str) -> str:
        command = [str(environment / "bin" / "depesche"), *arguments]
        run = subprocess.run(
            command, cwd=elsewhere, env=variables, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stdout

    where = subprocess.run(
        [str(python), "-c", "import depesche; print(depesche.__file__)"],
        cwd=elsewhere,
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(environment))
    assert depesche("--version").startswith("depesche ")
    assert "rules/" in depesche("rules", "list")
    if not (project / "pipeline" / "depesche" / "backbone" / MODEL).is_dir():
        pytest.skip("the embedded model is not in this tree")
    record = json.loads(depesche("extract", "artikel.txt", "--model", "embedded"))
    assert {company["name"] for company in record["companies"]} == {"Meta", "Scale AI"}


def test_no_dependency_is_a_model_or_an_address(settings: dict[str, Any]) -> None:
    """The name of spaCy's German model on PyPI is a stranger's; models come from their release only."""
    listed = [*settings["project"]["dependencies"], *settings["build-system"]["requires"]]
    for extra in settings["project"]["optional-dependencies"].values():
        listed.extend(extra)
    for requirement in listed:
        assert not re.match(r"de[-_.]", requirement), requirement
        assert "@" not in requirement, requirement


def test_nothing_installs_the_model_by_its_bare_name(project: Path) -> None:
    files = [
        project / "Makefile",
        project / "README.md",
        *(project / "docs").rglob("*.md"),
        *(project / "training").rglob("*.txt"),
        *(project / "training").rglob("*.md"),
        *(project / "training").rglob("*.yml"),
        *(project / ".ci").iterdir(),
    ]
    installs = re.compile(r"(?:install[^\n]*\s|^\s*)de[-_.]core[-_.]news[-_.]\w\w\b(?!-3|/)", re.MULTILINE)
    downloads = re.compile(r"spacy\s+download")
    for file in files:
        text = file.read_text(encoding="utf-8")
        commands = "\n".join(line for line in text.splitlines() if "pip" in line or file.suffix == ".txt")
        assert not installs.search(commands), file
        assert not downloads.search(text), file


def test_model_address_is_pinned_by_its_digest(project: Path) -> None:
    requirements = (project / "training" / "requirements-md.txt").read_text(encoding="utf-8")
    lines = [line for line in requirements.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) == 1
    assert re.fullmatch(
        r"https://github\.com/explosion/spacy-models/releases/download/de_core_news_md-3\.8\.0/"
        r"de_core_news_md-3\.8\.0-py3-none-any\.whl --hash=sha256:[0-9a-f]{64}",
        lines[0],
    )
