"""What the table library does not tell of an xlsx sheet: how far it extends, its errors, its formulas without value.

The library allocates the whole rectangle between the first and the last value, so that two cells in a file of 1 KiB can
take all memory: the extent must be known before. The library also accepts XML that is not well-formed; a parser that
does not sees the same cells only because it refuses such files.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from functools import partial
from typing import IO
from xml.parsers import expat

from defusedxml import ElementTree

from ingest.readers.cells import FormulaError, FormulaWithoutValue, Position

_DIGITS = "0123456789"
_BEYOND = 10**9
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONSHIP_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class SheetScan:
    """The last row and column that hold something, both from 1, and special cells by (row from 1, column from 0)."""

    rows: int = 0
    columns: int = 0
    special: dict[Position, str] = field(default_factory=dict)


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The container's part for each sheet name; raises ValueError if a name or a link is there twice.

    Targets are resolved as the library does it, so that what is scanned is what is read.
    """
    names = {name.lower(): name for name in archive.namelist()}
    targets: dict[str, str] = {}
    for link in ElementTree.fromstring(archive.read(names["xl/_rels/workbook.xml.rels"])):
        _put(targets, link.get("Id", ""), link.get("Target", ""))
    parts: dict[str, str] = {}
    for element in ElementTree.fromstring(archive.read(names["xl/workbook.xml"])).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            target = targets.get(element.get(_RELATIONSHIP) or element.get(_RELATIONSHIP_STRICT) or "", "")
            path = target.lstrip("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"
            _put(parts, element.get("name", ""), names.get(path.lower(), ""))
    return parts


def _put(into: dict[str, str], key: str, value: str) -> None:
    if key in into:
        raise ValueError(f"{key} is there twice")
    into[key] = value


def check_counts(archive: zipfile.ZipFile) -> None:
    """Raise ValueError if a table of strings or styles announces more entries than its bytes can hold.

    The library allocates memory for as many as are announced, and ends the process if there is not so much.
    """
    for part in archive.infolist():
        if part.filename.lower().endswith(("sharedstrings.xml", "styles.xml")):
            parser = expat.ParserCreate()
            parser.ordered_attributes = True
            parser.StartElementHandler = partial(_check_count, part.file_size)
            with archive.open(part) as stream:
                parser.ParseFile(stream)


def _check_count(most: int, tag: str, attributes: list[str]) -> None:
    for name in ("count", "uniqueCount") if attributes else ():
        number = _attribute(attributes, name)
        if number and _number(number) > most:
            raise ValueError(f"{tag} announces {number[:20]} entries")


def scan_sheet(archive: zipfile.ZipFile, part: str) -> SheetScan:
    """Scan one sheet; cells that are only formatted do not count. Raises expat.ExpatError on XML in disorder."""
    scanner = _Scanner()
    with archive.open(part) as stream:
        return scanner.scan(stream)


class _Scanner:
    """Reads a sheet's XML once. Written for speed: the handlers run for each cell, and are set only where needed."""

    def __init__(self) -> None:
        self._scan = SheetScan()
        self._kinds: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        # Rows from 1 and columns from 0; where the file gives no positions they are counted.
        self._row, self._column, self._cell_row = 0, -1, 0
        self._digits, self._digits_row = "", 0  # the last row number read, as text and as number
        self._attributes: list[str] = []
        self._formula: list[str] = []
        self._value: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start

    def scan(self, stream: IO[bytes]) -> SheetScan:
        self._parser.ParseFile(stream)
        return self._scan

    def _start(self, tag: str, attributes: list[str]) -> None:
        kind = self._kinds.get(tag)
        if kind is None:
            kind = self._kinds[tag] = tag.rpartition(":")[2]
        if kind == "c":
            self._attributes = attributes
            reference = attributes[1] if attributes and attributes[0] == "r" else _attribute(attributes, "r")
            self._place(reference)
        elif kind == "v" or kind == "is" or kind == "f":  # faster than a look into a set
            scan = self._scan
            if self._cell_row > scan.rows:
                scan.rows = self._cell_row
            if self._column >= scan.columns:
                scan.columns = self._column + 1
            if kind == "f" or self._formula or "e" in self._attributes:
                self._collect(kind)
        elif kind == "row":
            number = _attribute(attributes, "r")
            self._row = _number(number) if number else self._row + 1
            self._column = -1

    def _place(self, reference: str) -> None:
        """Take the cell's position from its reference (`B12`), or count."""
        if not reference:
            self._column += 1
            self._cell_row = self._row
            return
        letters = reference.rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column(letters)
        self._column = column
        digits = reference[len(letters) :]
        if digits != self._digits:
            self._digits, self._digits_row = digits, _number(digits)
        self._cell_row = self._digits_row

    def _collect(self, kind: str) -> None:
        """From here to the cell's end the text matters too."""
        self._value = []
        if kind == "f":
            self._formula = ["="]
        self._parser.CharacterDataHandler = (self._formula if kind == "f" else self._value).append
        self._parser.EndElementHandler = self._end

    def _end(self, tag: str) -> None:
        self._parser.CharacterDataHandler = None
        if self._kinds.get(tag) != "c":
            return
        self._parser.EndElementHandler = None
        value, kind = "".join(self._value).strip(), _attribute(self._attributes, "t")
        position = (self._cell_row, self._column)
        if kind == "e" and value:
            self._scan.special[position] = FormulaError(value)
        elif self._formula and not value and kind != "str":
            # A text result may be empty, as that of =IF(A1="","",A1): that is a value.
            self._scan.special[position] = FormulaWithoutValue("".join(self._formula))
        self._formula, self._value = [], []


def _attribute(attributes: list[str], name: str) -> str:
    """An attribute from the flat list of names and values; empty if it is not there."""
    for at in range(0, len(attributes), 2):
        if attributes[at] == name:
            return attributes[at + 1]
    return ""


def _number(digits: str) -> int:
    """A row's number; what is none is beyond every limit."""
    return int(digits) if digits.isdecimal() and len(digits) < 9 else _BEYOND


def _column(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26; a name too long, or none, is beyond every limit."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 4):
        return _BEYOND
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
