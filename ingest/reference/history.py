"""Former names: follows each change of a name since 1980 to the division that it is today.

The changes are differences between yearly code lists, which carry noise: a code given to another county looks like a
change of name, and a county that moved looks dissolved. So a former name is taken only if its trail ends at a division
of today, and only if at each step both sides share the code, the stem of the name or the prefecture, or a person has
checked the change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.reference.forms import short_forms
from ingest.reference.model import level_of
from ingest.reference.packages import Change, Row

_REASSIGNED = "码位改派"
_EXPLICIT = frozenset({"更名", "撤地设市", "撤县设市", "撤县设区", "撤市设区", "撤区设区", "撤旗设区"})
_MUNICIPAL = frozenset({"11", "12", "31", "50"})
_FOUNDED = re.compile(r"撤销(?P<old>\w{1,12}?[县市区])，?设立(?:县级)?(?P<new>\w{1,12}?[县市区])[，（(、。]")
_PROVINCE = re.compile(r"(?:关于)?(?P<province>[\u4e00-\u9fff]{2,8}?(?:省|自治区|市))")
_UNSPECIFIC = frozenset({"市辖区", "县", "省直辖行政单位", "省直辖县级行政单位", "自治区直辖县级行政单位"})


@dataclass(frozen=True, slots=True)
class Former:
    """A name that is gone: `path` the names above it then, `until` its last year, `target` the code of today."""

    name: str
    path: tuple[str, ...]
    since: int | None
    until: int
    target: str
    old_code: str


@dataclass
class History:
    """Follows changes against today's divisions."""

    current: Mapping[str, Row]
    changes: tuple[Change, ...]
    dropped: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._next: dict[tuple[str, str], list[Change]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._began: dict[tuple[str, str], int] = {}
        for change in self.changes:
            if change.kind != _REASSIGNED and change.old_code and change.new_name:
                self._next[(change.old_code, change.old_name)].append(change)
            if change.new_code and change.new_name != change.old_name:
                self._began[(change.new_code, change.new_name)] = change.year
        for row in self.current.values():
            for name in (row.name, *short_forms(row.name, level_of(row.code))):
                self._named[(row.code[:2], name)].append(row.code)

    def since(self, code: str) -> int | None:
        """The first year of a present name, if a change gave it."""
        return self._began.get((code, self.current[code].name))

    def former(self) -> Iterator[Former]:
        """Each former name and place with the code of today; what leads nowhere is in `dropped`."""
        seen: set[tuple[str, tuple[str, ...], str]] = set()
        for change in reversed(self.changes):
            for name, path, code in self._old_sides(change):
                target = self._target(change, name)
                if target is None:
                    self.dropped.append(change)
                    continue
                entry = Former(name, path, self._began.get((code, name)), change.year, target, code)
                if (name, path, target) not in seen and not self._still(name, path, target):
                    seen.add((name, path, target))
                    yield entry

    def _old_sides(self, change: Change) -> Iterable[tuple[str, tuple[str, ...], str]]:
        if change.old_code and change.kind != _REASSIGNED and change.old_name not in _UNSPECIFIC:
            return [(change.old_name, self._path(change), change.old_code)]
        found = _FOUNDED.search(change.detail) if change.curated and not change.old_code else None
        province = _PROVINCE.match(change.detail)
        if found and province:
            return [(found["old"], (province["province"],), "")]
        return []

    def _path(self, change: Change) -> tuple[str, ...]:
        """The names above the old side. Hand-written entries put the province into the prefecture, or leave it out."""
        top = self.current.get(change.old_code[:2] + "0000")
        path = [*dict.fromkeys(change.old_path[:-1])]
        if top is not None and change.old_code[2:] != "0000":
            path = [part.removeprefix(top.name) or part for part in path if part != top.name]
            path.insert(0, top.name)
        return tuple(path)

    def _target(self, change: Change, name: str) -> str | None:
        """The code of today at the end of the trail that begins with a change, each step of it plausible."""
        if not change.old_code:
            found = _FOUNDED.search(change.detail)
            province = next(
                (r.code for r in self.current.values() if r.name in change.detail[:12] and not r.parent), ""
            )
            return self._unique(province[:2], found["new"]) if found and province else None
        seen: set[int] = set()
        while self._plausible(change):
            code, name = change.new_code or change.old_code, change.new_name or name
            if code in self.current and self.current[code].name == name:
                return code
            following = [c for c in self._next[(code, name)] if c.year >= change.year and id(c) not in seen]
            if not following:
                return self._unique(code[:2], name)
            change = following[0]
            seen.add(id(change))
        return None

    def _unique(self, province: str, name: str) -> str | None:
        for form in (name, *short_forms(name, "county"), *short_forms(name, "prefecture")):
            codes = self._named.get((province, form), [])
            if len(codes) == 1:
                return codes[0]
        return None

    def _plausible(self, change: Change) -> bool:
        """Whether the two sides look like one place: by a person's word, the code, the name's stem, the prefecture."""
        code, successor = change.old_code, change.new_code or change.old_code
        if change.curated or code == successor or not change.new_name:
            return True
        if code[:2] == successor[:2] and (change.kind in _EXPLICIT or code.endswith("00") or code[:2] in _MUNICIPAL):
            return True
        if set(self._stems(change.old_name)) & set(self._stems(change.new_name)):
            return True
        above = {stem for part in change.old_path[1:-1] for stem in self._stems(part)}
        now = {stem for part in change.new_path[1:] for stem in self._stems(part)}
        return bool(above & now)

    def _still(self, name: str, path: tuple[str, ...], target: str) -> bool:
        """Whether the name is that of the target, or of its neighbour, still today, under the same names above."""
        names = [self.current[target].name]
        above = self.current[target].parent
        upper: list[str] = []
        while above:
            upper.insert(0, self.current[above].name)
            above = self.current[above].parent
        beside = [r.name for r in self.current.values() if r.parent == self.current[target].parent]
        return tuple(upper) == path and name in (*names, *beside)

    @staticmethod
    def _stems(name: str) -> list[str]:
        return [name, *short_forms(name, "county"), *short_forms(name, "prefecture")]
