"""Faults in files: archives, links and pages made to do harm, and very many files."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import tarfile
import zipfile
from pathlib import Path

from bench.faults.calls import Ended, batch, lines

_SMALL_FILES = 100_000
_TEXTS = 1_000
_WORDS = ("Ora", "Bel", "Cor", "Dux", "Eno", "Fim", "Gal", "Hun", "Ivo", "Jot")
_DEDUPED = ("--dedupe", "--duplicates", "copies.jsonl")
_UNPACKED = 2_000_000_000
_MARK = "SKRIPT"
_GOOD = "Meta kauft Scale AI für 14,3 Milliarden Dollar."


def archives(folder: Path) -> str:
    """Bombs, paths that lead elsewhere, links and damage in ZIP, tar and gzip files, with a good article."""
    news = folder / "news"
    news.mkdir()
    _bombs(news)
    _paths(news)
    (news / "zz-good.txt").write_text(_GOOD, encoding="utf-8")
    before = set(folder.rglob("*"))
    ended = batch(folder, "news", "--out", "records/", "--errors", "failed.jsonl", "--workers", "1")
    written = set(folder.rglob("*")) - before
    strangers = [path for path in written if path.is_file() and not _is_output(path, folder)]
    outside = [path for path in (folder.parent / "outside.txt", Path("/outside.txt")) if path.exists()]
    records = [json.loads(path.read_bytes())["id"] for path in (folder / "records").rglob("*.json")]
    good = "the good article read" if "zz-good.txt" in records else "THE GOOD ARTICLE LOST"
    return (
        f"{_UNPACKED / 1e9:.0f} GB in a ZIP and in a gzip file, a ZIP whose members overlap: "
        f"{len(records)} records, {len(lines(folder / 'failed.jsonl'))} failures, {good}, "
        f"{len(strangers) + len(outside)} files written elsewhere; {ended}"
    )


def _is_output(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder / "records") or path.name in {"failed.jsonl", "said.log"}


def _bombs(news: Path) -> None:
    chunk = b"0" * 1_000_000
    with (
        zipfile.ZipFile(news / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("bomb.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(_UNPACKED // len(chunk)):
            member.write(chunk)
    with gzip.open(news / "bomb.txt.gz", "wb", 1) as file:
        for _ in range(_UNPACKED // len(chunk)):
            file.write(chunk)
    overlapping(news / "overlap.zip", 20_000)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", _GOOD)
    with zipfile.ZipFile(news / "nested.zip", "w") as archive:
        for number in range(100):
            archive.writestr(f"{number}.zip", inner.getvalue())


def overlapping(path: Path, members: int) -> None:
    """Write a ZIP archive whose directory names the same ten megabytes of zeros again and again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", b"0" * 10_000_000)
        entry = archive.infolist()[0]
        archive.filelist.extend(_renamed(entry, f"{number}.txt") for number in range(1, members))
        archive.NameToInfo.update({info.filename: info for info in archive.filelist})
    path.write_bytes(out.getvalue())


def _renamed(entry: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, entry.date_time)
    info.CRC, info.compress_size, info.file_size = entry.CRC, entry.compress_size, entry.file_size
    info.compress_type, info.header_offset = entry.compress_type, entry.header_offset
    return info


def _paths(news: Path) -> None:
    names = ("../../outside.txt", "/outside.txt", "a/../../../outside.txt", "C:\\outside.txt", "x\x00.txt")
    with zipfile.ZipFile(news / "paths.zip", "w") as archive:
        for name in names:
            archive.writestr(name, _GOOD)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name in names[:4]:
            info = tarfile.TarInfo(name)
            info.size = len(_GOOD.encode())
            tar.addfile(info, io.BytesIO(_GOOD.encode()))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"kind-{kind.decode()}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    (news / "paths.tar").write_bytes(out.getvalue())
    (news / "paths.tar.gz").write_bytes(gzip.compress(out.getvalue()))
    (news / "cut.tar.gz").write_bytes(gzip.compress(out.getvalue())[:-200])
    (news / "paths.jsonl").write_text(
        "".join(json.dumps({"id": name, "text": _GOOD}) + "\n" for name in names), encoding="utf-8"
    )


