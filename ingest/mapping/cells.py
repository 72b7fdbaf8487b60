"""Doubts about any cell, whatever its column: errors, formulas, lost characters, excessive length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.content import CellValue
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.values.parsed import Problem
from ingest.readers import FormulaError, FormulaWithoutValue

MAX_LENGTH = 10_000
# Cells of these kinds are shown, but never taken for a name or value.
FORMULA_LIKE = frozenset({"formula_like_text", "formula_error", "formula_without_value"})
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_NUMBER = re.compile(r"[+-]?[\d\s().,%-]+(?:[eE][+-]?\d+)?")
_LOST = re.compile("\ufffd|[\u4e00-\u9fff][?？][\u4e00-\u9fff]")
_QUESTION = re.compile(r"(?:吗|么|否|何|哪|谁|几)[?？]")
_CHECKED = 2_000  # characters; more are not looked at for lost ones


def cell_problems(value: CellValue) -> Iterator[Problem]:
    """What is odd about a cell in itself."""
    if isinstance(value, FormulaWithoutValue):
        yield Problem("formula_without_value")
    elif isinstance(value, FormulaError) or (isinstance(value, str) and _ERROR.fullmatch(value.strip())):
        yield Problem("formula_error")
    elif isinstance(value, str):
        yield from _text_problems(value)


def _text_problems(text: str) -> Iterator[Problem]:
    start = text.strip()[:200]
    if start[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(start) and not is_placeholder(start):
        yield Problem("formula_like_text")
    if len(text) > MAX_LENGTH:
        yield Problem("cell_too_long", f"{len(text)} 字")
    head = text[:_CHECKED]
    if _LOST.search(head) and not _QUESTION.search(head):
        yield Problem("replacement_character")
