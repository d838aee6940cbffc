"""Compressed files: known by their first bytes when read, by their ending when written."""

from __future__ import annotations

import gzip
import importlib
import sys
import zlib
from dataclasses import dataclass
from io import BufferedReader
from typing import IO, Any, cast

from depesche.errors import DepescheError


@dataclass(frozen=True, slots=True)
class Gzip:
    """gzip, as the standard library has it."""

    suffix: str = ".gz"
    magic: bytes = b"\x1f\x8b"
    faults: tuple[type[Exception], ...] = (gzip.BadGzipFile, zlib.error, EOFError)

    def reader(self, packed: BufferedReader) -> BufferedReader:
        """The unpacked bytes; what is damaged or cut off raises one of ``faults`` when it is read."""
        return BufferedReader(cast("BufferedReader", gzip.GzipFile(fileobj=packed)))

    def writer(self, file: IO[bytes]) -> IO[bytes]:
        """A file whose bytes go packed into another; closing it leaves the other open."""
        # No time and no name in the header: equal records give equal bytes.
        return cast("IO[bytes]", gzip.GzipFile("", "wb", fileobj=file, mtime=0))


@dataclass(frozen=True, slots=True)
class Zstandard:
    """Zstandard, in the standard library from Python 3.14 and from ``backports.zstd`` before."""

    suffix: str = ".zst"
    magic: bytes = b"\x28\xb5\x2f\xfd"

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What reading raises for data that is damaged or cut off."""
        return (self._library().ZstdError, EOFError)

    def reader(self, packed: BufferedReader) -> BufferedReader:
        """The unpacked bytes; what is damaged or cut off raises one of ``faults`` when it is read."""
        return BufferedReader(self._library().ZstdFile(packed))

    def writer(self, file: IO[bytes]) -> IO[bytes]:
        """A file whose bytes go packed into another; closing it leaves the other open."""
        return cast("IO[bytes]", self._library().ZstdFile(file, "w"))

    def _library(self) -> Any:
        try:
            return importlib.import_module(
                "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
            )
        except ImportError as error:
            raise DepescheError(
                "Zstandard needs a library that is not installed; pip install 'depesche[zst]'"
            ) from error


Codec = Gzip | Zstandard

CODECS: tuple[Codec, ...] = (Gzip(), Zstandard())
"""Every way of compression that is read and written."""

SUFFIXES = tuple(codec.suffix for codec in CODECS)


def codec_of(head: bytes) -> Codec | None:
    """The compression of data that begins with ``head``, None where it is plain."""
    return next((codec for codec in CODECS if head.startswith(codec.magic)), None)


def codec_for(name: str) -> Codec | None:
    """The compression that a file's name asks for."""
    return next((codec for codec in CODECS if name.lower().endswith(codec.suffix)), None)


def plain_name(name: str) -> str:
    """A file's name in lower case without the ending of its compression."""
    codec = codec_for(name)
    return name.lower().removesuffix(codec.suffix) if codec else name.lower()