def hostile_files(folder: Path) -> str:
    """Loops of links, a pipe, unreadable files, binary and broken ones, pages with scripts."""
    news = folder / "news"
    news.mkdir()
    (news / "good.txt").write_text(_GOOD, encoding="utf-8")
    (news / "loop").symlink_to(news, target_is_directory=True)
    (news / "up").symlink_to("..", target_is_directory=True)
    (news / "self.txt").symlink_to("self.txt")
    (news / "gone.txt").symlink_to("nowhere.txt")
    (news / "again.txt").symlink_to("good.txt")
    os.mkfifo(news / "pipe.txt")
    (news / "secret.txt").write_text(_GOOD, encoding="utf-8")
    (news / "secret.txt").chmod(0)
    (news / "secret").mkdir(mode=0)
    (news / "nested.json").write_bytes(b"[" * 100_000 + b"]" * 100_000)
    (news / "nested.jsonl").write_bytes(b'{"text": ' + b"[" * 100_000 + b"\n" + b'{"a":' * 100_000 + b"\n")
    (news / "halves.jsonl").write_bytes(b'{"text": "Meta \\ud83d kauft \\ude00 zu."}\n')
    (news / "nul.txt").write_bytes(b"Meta\x00 kauft " * 400)
    (news / "wide.txt").write_bytes("Meta kauft Scale AI, größer als je.".encode("utf-16"))
    (news / "binary.txt").write_bytes(bytes(range(256)) * 400)
    (news / "twice.txt").write_bytes("Für Größe übernimmt Müller ßäöü.".encode().decode("cp1252").encode())
    (news / "deep.html").write_bytes(b"<div>" * 50_000 + b"<script>" + b"<!--" * 10_000)
    script = f"<script>document.title='{_MARK}'</script><p onclick=\"{_MARK}()\" style='x:{_MARK}'>"
    body = f"<p>{_GOOD} Das teilte der Konzern am Dienstag in Berlin mit.</p>" * 5
    page = (
        f"<html><head><title>Kauf</title></head><body><article>{script}{body}{script}</article></body></html>"
    )
    (news / "page.html").write_text(page, encoding="utf-8")
    # Root reads everything, unless it is without that right.
    shield = shutil.which("setpriv") if os.geteuid() == 0 else None
    without = [shield, "--bounding-set=-dac_override,-dac_read_search"] if shield else []
    ended = batch(folder, "news", "--out", "out.jsonl", "--errors", "failed.jsonl", before=without)
    (news / "secret").chmod(0o700)
    records, failures = lines(folder / "out.jsonl"), lines(folder / "failed.jsonl")
    texts = [record["text"] for record in records]
    secret = [failure for failure in failures if failure["reason"] == "no permission to open it"]
    return (
        f"{len(records)} records, {len(failures)} failures, {len(secret)} of them for want of permission; "
        f"the good article {'once' if texts.count(_GOOD) == 1 else 'NOT ONCE'}, "
        f"scripts in {sum(_MARK in text for text in texts)} texts; {ended}"
    )


def many_files(folder: Path) -> str:
    """Very many small files through the whole command; all but a thousand are copies, to be done sooner."""
    few, many = _small_files(folder / "few", _SMALL_FILES // 10), _small_files(folder / "many", _SMALL_FILES)
    return (
        f"{_SMALL_FILES // 10:,} files: {few}; {_SMALL_FILES:,} files: {many}; each of them is in the output "
        f"or, in order, in the list of copies ({_TEXTS:,} texts, --dedupe)"
    )


def _small_files(folder: Path, number: int) -> Ended:
    for at in range(number):
        path = folder / "news" / f"{at // 1000:03}" / f"{at:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            f"Meta kauft {_WORDS[at % 10]}{_WORDS[at // 10 % 10]}{_WORDS[at // 100 % 10]}.".encode()
        )
    ended = batch(folder, "news", *_DEDUPED, "--out", "out.jsonl", "--workers", "1", "--no-text")
    records = [record["id"] for record in lines(folder / "out.jsonl")]
    copies = [copy["article_id"] for copy in lines(folder / "copies.jsonl")]
    if records != sorted(set(records)) or copies != sorted(set(copies)) or len({*records, *copies}) != number:
        raise AssertionError(f"{len(records)} records and {len(copies)} copies of {number}, or not in order")
    return ended
