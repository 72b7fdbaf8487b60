"""Web pages: title, headings, paragraphs, list items and table rows of the article, each with its place in the file."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator

from ingest.content import BlockKind, Document, Origin
from ingest.readers import faults
from ingest.readers.blocks import BlockList, Strand, line_kind
from ingest.readers.encoding import decode
from ingest.readers.html_furniture import Line, Pruner, article
from ingest.readers.html_tables import grid
from ingest.readers.html_tokens import Text, part
from ingest.readers.html_tree import BLOCKS, Node, parse, text_length
from ingest.readers.limits import ReadLimits

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u200b\ufeff]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—]")
_SITE_NAME = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-(?=[^-]*(?:网|网站|门户|平台|政府)$)")
_ARTICLE = 200


def read_html(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A .html file. A table row is one block, its cells joined by tabs; a merged cell has its text once.

    Raises UnreadableFile if no text is left, TooLarge beyond `limits.max_characters`.
    """
    text, notes = decode(data, name, limits, declared=True)
    root = parse(text)
    reader = _Reader(Pruner(root), name, limits)
    reader.read(_main(root))
    lines = article(reader.lines)
    dropped = len(reader.lines) - len(lines)
    if dropped:
        notes = (*notes, f"略去网页上 {dropped} 行与正文无关的文字（导航、链接、广告、署名等）。")
    out = BlockList()
    for line in [*_title(root, lines, name, limits), *lines]:
        out.add_strand(line.strand, line.kind or line_kind(line.strand.text))
    if not out.blocks:
        raise faults.no_article(name)
    return Document(name, out.text, tuple(out.blocks), notes, Origin(text, tuple(out.pieces)))


def read_mhtml(data: bytes, name: str, limits: ReadLimits) -> Document:
    """A web page saved as one file (.mht), as some systems also export what they call .doc; only its page is read."""
    with faults.guard(name, "mht"):
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = (part for part in message.walk() if part.get_content_type() == "text/html")
        page = next((part.get_payload(decode=True) for part in parts), None)
    if not isinstance(page, bytes):
        raise faults.damaged(name, "mht", "no part is a web page")
    return read_html(page, name, limits)


def _main(root: Node) -> Node:
    """The one element that says it is the article, if there is just one; else the page."""
    for tag in ("article", "main"):
        found = [node for node in root.walk() if node.tag == tag or node.attributes.get("role") == tag]
        if len(found) == 1 and text_length(found[0]) > _ARTICLE:
            return found[0]
    return root


def _title(root: Node, lines: list[Line], name: str, limits: ReadLimits) -> Iterator[Line]:
    """The page's title without the site's name, unless the article begins with it or with a heading of its own."""
    title = next((node for node in root.walk() if node.tag == "title"), None)
    if title is None or any(line.kind == "heading" for line in lines[:4]):
        return
    reader = _Reader(None, name, limits)
    reader.read(title)
    for line in reader.lines[:1]:
        shown = max(_SITE_NAME.split(line.strand.text), key=len)
        head = "".join("".join(other.strand.text.split()) for other in lines[:8])
        if len(shown) >= 4 and "".join(shown.split()) not in head:
            start = line.strand.text.index(shown)
            yield Line(line.strand.part(start, start + len(shown)), "heading")


