"""Which table kind a sheet is, and where its header stands: by headings first, then by what the columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.mapping.contents import CONFIDENCE as CONTENT
from ingest.mapping.contents import Shapes, by_content
from ingest.mapping.corrections import Correction, structural_header
from ingest.mapping.definition import ColumnSpec, TableSpec
from ingest.mapping.grid import Grid, text_of
from ingest.mapping.headings import (
    clean,
    cores,
    first_of,
    forms,
    lookup_forms,
    of_another,
    of_person,
    of_title,
    of_unit,
    resembles,
)
from ingest.mapping.layout import Heading, Label, Layout, headers, labels
from ingest.mapping.loading import table, tables
from ingest.mapping.rows import is_index
from ingest.mapping.shapes import PLAIN, TELLING, records, shapes
from ingest.mapping.titles import employer_above
from ingest.mapping.values.units import is_employer

SEARCHED_ROWS = 30
MIN_KNOWN = 3  # known columns, the key among them
MIN_PLAIN_LIST = 2  # columns of a list that asks for nothing else and has a title that says its kind
_REMARKS = frozenset({"备注", "说明", "附注"})
MIN_SHARE = 0.4  # of all headings, unless this many are known:
CERTAIN = 8
MIN_PLAIN = 3  # columns of names, posts or days below headings that nobody knows
MAX_UNLIKE = 1  # headings that belong to another kind
SAID = 1.5  # what a title or sheet name that says the kind counts, in columns
_ASIDE = re.compile(r"[（(](?:含|包括|不含|包含)[^（）()]*[)）]")  # （含柔性引进）: some of the rows
CONFIDENCE = {"heading": 1.0, "ending": 0.8, "likeness": 0.7}


@dataclass(frozen=True, slots=True)
class _Candidate:
    layout: Layout
    score: float


def recognise(grid: Grid, *, names: Iterable[str] = (), correction: Correction | None = None) -> Layout | None:
    """The best layout, or None if no table kind fits well enough. Of equals, the header of fewer rows and higher up.

    `names` are the sheet's and the file's; a correction overrides what is found."""
    if correction and correction.table is not None:
        return _corrected(grid, correction)
    told = correction or Correction("")
    best: dict[str, _Candidate] = {}
    structural = structural_header(grid)
    for number in grid.numbers[:SEARCHED_ROWS]:
        said = _titles(grid, number, names)
        for header in headers(grid, number, known_words()):
            if told.header_rows not in ((), header):
                continue
            for spec in tables():
                found = _candidate(grid, spec, header, structural, said, told)
                if found and (spec.stem not in best or _better(found, best[spec.stem])):
                    best[spec.stem] = found
    if not best:
        return None
    order = sorted(best.values(), key=lambda c: (-c.score, c.layout.table.variant, c.layout.header_rows))
    rival = next((c.score for c in order[1:] if c.layout.table.entity != order[0].layout.table.entity), 0.0)
    return replace(order[0].layout, confidence=_certainty(order[0], rival))


def _better(found: _Candidate, above: _Candidate) -> bool:
    """Whether a header is better than one above it, and not that one again."""
    again = [h.label for h in found.layout.headings] == [h.label for h in above.layout.headings]
    return found.score > above.score and not again


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every heading that any kind knows, and the lower parts of those below another."""
    whole = {form for spec in tables() for form in spec.by_heading}
    return frozenset(
        whole | {part for form in whole for part in form.split("/")} | {"名称", "年份", "年度", "起", "止"}
    )


def _titles(grid: Grid, number: int, names: Iterable[str]) -> str:
    above = [row for row in grid.numbers if row < number]
    texts = (text_of(grid.raw(row, column)) for row in above for column in grid.filled(row)[:3])
    return _ASIDE.sub("", clean("".join((*names, *texts))))


def _candidate(
    grid: Grid, spec: TableSpec, header: tuple[int, ...], structural: tuple[int, ...], said: str, told: Correction
) -> _Candidate | None:
    found = labels(grid, header)
    unlike = sum(any(form in spec.unlike for form in _heads(label)) for label in found)
    if unlike > MAX_UNLIKE:
        return None
    exact = _by_heading(spec, found)
    if not exact and header != structural:
        return None
    columns = _understood(spec, found, exact)
    if not any(h.spec for h in columns) and not _tells(grid, header[-1]):
        return None
    columns = _told(spec, by_content(spec, columns, _shapes(grid, header[-1], columns)), told)
    known = {h.spec.name: h.confidence for h in columns if h.spec}
    expected = not spec.expects or known.keys() & set(spec.expects) or _in_titles(grid, spec, header)
    enough = len(known) >= MIN_KNOWN or _is_plain_list(spec, columns, said)
    if spec.key not in known or not enough or not expected:
        return None
    if not known.keys() >= set(spec.required) and not _in_titles(grid, spec, header):
        return None
    if (key := _guessed_key(spec, columns)) and (unlike or not (_vouched(spec, key, columns) or _said(spec, said))):
        return None
    if len(known) < MIN_SHARE * len(columns) and len(known) < CERTAIN:
        return None
    score = sum(known.values()) - unlike + _said(spec, said)
    score += sum(0.5 for name in spec.required if name in known)
    return _Candidate(Layout(spec, header, columns), score)


