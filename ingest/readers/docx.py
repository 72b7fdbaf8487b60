"""Word documents (.docx): paragraphs, headings, list items and table rows in document order, numbers restored.

The XML is walked directly, as the library's own iteration leaves out insertions under revision, content controls and
text boxes. Its parser resolves no entities.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx as python_docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.content import BlockKind, Document
from ingest.readers import faults
from ingest.readers.archive import open_checked
from ingest.readers.blocks import BlockList, line_kind
from ingest.readers.docx_numbering import Numbering
from ingest.readers.limits import ReadLimits
from ingest.readers.wrapped import joined

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
_CONTENTS_STYLES = ("toc ", "目录")
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_BODY_LEVEL = 9
_MAX_DEPTH = 20


def read_docx(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A .docx file; headers, footers, tables of contents, hidden and deleted text are left out.

    A table row is one block, its cells joined by tabs; a merged cell has its text once and empty places after. Foot and
    end notes follow the paragraph or row that refers to them. Raises UnreadableFile if there is no text, TooLarge
    beyond `limits.max_characters`.
    """
    open_checked(data, name, "docx", limits).close()
    with faults.guard(name, "docx"):
        document = python_docx.Document(io.BytesIO(data))
        walker = _Walker(document, name, limits)
        walker.walk(document.element.body, 0)
    if not walker.out.blocks:
        raise faults.no_text(name)
    return Document(name, walker.out.text, tuple(walker.out.blocks))


class _Styles:
    """What paragraph styles say, by style id; a style says what those say that it is based on."""

    def __init__(self, styles: Any) -> None:
        self._by_id = {style.get(qn("w:styleId")): style for style in styles.iterchildren(qn("w:style"))}
        self._kinds: dict[str | None, BlockKind | None] = {}

    def kind(self, style_id: str | None) -> BlockKind | None:
        """Heading or list item; None for body text."""
        if style_id not in self._kinds:
            self._kinds[style_id] = next(filter(None, map(_style_kind, self._chain(style_id))), None)
        return self._kinds[style_id]

    def is_contents(self, style_id: str | None) -> bool:
        """Whether it is an entry of a table of contents."""
        return any(_style_name(style).startswith(_CONTENTS_STYLES) for style in self._chain(style_id))

    def numbering(self, style_id: str | None) -> tuple[str, str] | None:
        """(list id, id of the style that says so), if paragraphs of the style are numbered."""
        for style in self._chain(style_id):
            number = _list_id(style.find(qn("w:pPr")))
            if number is not None:
                return number, style.get(qn("w:styleId"))
        return None

    def _chain(self, style_id: str | None) -> Iterator[Any]:
        for _ in range(_MAX_DEPTH):
            style = self._by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = _value(style, "w:basedOn")


def _style_name(style: Any) -> str:
    return (_value(style, "w:name") or "").lower()


def _style_kind(style: Any) -> BlockKind | None:
    properties = style.find(qn("w:pPr"))
    if _style_name(style).startswith(_HEADING_STYLES) or _outline_level(properties) is not None:
        return "heading"
    return "list_item" if _style_name(style).startswith("list") or _list_id(properties) else None


