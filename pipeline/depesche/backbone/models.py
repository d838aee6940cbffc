"""Which models there are and whether their files may be loaded; nothing here imports a model.

A spaCy model package is a folder of data beside a few lines of code. The data are read from their
place on disk, so that no code of a model package runs and a placeholder is recognised as one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from typing import Any

from spacy.about import __version__ as spacy_version
from spacy.util import is_compatible_version

from depesche.errors import ModelError

EMBEDDED = "de_depesche_news_sm"
PREFERRED = "de_core_news_md"
CHECKSUMS = "SHA256SUMS"
REINSTALL = "reinstall depesche"

_DESCRIPTIONS = {
    EMBEDDED: "shipped with depesche, trained on news and encyclopedia text",
    PREFERRED: "spaCy's official German model, installed by `make model-md`",
}


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model for the list of `depesche models`; ``path`` and ``version`` are None if absent."""

    name: str
    version: str | None
    installed: bool
    path: Path | None
    description: str


def embedded_model_path() -> Path:
    """Where the shipped weights lie; the folder may be missing in a damaged installation."""
    return Path(__file__).parent / EMBEDDED


def package_model_path(name: str) -> Path | None:
    """The data folder of an installed spaCy model package, None if there is no real one.

    The name on PyPI is taken by a placeholder of another version scheme: without ``meta.json`` of spaCy
    it is no model.
    """
    if not name.isidentifier():
        return None
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    try:
        meta = json.loads((package / "meta.json").read_text(encoding="utf-8"))
        folder = package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return folder if folder.is_dir() and _is_release(name) else None


def _is_release(name: str) -> bool:
    try:
        return version(name).startswith("3.")
    except PackageNotFoundError:
        return True


def available_models() -> tuple[ModelInfo, ...]:
    """The embedded model, the preferred one (installed or not), then other installed German models."""
    others = {
        name
        for distribution in distributions()
        if (name := str(distribution.metadata["Name"]).replace("-", "_")).startswith("de_")
    }
    names = [EMBEDDED, PREFERRED, *sorted(others - {EMBEDDED, PREFERRED})]
    found = (_describe(name) for name in names)
    return tuple(info for info in found if info.installed or info.name in _DESCRIPTIONS)


def _describe(name: str) -> ModelInfo:
    path = embedded_model_path() if name == EMBEDDED else package_model_path(name)
    description = _DESCRIPTIONS.get(name, "installed spaCy model")
    if path is None or not (path / "meta.json").is_file():
        return ModelInfo(name, None, installed=False, path=None, description=description)
    found = str(read_meta(path)["version"])
    return ModelInfo(name, found, installed=True, path=path, description=description)


def read_meta(path: Path) -> dict[str, Any]:
    """The ``meta.json`` of a model folder; raises ModelError if it is missing or no spaCy meta file."""
    if not path.is_dir():
        raise ModelError(f"{path}: no such model folder; {_mend(path)}")
    file = path / "meta.json"
    try:
        meta = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{path}: no spaCy model, meta.json is missing; {_mend(path)}") from None
    except (OSError, ValueError) as error:
        raise ModelError(f"{file}: damaged ({error}); {_mend(path)}") from error
    if not isinstance(meta, dict) or not {"lang", "name", "version"} <= meta.keys():
        raise ModelError(f"{file}: damaged, it names no language, name and version; {_mend(path)}")
    return meta


def _mend(path: Path) -> str:
    if path == embedded_model_path():
        return REINSTALL
    return "give the folder of a spaCy model, the name of an installed one, or --model embedded"


def check_spacy_version(meta: dict[str, Any]) -> None:
    """Raise ModelError when the installed spaCy is outside the range the model was made for."""
    wanted = meta.get("spacy_version")
    if isinstance(wanted, str) and is_compatible_version(spacy_version, wanted) is False:
        name = f"{meta['lang']}_{meta['name']} {meta['version']}"
        raise ModelError(
            f"model {name} needs spaCy {wanted}, installed is {spacy_version}; "
            f"install a matching spaCy (pip install 'spacy{wanted}') or use --model embedded"
        )


def file_digests(path: Path) -> dict[str, str]:
    """sha256 of every file of a model folder by its relative POSIX path, the list of them aside."""
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.name != CHECKSUMS)
    return {
        file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def checksum_lines(digests: dict[str, str]) -> str:
    """The text of the list of checksums, in the form of ``sha256sum``."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def check_files(path: Path) -> None:
    """Raise ModelError naming the first file that is missing or not as it was made.

    Models without a list of checksums (those of others) pass.
    """
    checksums = path / CHECKSUMS
    if not checksums.is_file():
        return
    present = file_digests(path)
    for line in checksums.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if name not in present:
            raise ModelError(f"{path / name}: this file of the model is missing; {_mend(path)}")
        if present[name] != digest:
            raise ModelError(f"{path / name}: this file of the model is damaged; {_mend(path)}")
