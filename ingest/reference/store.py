"""The data files: plain lines, compressed, written the same for the same input.

`regions.tsv.gz`, `former.tsv.gz` have one division a line. `townships.tsv.gz` has one line a county: its code, the
first six digits of its townships' codes, and the townships as `013长寨街道` joined by `|`, with `*` (statistical)
or `-` (abolished) before the name and other names after `=`. `villages.zip` has the same lines a level lower, one
member a prefecture, so that a lookup unpacks only one.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from ingest.reference.history import Former
from ingest.reference.model import Kind, Region, level_of

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS: Mapping[str, Kind] = {"": "division", "*": "statistical", "-": "abolished"}
_SIGNS = {kind: sign for sign, kind in KINDS.items()}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def folder() -> Traversable:
    """Where the data lies."""
    return resources.files("ingest.reference") / "data"


@cache
def manifest() -> Mapping[str, Any]:
    """What the data was made of: versions of the sources and counts."""
    found: Mapping[str, Any] = json.loads((folder() / "manifest.json").read_text(encoding="utf-8"))
    return found


def own(name: str) -> Any:
    """One of the project's own files, which stand beside the code and are meant to be edited."""
    text = (resources.files("ingest.reference") / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 (either is a safe loader)


def read_lines(name: str) -> list[list[str]]:
    """The fields of each line of a compressed file."""
    text = gzip.decompress((folder() / name).read_bytes()).decode()
    return [line.split("\t") for line in text.splitlines()]


def pack_lines(lines: Iterable[Iterable[str]]) -> bytes:
    """The content of a compressed file of such lines."""
    return gzip.compress("".join("\t".join(line) + "\n" for line in lines).encode(), 9, mtime=0)


def read_regions() -> Iterator[Region]:
    """Provinces, prefectures and counties, each after its parent."""
    for code, name, parent, sign, since in read_lines("regions.tsv.gz"):
        yield Region(code, name, level_of(code), parent or None, KINDS[sign], int(since) if since else None)


def region_line(region: Region) -> tuple[str, ...]:
    """A region as a line of the file."""
    return (region.code, region.name, region.parent or "", _SIGNS[region.kind], str(region.since or ""))


def read_former() -> Iterator[Former]:
    """Names that are gone."""
    for name, path, since, until, target, old_code in read_lines("former.tsv.gz"):
        above = tuple(path.split("/")) if path else ()
        yield Former(name, above, int(since) if since else None, int(until), target, old_code)


def former_line(former: Former) -> tuple[str, ...]:
    """A former name as a line of the file."""
    above = "/".join(former.path)
    return (former.name, above, str(former.since or ""), str(former.until), former.target, former.old_code)


def token(code: str, name: str, kind: Kind = "division", others: Iterable[str] = ()) -> str:
    """One township or village within its line."""
    return code[-3:] + _SIGNS[kind] + "=".join((name, *others))


def parse_tokens(parent: str, prefix: str, tokens: str) -> Iterator[tuple[Region, tuple[str, ...]]]:
    """The townships or villages of one line, each with its other names."""
    for entry in tokens.split("|"):
        sign = entry[3] if entry[3] in "*-" else ""
        name, *others = entry[3 + len(sign) :].split("=")
        code = prefix + entry[:3]
        yield Region(code, name, level_of(code), parent, KINDS[sign]), tuple(others)


def tokens_with(tokens: str, text: str) -> str:
    """Those tokens of a line in which a text stands."""
    return "|".join(entry for entry in tokens.split("|") if text in entry)


def read_villages(member: str) -> list[list[str]]:
    """The lines of one prefecture (four digits), empty if it has none."""
    with (folder() / "villages.zip").open("rb") as stream, zipfile.ZipFile(stream) as archive:
        if member not in archive.namelist():
            return []
        text = archive.read(member).decode()
    return [line.split("\t") for line in text.splitlines()]


def write_villages(target: str, members: Mapping[str, str]) -> None:
    """The archive of all villages, text by prefecture."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in sorted(members.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_LZMA
            archive.writestr(info, text)
