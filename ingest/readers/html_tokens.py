"""HTML cut into tags and texts, each with its place in the file.

Libraries that build trees do not tell where a text stood, and the standard library's parser takes quadratic time over
some damaged files; this scanner keeps to what HTML says of tags, comments, raw text and references, and is linear.
Nothing is fetched and no entity is defined by the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# A quoted value may hold angle brackets, but not pages of them: a quotation mark that nothing closes ends no tag.
# Possessive throughout, so that nothing is tried twice.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/<>\"'=]{0,60}+)(?P<attributes>"
    r"(?>[^<>\"'=]++|=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|\"[^\"]{0,2000}+\"|'[^']{0,2000}+')|[=\"'])*+)>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")
_REFERENCE = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_RAW = frozenset({"script", "style", "noscript", "template", "svg", "math", "iframe", "object"})
_HIDDEN = {"<!--": "-->", "<!": ">", "<?": ">"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or an end tag, its name and attributes' names in lower case."""

    name: str
    ends: bool
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as shown, at `start` to `end` of the file: a run of text, or one reference (`&amp;`)."""

    text: str
    start: int
    end: int


def part(text: Text, start: int, end: int) -> Text:
    """Some of its characters; of a reference to several characters, its whole place."""
    if len(text.text) != text.end - text.start:
        return Text(text.text[start:end], text.start, text.end)
    return Text(text.text[start:end], text.start + start, text.start + end)


def tokens(text: str) -> Iterator[Tag | Text]:
    """The tags and texts of a file in order, without comments, declarations, scripts and drawings."""
    at = 0
    while at < len(text):
        opening = text.find("<", at)
        if opening < 0:
            opening = len(text)
        yield from _texts(text, at, opening)
        at = opening
        if at == len(text):
            return
        tag = _TAG.match(text, at)
        hidden = next((closing for mark, closing in _HIDDEN.items() if text.startswith(mark, at)), None)
        if tag is not None:
            name = tag["name"].lower()
            at = tag.end()
            if name in _RAW and not tag["end"]:
                at = at if tag["attributes"].rstrip().endswith("/") else _behind_raw(text, name, at)
            else:
                yield Tag(name, bool(tag["end"]), _attributes(tag["attributes"]))
        elif hidden is not None:
            closing = text.find(hidden, at)
            at = closing + len(hidden) if closing >= 0 else len(text)
        else:
            yield Text("<", at, at + 1)
            at += 1


def _behind_raw(text: str, name: str, at: int) -> int:
    """The place behind the end tag of an element whose content is no text; without one, the end of the file."""
    match = re.compile(rf"</{name}\b[^>]{{0,200}}>", re.IGNORECASE).search(text, at)
    return match.end() if match else len(text)


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def _texts(text: str, start: int, end: int) -> Iterator[Text]:
    at = start
    for match in _REFERENCE.finditer(text, start, end):
        shown = html.unescape(match.group())
        if shown == match.group():
            continue
        if at < match.start():
            yield Text(text[at : match.start()], at, match.start())
        yield Text(shown, match.start(), match.end())
        at = match.end()
    if at < end:
        yield Text(text[at:end], at, end)
