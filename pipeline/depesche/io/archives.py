"""Archives of articles, read member by member without unpacking anything to the disk.

Archives inside archives are passed over. What a member unpacks to is bounded like any other input, so that
a bomb costs no more than its first bytes.
"""

from __future__ import annotations

import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from typing import IO, TypeVar, cast

from depesche.errors import InputError

T = TypeVar("T")

_MAX_MEMBERS = 1_000_000
_FAULTS = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError),
    *(NotImplementedError, RuntimeError, struct.error, OverflowError, UnicodeDecodeError),
)
"""What the libraries raise for damaged archives, foreign compression and passwords."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; ``open`` works until the next member is asked for."""

    name: str
    open: Callable[[], IO[bytes]]


Members = Callable[[BufferedReader], Iterator[Member]]


def zip_members(stream: BufferedReader) -> Iterator[Member]:
    """The files of a ZIP archive in its own order; raises InputError where it is none."""
    if not stream.seekable():
        raise InputError("a ZIP archive cannot be read from a pipe; give its file")
    with faults_reported(), zipfile.ZipFile(stream) as archive:
        if sum(info.compress_size for info in archive.infolist()) > stream.seek(0, os.SEEK_END):
            raise InputError("its files overlap, as they do in a ZIP bomb; pack it anew")
        for info in _bounded(iter(archive.infolist())):
            # A damaged directory can give an empty name, on which is_dir() falls over.
            if not info.filename.endswith("/"):
                yield Member(info.filename, lambda info=info: archive.open(info))  # type: ignore[misc]


def tar_members(stream: BufferedReader) -> Iterator[Member]:
    """The regular files of a tar archive in its own order; raises InputError where it is none."""
    with faults_reported(), tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in _bounded(iter(archive)):
            if info.isreg():
                yield Member(
                    info.name,
                    lambda info=info: cast("IO[bytes]", archive.extractfile(info)),  # type: ignore[misc]
                )


ARCHIVES: Mapping[str, Members] = {"zip": zip_members, "tar": tar_members}
"""How the members of an archive are found, by the name of its format."""

SUFFIXES: Mapping[str, str] = {".zip": "zip", ".tar": "tar", ".tgz": "tar"}


@contextmanager
def faults_reported() -> Iterator[None]:
    """Turn what the libraries raise into InputError with the reason."""
    try:
        yield
    except _FAULTS as error:
        raise InputError(f"its archive is damaged or not readable: {str(error)[:200]}") from error


def _bounded(members: Iterator[T]) -> Iterator[T]:
    for number, member in enumerate(members):
        if number == _MAX_MEMBERS:
            raise InputError(f"has more than {_MAX_MEMBERS:,} files; unpack it and give the folder")
        yield member
