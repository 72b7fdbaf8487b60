"""Which parts of a web page are not its article: by what elements say of themselves, and by how much is links."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.content import BlockKind
from ingest.readers.blocks import Strand
from ingest.readers.furniture import is_site_furniture
from ingest.readers.html_tokens import Text
from ingest.readers.html_tree import Node

_TAG_NAMES = "head title nav footer aside button select textarea canvas audio video map menu dialog input"
_ROLE_NAMES = "navigation banner contentinfo complementary search dialog alertdialog toolbar"
# Words of class and id; whole words only, and overruled where the element holds the article.
_SPOKEN_NAMES = """
nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs footer foot copyright sidebar sidenav side aside share
sharing social related relate recommend recommended comment comments cookie cookies consent banner advert advertisement
ad ads adv pagination pager toolbar login search searchbox qrcode ewm print hot hotlist rank toplist position location
weixin statement disclaimer skip topbar
"""
_NEVER = frozenset(_TAG_NAMES.split())
_ROLES = frozenset(_ROLE_NAMES.split())
_SPOKEN = frozenset(_SPOKEN_NAMES.split())
_WORD = re.compile(r"[A-Za-z]+?(?=[A-Z]|[^A-Za-z]|$)|[a-z]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
# An element that calls itself furniture but holds this much of the page's running text is no furniture.
_TOO_MUCH = 0.4
_LINKED = 0.7
_PROSE = re.compile(r"[，。；：]")
_PROSE_LENGTH = 30


@dataclass(slots=True)
class Line:
    """One block to be; `linked` counts its characters that are links, `links` the links."""

    strand: Strand
    kind: BlockKind | None
    linked: int = 0
    links: int = 0


class Pruner:
    """Tells which elements of one page to leave out."""

    def __init__(self, root: Node) -> None:
        self._sizes: dict[int, int] = {}
        self._all = self._measure(root)

    def _measure(self, node: Node) -> int:
        """The length of the text outside links, kept for each element."""
        size = 0
        for child in node.children:
            if isinstance(child, Text):
                size += len(child.text.strip())
            elif child.tag != "a":
                size += self._measure(child)
        self._sizes[id(node)] = size
        return size

    def leaves_out(self, node: Node) -> bool:
        """Whether an element is not shown, or surrounds the article rather than being part of it."""
        if node.tag in _NEVER or "hidden" in node.attributes or _INVISIBLE.search(node.attributes.get("style", "")):
            return True
        named = node.attributes.get("role", "").lower() in _ROLES or not _SPOKEN.isdisjoint(_words(node))
        return named and self._sizes.get(id(node), 0) <= _TOO_MUCH * self._all


def _words(node: Node) -> set[str]:
    """The words of class and id: `main-nav`, `sideBar2` → main, nav, side, bar."""
    if node.tag in {"body", "html", "table", "td", "tr", "a", "span"}:
        return set()
    named = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    return {word.lower() for word in _WORD.findall(named)}


def article(lines: list[Line]) -> list[Line]:
    """The lines without lists of links before the first and behind the last prose, and without advertisements."""
    kept = [line for line in lines if line.kind == "table_row" or not is_site_furniture(line.strand.text)]
    prose = [number for number, line in enumerate(kept) if _is_prose(line)]
    if not prose:
        return kept
    first, last = prose[0], prose[-1]
    linked = [_is_links(line) for line in kept]
    return [
        line
        for number, line in enumerate(kept)
        if first <= number <= last or not (linked[number] and _in_company(linked, number, line))
    ]


def _is_prose(line: Line) -> bool:
    text = line.strand.text
    return len(text) >= _PROSE_LENGTH and _PROSE.search(text) is not None and not _is_links(line)


def _is_links(line: Line) -> bool:
    return line.kind != "table_row" and line.linked > _LINKED * len(line.strand.text)


def _in_company(linked: list[bool], number: int, line: Line) -> bool:
    """One linked line may be the article's; a row of them, or several links in one line, is a menu."""
    neighbours = linked[max(0, number - 2) : number + 3]
    return line.links > 2 or sum(neighbours) >= 3