class _Walker:
    """Goes through block-level content and collects blocks."""

    def __init__(self, document: Any, name: str, limits: ReadLimits) -> None:
        self.out = BlockList()
        self._styles, self._name, self._limits = _Styles(document.styles.element), name, limits
        self._numbering = Numbering(_related(document, "numbering"))
        self._notes = {kind: _related(document, kind) for kind in _NOTES.values()}
        self._unfinished = ""

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
        properties = paragraph.find(qn("w:pPr"))
        text = self._unfinished + self._numbered_text(paragraph, properties).strip()
        self._unfinished = text if _mark_is_deleted(properties) else ""
        if text and not self._unfinished and not self._styles.is_contents(_value(properties, "w:pStyle")):
            kind = self._kind(properties, text)
            self._add(joined(text, heading=kind == "heading"), kind)
        self._asides(paragraph, depth)

    def _numbered_text(self, paragraph: Any, properties: Any) -> str:
        """The text behind its number. An empty numbered paragraph counts, too, and shows the number alone."""
        text, style = _text(paragraph), _value(properties, "w:pStyle")
        number, level = _list_id(properties), _level(properties)
        if number is None:
            number, said_by = self._styles.numbering(style) or (None, style)
            level = self._numbering.level_of_style(number, said_by) if number and level is None else level
        return (self._numbering.next(number, level or 0) if number not in (None, "0") else "") + text.lstrip()

    def _asides(self, parent: Any, depth: int) -> None:
        """Text boxes and notes, which stand beside the text."""
        if depth >= _MAX_DEPTH:
            return
        for box in _text_boxes(parent):
            self.walk(box, depth + 1)
        for tag, kind in _NOTES.items():
            for reference in parent.iter(tag):
                self._note(kind, reference.get(qn("w:id")), depth)

    def _note(self, kind: str, note_id: str | None, depth: int) -> None:
        notes = self._notes[kind]
        for note in notes.iterchildren() if notes is not None else ():
            if note.get(qn("w:id")) == note_id:
                self.walk(note, depth + 1)

    def _kind(self, properties: Any, text: str) -> BlockKind:
        styled = self._styles.kind(_value(properties, "w:pStyle"))
        if styled == "heading" or _outline_level(properties) is not None:
            return "heading"
        plain = line_kind(text)
        own = _list_id(properties)
        if plain == "paragraph" and own != "0" and (own or styled == "list_item"):
            return "list_item"
        return plain

    def _table(self, table: Any, depth: int) -> None:
        rows = [row for row in _unwrapped(table) if row.tag == _TR and not _is_deleted(row)]
        framed = all(sum(cell.tag == _TC for cell in _unwrapped(row)) <= 1 for row in rows)
        for row in rows:
            cells = [cell for cell in _unwrapped(row) if cell.tag == _TC]
            if framed and depth < _MAX_DEPTH:
                # One column is a frame around text, not a table.
                for cell in cells:
                    self.walk(cell, depth + 1)
                continue
            self._add("\t".join(self._cells(cells)).rstrip("\t"), "table_row")
            self._asides(row, depth)
            if depth < _MAX_DEPTH:
                for inner in (e for cell in cells for e in _unwrapped(cell) if e.tag == _TBL):
                    self._table(inner, depth + 1)

    def _cells(self, cells: list[Any]) -> Iterator[str]:
        """A row's texts, column by column: a merged cell's text once, then empty texts for the places it covers."""
        for cell in cells:
            properties = cell.find(qn("w:tcPr"))
            merge = None if properties is None else properties.find(qn("w:vMerge"))
            continued = merge is not None and merge.get(_VAL) != "restart"
            yield "" if continued else self._cell_text(cell)
            span = _value(properties, "w:gridSpan") or "1"
            for _ in range(min(int(span), 1000) - 1 if span.isdecimal() else 0):
                yield ""

    def _cell_text(self, cell: Any) -> str:
        """A cell's paragraphs as one line, because a line break would end the row."""
        text = ""
        for paragraph in (element for element in _unwrapped(cell) if element.tag == _P):
            own = self._numbered_text(paragraph, paragraph.find(qn("w:pPr")))
            own = " ".join(own.split("\t")).replace("\n", " ").strip()
            text += (" " if text and own and text[-1] not in "、，；：（" else "") + own
        return text


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
        if run.tag != _RUN or _is_hidden(run):
            continue
        for piece in run.iterchildren():
            if piece.tag == _T:
                parts.append(piece.text or "")
            elif piece.tag in _BREAKS and piece.get(qn("w:type")) not in ("page", "column"):
                parts.append(_BREAKS[piece.tag])
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    vanish = None if properties is None else properties.find(qn("w:vanish"))
    return vanish is not None and vanish.get(_VAL) not in {"0", "false", "off"}


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


def _value(parent: Any, tag: str) -> str | None:
    element = None if parent is None else parent.find(qn(tag))
    return None if element is None else element.get(_VAL)


def _outline_level(properties: Any) -> int | None:
    """0 to 8 for headings; level 9 is body text."""
    level = _value(properties, "w:outlineLvl")
    return int(level) if level and level.isdecimal() and int(level) < _BODY_LEVEL else None


def _list_id(properties: Any) -> str | None:
    """The list a paragraph or style says it belongs to; "0" switches an inherited one off."""
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    return None if numbering is None else _value(numbering, "w:numId")


def _level(properties: Any) -> int | None:
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    level = _value(numbering, "w:ilvl")
    return int(level) if level and level.isdecimal() else None


def _related(document: Any, kind: str) -> Any | None:
    """The root of the part of that kind that belongs to the document, parsed without resolving entities."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return parse_xml(relation.target_part.blob)
    return None


def _mark_is_deleted(properties: Any) -> bool:
    """Whether the end of the paragraph was deleted under revision, so that it goes on in the next one."""
    mark = None if properties is None else properties.find(qn("w:rPr"))
    return mark is not None and mark.find(qn("w:del")) is not None


def _is_deleted(row: Any) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and properties.find(qn("w:del")) is not None