def _heads(label: Label) -> Iterator[str]:
    """The forms of a heading, and of the one above it: 姓名 below 团长 is not the name of whom the row is about."""
    yield from forms(label.child)
    yield from forms(label.parent.rpartition("/")[2])


def _is_plain_list(spec: TableSpec, columns: tuple[Heading, ...], said: str) -> bool:
    """Whether all that a list asks for is known, names under a heading of their own among it, and its title or that
    heading says what they are: 第三批高层次人才名单 with 姓名 and 工作单位, or 专家姓名 and 工作单位."""
    asked = [h for h in columns if not is_index(h.label) and clean(h.label) not in _REMARKS]
    named = next((h for h in asked if h.spec and h.spec.name == spec.key and h.by == "heading"), None)
    if named is None or len(asked) < MIN_PLAIN_LIST or not all(h.spec for h in asked):
        return False
    experts = spec.stem == "talent" and of_person(clean(named.label.rpartition("/")[2]).removesuffix("姓名"))
    return experts or _said(spec, said) > 0


def _guessed_key(spec: TableSpec, columns: tuple[Heading, ...]) -> Heading | None:
    """The column that names the rows, if only its cells say so."""
    return next((h for h in columns if h.by in CONTENT and h.spec and h.spec.name == spec.key), None)


def _vouched(spec: TableSpec, key: Heading, columns: tuple[Heading, ...]) -> bool:
    """Whether enough speaks for a kind whose rows only cells name: what the heading calls them, numbers that only such
    rows have, or many columns."""
    known = [h.spec for h in columns if h.spec]
    numbered = any(column.parser in ("id_number", "credit_code") and not column.describes for column in known)
    people = spec.entity == "Talent" and of_person(clean(key.label.rpartition("/")[2]))
    return numbered or people or len(known) > MIN_KNOWN


def _in_titles(grid: Grid, spec: TableSpec, header: tuple[int, ...]) -> bool:
    """Whether titles say what a sheet of this kind must say: employers above their posts."""
    columns = [spec.columns[name] for name in spec.sections if name in spec.expects]
    alone = ((row, grid.filled(row)) for row in grid.numbers if row > header[-1])
    grouped = any(len(cells) == 1 and is_employer(text_of(grid.raw(row, cells[0])).strip()) for row, cells in alone)
    return any(
        column.parser == "owners" and (grouped or employer_above(grid, header[0], column.relation))
        for column in columns
    )


def _tells(grid: Grid, last: int) -> bool:
    """Whether the cells below a header of unknown words alone tell what they are: numbers of a kind, or several columns
    of names, posts, days."""
    found = [set(_cached_shapes(grid, last, column)) for column in range(grid.width)]
    return any(TELLING & shapes for shapes in found) or sum(bool(PLAIN & shapes) for shapes in found) >= MIN_PLAIN


def _said(spec: TableSpec, said: str) -> float:
    """What titles and names say for a kind; for a narrower kind (柔性引才名录 is a 人才名录 too) a little more."""
    return SAID + 0.25 * spec.variant if any(title in said for title in spec.titles) else 0.0


def _by_heading(spec: TableSpec, found: list[Label]) -> dict[int, ColumnSpec]:
    exact = {}
    for label in found:
        hit = next((spec.by_heading[f] for f in lookup_forms(label.parent, label.child) if f in spec.by_heading), None)
        hit = hit or _of_described(spec, label)
        if hit:
            exact[label.index] = hit
    return exact


def _of_described(spec: TableSpec, label: Label) -> ColumnSpec | None:
    """The column for the unit or the title of someone who stands above both: 领衔专家 over 姓名, 工作单位, 职称."""
    above = forms(label.parent.rpartition("/")[2])
    whose = next((spec.by_heading[form] for form in above if form in spec.by_heading), None)
    if whose is None or not (of_unit(label.child) or of_title(label.child)):
        return None
    wanted = "workplace" if of_unit(label.child) else "titles"
    return next((c for c in spec.columns.values() if whose.name in c.describes and c.parser == wanted), None)


