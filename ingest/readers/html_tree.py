"""HTML as a tree; what browsers close by themselves (a paragraph before a table, a cell before the next) is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.html_tokens import Tag, Text, tokens

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead title
tr ul
"""
_VOID = frozenset(_VOID_NAMES.split())
BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset({"td", "th"})
# A start tag ends these open elements, unless one of those stands between.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "td", "th"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "td", "th"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "td", "th"})),
    "td": (_CELLS, frozenset({"table"})),
    "th": (_CELLS, frozenset({"table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "body": (frozenset({"head"}), frozenset()),
}
_PARAGRAPH = frozenset({"p"})
_BARRIERS = frozenset({"table", "td", "th"})
_DEEPEST = 150


@dataclass(slots=True)
class Node:
    """An element; below a depth that no report needs, elements stand beside each other."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | Text] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The element and all within, in document order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(child for child in reversed(node.children) if isinstance(child, Node))


def text_length(node: Node) -> int:
    """How many characters it holds that are no white space around a text."""
    return sum(len(c.text.strip()) for n in node.walk() for c in n.children if isinstance(c, Text))


def parse(text: str) -> Node:
    """The root of a file's tree; it has no tag."""
    root = Node("")
    stack = [root]
    for token in tokens(text):
        if isinstance(token, Text):
            stack[-1].children.append(token)
        elif token.ends:
            _close(stack, frozenset({token.name}), frozenset() if token.name in BLOCKS else _BARRIERS)
        else:
            _start(stack, token)
    return root


def _start(stack: list[Node], tag: Tag) -> None:
    if tag.name in BLOCKS:
        _close(stack, _PARAGRAPH, _BARRIERS)
    if tag.name in _ENDS:
        _close(stack, *_ENDS[tag.name])
    node = Node(tag.name, tag.attributes)
    stack[-1].children.append(node)
    if tag.name not in _VOID and len(stack) < _DEEPEST:
        stack.append(node)


def _close(stack: list[Node], tags: frozenset[str], barriers: frozenset[str]) -> None:
    """Close the nearest open element of these tags and all within, if no barrier stands between."""
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag in tags:
            del stack[depth:]
            return
        if stack[depth].tag in barriers:
            return
