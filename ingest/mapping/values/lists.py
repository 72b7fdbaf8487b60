"""Texts, vocabulary codes, and the several values that one cell may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from graph.ontology import Vocabulary, ontology
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.values.parsed import Cell, Parsed, Problem

_OPEN, _CLOSE = "（([【《“「", "）)]】》”」"
_EDGES = " \t\r\u3000。.;；,，、"
_BEFORE_BRACKET = re.compile(r"(?<=[\u4e00-\u9fff])[、，,]\s*([（(](?!\d{1,2}[)）]))")
_ANY = re.compile(r"(?:方式|学历|学位)?(?:不限|均可|皆可|面议|无要求|不作要求|灵活)(?:方式|学历|学位)?")
_NOT_YET = re.compile(r"在读|肄业|结业|未|非(?!全日制)|不|拟|预(?!防)|以上|以下|及其他")
_BULLET = re.compile(r"^(?:\d{1,2}[.、)）]|[（(]\d{1,2}[)）]|[①-⑳])\s*")


def split(text: str, separators: str) -> list[str]:
    """The parts of a text between separators outside brackets and quotation marks; numbering and blanks left out."""
    parts, depth, part = [], 0, ""
    text = _BEFORE_BRACKET.sub(r"\1", text)  # 盖文、（某医院） is one person
    for sign in text:
        depth = max(0, depth + (sign in _OPEN) - (sign in _CLOSE))
        if sign in separators and (depth == 0 or sign == "\n"):
            parts.append(part)
            part, depth = "", 0
        else:
            part += sign
    cleaned = (_BULLET.sub("", piece.strip(_EDGES)).strip(_EDGES) for piece in (*parts, part))
    return [piece for piece in cleaned if piece and not is_placeholder(piece)]


def tidy(text: str) -> str:
    """A name on one line: no white space beside Chinese characters, single spaces elsewhere."""
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", " ".join(text.split()))


def text(cell: Cell) -> Parsed:
    """The text as it stands, with white space tidied."""
    return Parsed((tidy(cell.text),)) if not is_placeholder(cell.text) else Parsed()


def texts(cell: Cell) -> Parsed:
    """Each of several texts."""
    return Parsed(tuple(dict.fromkeys(tidy(part) for part in split(cell.text, cell.column.split))))


def code(cell: Cell) -> Parsed:
    """Entries of the column's vocabulary, by label, synonym or the mapping file's own values, or by the longest word of
    it that stands in the text (在职研究生学历); the rest is a doubt."""
    vocabulary = vocabulary_of(cell)
    found: list[str] = []
    unknown: list[str] = []
    whole = unicodedata.normalize("NFKC", tidy(cell.text))
    if _ANY.fullmatch(whole):
        return Parsed()
    hit = _find(vocabulary, cell, whole)
    for part in [whole] if hit else split(whole, cell.column.split):
        entry = hit or _find(vocabulary, cell, part) or ("" if cell.column.otherwise else _contained(vocabulary, part))
        if entry:
            found.append(entry)
        else:
            unknown.append(part)
    if cell.column.datatype and not cell.column.datatype.multiple:
        found.sort(key=list(vocabulary.codes).index)  # one value holds: 研究生/博士 is the higher, which stands first
        unknown = [] if found else unknown  # 女/壮族
    problems = tuple(Problem("unknown_value", f"“{part[:20]}”") for part in unknown)
    return Parsed(tuple(dict.fromkeys(found)), problems=problems)


def known_code(cell: Cell) -> Parsed:
    """Entries of the vocabulary where the cell has them; other words (现场指导) are no doubt, only text."""
    return Parsed(code(cell).values)


def contained_code(cell: Cell) -> Parsed:
    """The vocabulary entry whose longest word stands in the text."""
    found = _contained(vocabulary_of(cell), unicodedata.normalize("NFKC", cell.text))
    return Parsed((found,)) if found else Parsed()


def vocabulary_of(cell: Cell) -> Vocabulary:
    """The vocabulary of the column's property or qualifier."""
    assert cell.column.datatype is not None and cell.column.datatype.vocabulary is not None
    return ontology().vocabularies[cell.column.datatype.vocabulary]


def _find(vocabulary: Vocabulary, cell: Cell, text: str) -> str | None:
    own = cell.column.values.get(text)
    if own:
        return own
    wanted = unicodedata.normalize("NFKC", text)
    return next((name for word, name in _words(vocabulary) if unicodedata.normalize("NFKC", word) == wanted), None)


def _contained(vocabulary: Vocabulary, text: str) -> str | None:
    """The entry whose longest word stands in a text; none where the text takes it back (博士在读)."""
    if _NOT_YET.search(text):
        return None
    plain = text.casefold()
    hits = [
        (len(word), -order, name)
        for order, (word, name) in enumerate(_words(vocabulary))
        if len(word) > 1 and unicodedata.normalize("NFKC", word).casefold() in plain
    ]
    return max(hits)[2] if hits else None


def _words(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for entry in vocabulary.codes.values():
        for word in (entry.label, *entry.synonyms):
            yield word, entry.code