def _understood(spec: TableSpec, found: list[Label], exact: Mapping[int, ColumnSpec]) -> tuple[Heading, ...]:
    """The columns with what they are taken for. Endings and likeness count only for what no heading names exactly."""
    taken = {column.name for column in exact.values()}
    columns = []
    for label in found:
        hit, by = exact.get(label.index), "heading"
        if hit is None:
            hit, by = _by_ending(spec, label, taken)
        taken.update([hit.name] if hit else [])
        confidence = CONFIDENCE[by] if hit else 0.0
        columns.append(Heading(label.index, label.text, label.parent, hit, confidence, by if hit else ""))
    return tuple(columns)


def _by_ending(spec: TableSpec, label: Label, taken: set[str]) -> tuple[ColumnSpec | None, str]:
    own = forms(label.child)
    if of_another(label.text):
        return None, ""
    whole = lookup_forms(label.parent, label.child)
    first = next((spec.by_heading[head] for form in whole if (head := first_of(form)) in spec.by_heading), None)
    for end, column in spec.by_suffix.items():
        if column.name not in taken and any(form.endswith(end) for form in whole):
            # 岗位名称及需求数 is about the posts, whatever else its cells give.
            ahead = first and first.name not in taken and column.name != spec.key
            return (first if ahead else column), "ending"
    if first and first.name not in taken:
        return first, "ending"
    for form in (reduced for whole_form in whole for reduced in cores(whole_form)):
        core = spec.by_heading.get(form) or next((c for e, c in spec.by_suffix.items() if form.endswith(e)), None)
        if core and core.name not in taken:
            return core, "ending"
    for known, column in spec.by_heading.items():
        if column.name not in taken and any(resembles(form, known) for form in own):
            return column, "likeness"
    return None, ""


def _shapes(grid: Grid, last: int, columns: tuple[Heading, ...]) -> Shapes:
    return {h.index: _cached_shapes(grid, last, h.index) for h in columns if not is_index(h.label)}


def _cached_shapes(grid: Grid, last: int, column: int) -> tuple[str, ...]:
    key = (last, column)
    rows = grid.records[last] = grid.records.get(last) or records(grid, last)
    if key not in grid.shapes:
        heading = text_of(grid.raw(last, column)).strip()
        own = [row for row in rows if not heading or text_of(grid.raw(row, column)).strip() != heading]
        grid.shapes[key] = shapes(grid, own, column)
    return grid.shapes[key]


def _certainty(best: _Candidate, rival: float) -> float:
    """How sure the kind is: how well its columns are known, how many of the sheet's are, and how far the next kind is
    behind."""
    columns = [h for h in best.layout.headings if not is_index(h.label)]
    known = [h.confidence for h in columns if h.spec]
    share = len(known) / len(columns) if columns else 0.0
    lead = min(1.0, max(0.0, best.score - rival) / max(1.0, best.score) * 2)
    return round(0.99 * sum(known) / len(known) * (0.5 + 0.3 * share + 0.2 * lead), 2)


def _corrected(grid: Grid, correction: Correction) -> Layout | None:
    """The layout that a person gave; what the correction does not say is found as usual."""
    if not correction.table:
        return None  # a sheet that is not to be loaded
    spec = table(correction.table)
    rows = [correction.header_rows] if correction.header_rows else [
        header for number in grid.numbers[:SEARCHED_ROWS] for header in headers(grid, number, known_words())
    ]  # fmt: skip
    best: tuple[float, Layout] | None = None
    for header in rows:
        found = labels(grid, header)
        columns = _understood(spec, found, _by_heading(spec, found))
        columns = by_content(spec, columns, _shapes(grid, header[-1], columns))
        columns = _told(spec, columns, correction)
        score = sum(h.confidence for h in columns if h.spec)
        if any(h.spec and h.spec.name == spec.key for h in columns) and (best is None or score > best[0]):
            best = (score, Layout(spec, header, columns))
    return best[1] if best else None


def _told(spec: TableSpec, columns: tuple[Heading, ...], correction: Correction) -> tuple[Heading, ...]:
    """The columns as a person said. What was taken for the same by other than its very heading is none any more."""
    named = {correction.columns[h.label] for h in columns if h.label in correction.columns} - {None}
    return tuple(_as_told(spec, heading, correction, named) for heading in columns)


def _as_told(spec: TableSpec, heading: Heading, correction: Correction, named: set[str | None]) -> Heading:
    if heading.label in correction.columns:
        name = correction.columns[heading.label]
        return replace(heading, spec=spec.columns.get(name) if name else None, confidence=1.0, by="correction")
    guessed = heading.spec is not None and (heading.by != "heading" or heading.spec.name == spec.key)
    if guessed and heading.spec and heading.spec.name in named:
        return replace(heading, spec=None, confidence=0.0, by="")
    return heading