class _Reader:
    """Walks the tree and collects lines."""

    def __init__(self, pruner: Pruner | None, name: str, limits: ReadLimits) -> None:
        self.lines: list[Line] = []
        self._pruner, self._name, self._limits = pruner, name, limits
        self._line = Line(Strand(), None)
        self._space: Text | None = None
        self._links = self._length = 0

    def read(self, node: Node) -> None:
        """Add what an element holds."""
        self._block(node, "heading" if node.tag in _HEADINGS else None)

    def _block(self, node: Node, kind: BlockKind | None) -> None:
        self._end_line()
        self._children(node, kind)
        self._end_line()

    def _children(self, node: Node, kind: BlockKind | None) -> None:
        """`kind` is that of the lines, if an element around them tells."""
        items = 0
        for child in node.children:
            if isinstance(child, Text):
                self._text(child, kind, keep_lines=node.tag == "pre")
            elif self._pruner is not None and self._pruner.leaves_out(child):
                continue
            elif child.tag in _HEADINGS:
                self._block(child, "heading")
            elif child.tag == "br":
                # Ends a paragraph, but only parts the lines of a heading.
                self._end_line() if kind != "heading" else None
            elif child.tag == "table" and (rows := grid(child)):
                self._table(child, rows)
            elif child.tag == "li":
                items += 1
                self._item(child, _number(node, items))
            elif child.tag in BLOCKS:
                self._block(child, kind)
            else:
                self._inline(child, kind)

    def _inline(self, node: Node, kind: BlockKind | None) -> None:
        line, before = self._line, len(self._line.strand.text)
        self._links += node.tag == "a"
        self._children(node, kind)
        self._links -= node.tag == "a"
        line.links += node.tag == "a" and len(line.strand.text) > before

    def _item(self, item: Node, number: str) -> None:
        self._end_line()
        self._line.strand.glue(number)
        self._children(item, "list_item")
        self._end_line()

    def _text(self, text: Text, kind: BlockKind | None, *, keep_lines: bool) -> None:
        at = 0
        for space in [*_SPACE.finditer(text.text), None]:
            end = space.start() if space else len(text.text)
            if at < end:
                self._word(part(text, at, end), kind)
            if space is None:
                return
            at = space.end()
            if keep_lines and "\n" in space.group():
                self._end_line()
            else:
                self._space = part(text, *space.span())

    def _word(self, word: Text, kind: BlockKind | None) -> None:
        strand, space = self._line.strand, self._space
        if space is not None and strand.pieces and not _is_layout(space.text, strand.text[-1], word.text[0]):
            strand.take(" ", space.start, space.end)
        self._space = None
        strand.take(word.text, word.start, word.end)
        self._line.kind = self._line.kind or kind
        self._line.linked += len(word.text) if self._links else 0
        self._grow(len(word.text))

    def _end_line(self) -> None:
        text = self._line.strand.text
        if self._line.strand.pieces and text.strip():
            # Wide spaces indent a paragraph.
            start = len(text) - len(text.lstrip())
            self._line.strand = self._line.strand.part(start, start + len(text.strip()))
            self.lines.append(self._line)
        self._line, self._space = Line(Strand(), None), None

    def _table(self, table: Node, rows: list[list[Node | None]]) -> None:
        self._end_line()
        for caption in (c for c in table.children if isinstance(c, Node) and c.tag == "caption"):
            self._block(caption, None)
        for row in rows:
            strand = Strand()
            filled = max((number for number, cell in enumerate(row) if cell is not None), default=0)
            for number, cell in enumerate(row[: filled + 1]):
                strand.glue("\t" if number else "")
                if cell is not None:
                    strand.extend(self._cell(cell))
            self._grow(len(row))
            if strand.pieces:
                self.lines.append(Line(strand, "table_row"))

    def _cell(self, cell: Node) -> Strand:
        inner = _Reader(self._pruner, self._name, self._limits)
        inner.read(cell)
        strand = Strand()
        for number, line in enumerate(inner.lines):
            strand.glue(" " if number and strand.text[-1] not in "、，；：（" else "")
            strand.extend(line.strand)
        self._grow(len(strand.text))
        return strand

    def _grow(self, by: int) -> None:
        self._length += by
        most = self._limits.max_characters
        if self._length > most:
            raise faults.too_large(self._name, "字符数", "number of characters", most, ("个", "characters"))


def _is_layout(space: str, before: str, after: str) -> bool:
    """Whether a space only lays out the file's source: a line feed between two Chinese characters."""
    return "\n" in space and "\xa0" not in space and bool(_WIDE.match(before) and _WIDE.match(after))


def _number(parent: Node, count: int) -> str:
    """What a browser shows before an item of an ordered list."""
    if parent.tag != "ol" or "none" in parent.attributes.get("style", ""):
        return ""
    start = parent.attributes.get("start", "")
    return f"{count - 1 + (int(start) if re.fullmatch('[0-9]{1,6}', start) else 1)}. "
