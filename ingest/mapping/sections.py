"""What holds for the rows below a group's title: the county, the team or the employer that only the title names."""

from __future__ import annotations

import re

from ingest.mapping.grid import Grid
from ingest.mapping.layout import Heading, Layout
from ingest.mapping.record import Entry, Record
from ingest.mapping.titles import employer_above
from ingest.mapping.values import PARSERS, Cell, Link, Parsed, Thing
from ingest.mapping.values.bodies import is_team
from ingest.mapping.values.units import is_employer
from ingest.mapping.whereabouts import Whereabouts
from ingest.reference.model import Region

_NUMBER = re.compile(
    r"^(?:[(（【]?[一二三四五六七八九十]{1,3}[)）】、.．]|第[一二三四五六七八九十]{1,3}[组部]分?[:：、]?|[表附]件?[一二三四五六七八九十\d]+[:：、]?|\d{1,2}[、.．])\s*"
)
_COUNT = re.compile(r"[(（]?\s*(?:共|计)?\s*\d+\s*[个家人名项户支所]?\s*[)）]?$")
GROUP = "分组标题"  # stands for a heading in passages


class Sections:
    """The group of rows that a reader is in, and what the lines above the table say of all its rows."""

    def __init__(self, grid: Grid, layout: Layout, whereabouts: Whereabouts) -> None:
        self._whereabouts = whereabouts
        self._title = ""
        columns = (layout.table.columns[name] for name in layout.table.sections if layout.heading(name) is None)
        self._employers = {
            column.name: employer_above(grid, layout.header_rows[0], column.relation)
            for column in columns
            if column.parser in ("workplace", "owners")
        }

    def enter(self, title: str) -> None:
        """From here on the rows are those of another group."""
        self._title = _COUNT.sub("", _NUMBER.sub("", title.strip())).strip("【】[]：:《》 ")
        self._whereabouts.enter(self._title)

    def fill(self, record: Record) -> None:
        """Gives a record what its group says and its own cells do not."""
        for name in record.layout.table.sections:
            spec = record.layout.table.columns[name]
            if any(link.relation == spec.relation for entry in record.entries for link in entry.parsed.links):
                continue
            heading, text, parsed = Heading(0, GROUP, "", spec), self._title, Parsed()
            if spec.parser == "region":
                region = self._whereabouts.county()
                text, parsed = (region.name, _in(region, str(spec.relation))) if region else ("", parsed)
            elif spec.parser == "platforms":
                parsed = PARSERS[spec.parser](Cell.of(text, spec)) if is_team(text) else parsed
            elif text := text if is_employer(text) else self._employers.get(name, ""):
                parsed = PARSERS[spec.parser](Cell.of(text, spec))
            if parsed.links:
                record.entries.append(Entry(heading, text, parsed, False))


def _in(region: Region, relation: str) -> Parsed:
    return Parsed(links=(Link(relation, Thing("Region", region.name, facts=(("code", region.code),))),))
