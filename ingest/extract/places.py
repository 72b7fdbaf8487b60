"""Where bodies lie by their names: 青山县中医院, and 青山绿野茶业有限公司 in a text that names 青山县."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.extract import regions
from ingest.extract.model import Entity

_BODIES = frozenset({"Organization", "Enterprise", "Platform"})
_BRAND = re.compile(r"大学")
"""A university is named after its place by tradition; that says nothing of where it lies."""
_FRONT = re.compile(r"^(?:中共|国网|[“xX×]+)+")
_PUBLIC = re.compile(r"^新区")


def located(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Bodies with the deepest region that their name begins with, full or without its suffix."""
    everything = list(entities)
    known: dict[str, Entity] = {}
    for region in (e for e in everything if e.type == "Region"):
        full = regions.level(region.name) is not None
        for name in (region.name, *region.aliases):
            known.setdefault(name, region)
        if full and len(regions.stem(region.name)) >= 2:
            known.setdefault(regions.stem(region.name), region)
        if region.name.endswith("新区"):
            known.setdefault("新区", region)
    names = sorted(known, key=len, reverse=True)
    for body in everything:
        if body.type in _BODIES and not _BRAND.search(body.name):
            place = _deepest(_FRONT.sub("", body.name), names, known)
            if place is not None and place.name != body.name:
                yield body, place


def _deepest(name: str, names: list[str], known: dict[str, Entity]) -> Entity | None:
    place: Entity | None = None
    at = 0
    while True:
        front = next((n for n in names if name.startswith(n, at) and len(n) < len(name) - at), None)
        if front is None:
            return place
        if at and regions.level(known[front].name) is None:
            return place
        place = known[front]
        at += len(front)
