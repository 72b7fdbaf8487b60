"""Word documents (.docx): paragraphs, headings, list items and table rows in document order.

The XML is walked directly, as the library's own iteration leaves out insertions under revision, content controls and
text boxes. Its parser resolves no entities.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from ingest.content import BlockKind, Document
from ingest.readers import faults
from ingest.readers.archive import open_checked
from ingest.readers.blocks import BlockList, line_kind
from ingest.readers.limits import ReadLimits

_P, _TBL, _TR, _TC, _T = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "t"))
_VAL = qn("w:val")
# Wrappers whose content belongs to the text: content controls, custom XML, smart tags, insertions, moves to here.
_TRANSPARENT = frozenset(
    qn(f"w:{tag}") for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple")
)
_RUN = qn("w:r")
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_TEXT_BOX = qn("w:txbxContent")
_HEADING_STYLES = ("heading", "标题", "title", "副标题", "subtitle")
_BODY_LEVEL = 9
_MAX_DEPTH = 20


def read_docx(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A .docx file; headers, footers, notes and deleted text are left out.

    A table row is one block, its cells joined by tabs; a merged cell has its text once and empty places after. Raises
    UnreadableFile if there is no text, TooLarge beyond `limits.max_characters`.
    """
    open_checked(data, name, "docx", limits).close()
    with faults.guard(name, "docx"):
        document = python_docx.Document(io.BytesIO(data))
        walker = _Walker(_Styles(document.styles.element), name, limits)
        walker.walk(document.element.body, 0)
    if not walker.out.blocks:
        raise faults.no_text(name)
    return Document(name, walker.out.text, tuple(walker.out.blocks))


class _Styles:
    """Which paragraph styles make a heading or a list item, by style id."""

    def __init__(self, styles: Any) -> None:
        self._by_id = {style.get(qn("w:styleId")): style for style in styles.iterchildren(qn("w:style"))}
        self._kinds: dict[str | None, BlockKind | None] = {}

    def kind(self, style_id: str | None) -> BlockKind | None:
        """Heading or list item; None for body text. Follows the styles it is based on."""
        if style_id not in self._kinds:
            self._kinds[style_id] = self._find(style_id)
        return self._kinds[style_id]

    def _find(self, style_id: str | None) -> BlockKind | None:
        for _ in range(_MAX_DEPTH):
            style = self._by_id.get(style_id)
            if style is None:
                return None
            name = (_value(style, "w:name") or "").lower()
            properties = style.find(qn("w:pPr"))
            if name.startswith(_HEADING_STYLES) or _outline_level(properties) is not None:
                return "heading"
            if name.startswith("list") or _numbered(properties):
                return "list_item"
            style_id = _value(style, "w:basedOn")
        return None


class _Walker:
    """Goes through block-level content and collects blocks."""

    def __init__(self, styles: _Styles, name: str, limits: ReadLimits) -> None:
        self.out = BlockList()
        self._styles, self._name, self._limits = styles, name, limits

    def walk(self, parent: Any, depth: int) -> None:
        for element in _unwrapped(parent):
            if element.tag == _P:
                self._paragraph(element, depth)
            elif element.tag == _TBL:
                self._table(element, depth)

    def _add(self, text: str, kind: BlockKind) -> None:
        self.out.add(text, kind)
        if self.out.length > self._limits.max_characters:
            most = self._limits.max_characters
            raise faults.too_large(self._name, "字符数", "number of characters", most, ("个", "characters"))

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        text = _text(paragraph).strip()
        if text:
            self._add(text, self._kind(paragraph, text))
        self._text_boxes(paragraph, depth)

    def _text_boxes(self, parent: Any, depth: int) -> None:
        if depth < _MAX_DEPTH:
            for box in _text_boxes(parent):
                self.walk(box, depth + 1)

    def _kind(self, paragraph: Any, text: str) -> BlockKind:
        properties = paragraph.find(qn("w:pPr"))
        styled = self._styles.kind(_value(properties, "w:pStyle"))
        if styled == "heading" or _outline_level(properties) is not None:
            return "heading"
        if styled == "list_item" or _numbered(properties):
            return "list_item"
        return line_kind(text)

    def _table(self, table: Any, depth: int) -> None:
        for row in _unwrapped(table):
            if row.tag == _TR:
                self._add("\t".join(_cells(row)).rstrip("\t"), "table_row")
                self._text_boxes(row, depth)


def _unwrapped(parent: Any) -> Iterator[Any]:
    """Children, with wrappers replaced by what they hold."""
    for child in parent.iterchildren():
        if child.tag in _TRANSPARENT:
            yield from _unwrapped(child)
        else:
            yield child


def _text(paragraph: Any) -> str:
    """The text of a paragraph's runs; that of deletions, field codes and text boxes is not in them."""
    parts: list[str] = []
    for run in _unwrapped(paragraph):
        if run.tag != _RUN:
            continue
        for piece in run.iterchildren():
            if piece.tag == _T:
                parts.append(piece.text or "")
            elif piece.tag in _BREAKS and piece.get(qn("w:type")) not in ("page", "column"):
                parts.append(_BREAKS[piece.tag])
    return "".join(parts)


def _text_boxes(parent: Any) -> Iterator[Any]:
    """Text boxes inside, each once: a drawing and its fallback for old versions hold the same text."""
    for child in parent.iterchildren():
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag == _ALTERNATE:
            chosen = child.find(_CHOICE)
            yield from _text_boxes(child if chosen is None else chosen)
        elif child.tag not in (qn("w:del"), qn("w:moveFrom")):
            yield from _text_boxes(child)


def _cells(row: Any) -> Iterator[str]:
    """A row's texts, column by column: of a merged cell the text once, then empty texts for the places it covers."""
    for cell in _unwrapped(row):
        if cell.tag != _TC:
            continue
        properties = cell.find(qn("w:tcPr"))
        merge = None if properties is None else properties.find(qn("w:vMerge"))
        continued = merge is not None and merge.get(_VAL) != "restart"
        yield "" if continued else _cell_text(cell, 0)
        span = _value(properties, "w:gridSpan") or "1"
        for _ in range(min(int(span), 1000) - 1 if span.isdecimal() else 0):
            yield ""


def _cell_text(cell: Any, depth: int) -> str:
    """A cell's paragraphs and nested tables as one line, because a line break would end the row."""
    texts: list[str] = []
    for element in _unwrapped(cell):
        if element.tag == _P:
            texts.append(_text(element))
        elif element.tag == _TBL and depth < _MAX_DEPTH:
            rows = (row for row in _unwrapped(element) if row.tag == _TR)
            texts.extend(_cell_text(c, depth + 1) for row in rows for c in _unwrapped(row) if c.tag == _TC)
    return " ".join(" ".join(texts).split("\t")).replace("\n", " ").strip()


def _value(parent: Any, tag: str) -> str | None:
    element = None if parent is None else parent.find(qn(tag))
    return None if element is None else element.get(_VAL)


def _outline_level(properties: Any) -> int | None:
    """0 to 8 for headings; level 9 is body text."""
    level = _value(properties, "w:outlineLvl")
    return int(level) if level and level.isdecimal() and int(level) < _BODY_LEVEL else None


def _numbered(properties: Any) -> bool:
    """Whether numbering applies; number 0 switches an inherited one off."""
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    return numbering is not None and _value(numbering, "w:numId") not in (None, "0")
