"""Hook of the site: takes the pages outside of docs/ in that the documentation links to."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

PROJECT = Path(__file__).parent.parent
_LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)([^)#\s]+)")


def on_files(files: Files, config: Any) -> Files:
    """Add what pages link to outside of docs/, below project/."""
    for page in list(files.documentation_pages()):
        for link in _LINK.findall(page.content_string):
            path = _outside(page.src_uri, link)
            if path and (PROJECT / path).is_file() and files.get_file_from_path(f"project/{path}") is None:
                files.append(File.generated(config, f"project/{path}", abs_src_path=str(PROJECT / path)))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Point the links at where the files are in the site; links of outside pages to elsewhere are dropped."""
    uri = page.file.src_uri

    def link(match: re.Match[str]) -> str:
        path = _outside(uri, match.group())
        if path is None:
            return match.group()
        known = files.get_file_from_path(f"project/{path}") or files.get_file_from_path(
            path.removeprefix("docs/")
        )
        return posixpath.relpath(known.src_uri, posixpath.dirname(uri)) if known else "#"

    return _LINK.sub(link, markdown)


def _outside(uri: str, link: str) -> str | None:
    """The path of a link's target from the project's root, None for a target inside of docs/."""
    source = uri.removeprefix("project/") if uri.startswith("project/") else f"docs/{uri}"
    path = os.path.normpath(posixpath.join(posixpath.dirname(source), link))
    return None if path.startswith("docs/") and source.startswith("docs/") else path
