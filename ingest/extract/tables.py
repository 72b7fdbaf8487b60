"""Tables in a text: which rows belong together, what their columns hold, and the names that stand in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ingest.extract import metrics, person_grammar
from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.rulebook import load_cached, pattern
from ingest.extract.text import Sentence

_SEPARATOR = regex(r"[、；;，,/\s]+")
_PERSON = regex(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff]{1,8}")
_TYPES = {"person": "Talent", "platform": "Platform", "industry": "Industry", "programme": "Programme"}
_BODIES = frozenset({"unit", "host", "served"})
_MERGED = frozenset({"unit", "host", "platform", "region"})
_IN_NOTE = frozenset({"Honor", "Programme", "Organization", "Enterprise"})
_NOTE = regex(r"[（(][^（）()]*[）)]$")
"""Behind a person in a cell: what that person is (王建民（中国工程院院士）)."""
_ASIDE = regex(r"[（(][^（）()]*(?:，|[县区市镇乡])[^（）()]*[）)]$")
"""Behind a body in a cell: where it lies and what it makes (某茶业有限公司（石泉县，茶饮）); the name goes without."""
_ENDS_LIKE = regex("(?:[省市州县区旗镇乡村]|街道|社区)$")
_NAME_ALONE = frozenset({"名称", "全称", "载体"})
_CARRIER = regex(
    "(?:工作站|小院|工作室|基地|平台|中心|实验室|驿站|园|孵化器|空间|特派团|服务团|服务队|会客厅|联合体|工坊)[”）)]*$"
)
"""What the cells of a column that is headed by 名称 alone end like."""
_AND_OFFICE = regex("(?<=.{2})(?:及|和|与|、)(?:职务|职称|岗位|职级|专业技术职务)+.*$")
"""工作单位|及职务: the column holds the unit, with what its people are behind it."""
_MAX_NAME = 40
_LABEL = 8
"""The label of a form is no longer."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and role (empty where the heading tells none), and whether its cells are figures."""

    heading: str
    role: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` hold, per row, the numbers of the sentences that are its cells, in the order of the columns, as does
    `heading`."""

    columns: tuple[Column, ...]
    heading: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]


def find(sentences: list[Sentence]) -> list[Table]:
    """The tables of a document: adjacent rows whose first one reads like headings."""
    numbered = [(i, s) for i, s in enumerate(sentences) if s.cell is not None]
    rows = [tuple(i for i, _ in cells) for _, cells in groupby(numbered, key=lambda entry: entry[1].block)]
    tables: list[Table] = []
    run: list[tuple[int, ...]] = []
    for row in [*rows, ()]:
        together = row and run and _next(sentences, run, row)
        if run and not (together and abs(len(row) - len(run[0])) <= len(run[0]) // 2):
            tables.extend(_table(sentences, run))
            run = []
        run = [*run, row] if row else []
    return tables


def _next(sentences: list[Sentence], run: list[tuple[int, ...]], row: tuple[int, ...]) -> bool:
    """Whether a row follows without a blank line (which is wider than the first line break of the table), or goes on
    with the numbers of the rows behind a line that heads a part of them."""
    apart = sentences[row[0]].block - sentences[run[-1][0]].block
    if apart != 1:
        numbers = [sentences[cells[0]].text for cells in (run[-1], row)]
        heads = len(sentences[row[0] - 1].text) <= _MAX_NAME and sentences[row[0] - 1].text[-1:] not in "。；"
        goes_on = all(n.isdigit() or _role(n) == "ignored" for n in numbers)
        return apart == 2 and heads and len(row) == len(run[-1]) and goes_on
    return len(run) < 2 or _gap(sentences, run[-1], row) <= _gap(sentences, run[0], run[1])


def _gap(sentences: list[Sentence], above: tuple[int, ...], below: tuple[int, ...]) -> int:
    last = sentences[above[-1]]
    return sentences[below[0]].start - last.start - len(last.text)


def _table(sentences: list[Sentence], rows: list[tuple[int, ...]]) -> Iterator[Table]:
    card = _card(sentences, rows)
    heading, body = card if card else (rows[0], rows[1:])
    body = [row for row in body if not all(re.fullmatch(r"[-:\s]*", sentences[i].text) for i in row)]
    columns = tuple(_column(sentences, number, i, body) for number, i in enumerate(heading))
    body = list(_filled(sentences, columns, body))
    plain = all(len(c.heading) <= 16 and not re.fullmatch(r"[\d.,%]+", c.heading) for c in columns)
    if body and plain and any(c.role or c.figures for c in columns):
        yield Table(columns, heading, tuple(body))


def _card(
    sentences: list[Sentence], rows: list[tuple[int, ...]]
) -> tuple[tuple[int, ...], list[tuple[int, ...]]] | None:
    """The headings and the one row of a form whose every other cell is a label (姓名 | 王建民 | 职称 | 教授)."""
    if len(rows) < 2 or any(len(row) % 2 for row in rows) or _role(sentences[rows[0][1]].text):
        return None
    labels = tuple(i for row in rows for i in row[::2])
    texts = [sentences[i].text for i in labels]
    known = sum(bool(_role(text)) and len(text) <= _LABEL for text in texts)
    firsts = all(_role(sentences[row[0]].text) for row in rows[:2])
    whole = firsts and known * 3 >= len(labels) * 2 and len(set(texts)) == len(texts)
    return (labels, [tuple(i for row in rows for i in row[1::2])]) if whole else None


def _filled(
    sentences: list[Sentence], columns: tuple[Column, ...], rows: list[tuple[int, ...]]
) -> Iterator[tuple[int, ...]]:
    """The rows, with the cell above where a row's first cell is part of a merged one or says 同上."""
    above: tuple[int, ...] = ()
    for row in rows:
        cells, leading = list(row), True
        for number, (column, cell) in enumerate(zip(columns, above, strict=False)):
            text = sentences[row[number]].text if number < len(row) else "-"
            merged = leading and not text and column.role in _MERGED
            if merged or pattern("tables", "same").fullmatch(text):
                cells[number] = cell
            leading = leading and (merged or column.role == "ignored")
        above = tuple(cells)
        yield above


def _column(sentences: list[Sentence], number: int, heading: int, body: list[tuple[int, ...]]) -> Column:
    text = sentences[heading].text
    role = _role(text)
    cells = [sentences[row[number]].text for row in body if number < len(row)]
    if not role and text in _NAME_ALONE and sum(bool(_CARRIER.search(c)) for c in cells) * 2 > len(cells):
        role = "platform"
    return Column(text, role, is_figure(text) or (not role and _mostly_counts(cells)))


def _mostly_counts(cells: list[str]) -> bool:
    """Whether a column whose heading says nothing (女性, 35岁及以下) holds counts: no years, no running numbers."""
    numbers = [
        float(cell.replace(",", "")) for cell in cells if re.fullmatch(r"\d{1,9}(?:,\d{3})*(?:\.\d{1,3})?", cell)
    ]
    running = numbers == list(range(1, len(numbers) + 1))
    years = all(1900 <= n <= 2100 for n in numbers)
    return len(numbers) >= max(2, 0.8 * len(cells)) and not running and not years


def _role(heading: str) -> str:
    text = re.sub(r"[（(][^（）()]*[）)]$", "", heading) if not heading.startswith("县") else heading
    text = _AND_OFFICE.sub("", text)
    return next((role for role, source in load_cached("tables")["roles"].items() if re.search(source, text)), "")


def is_figure(heading: str) -> bool:
    """Whether a column of this heading holds figures: it says so, or it gives their unit in parentheses."""
    rules = load_cached("tables")
    plain = re.sub(r"[（(][^（）()]*[）)]$", "", heading)
    counted = re.search(rules["figure"], heading) is not None or metrics.unit_aside(heading)[1] != ""
    return counted and re.search(rules["no_figure"], plain) is None


def mentions(sentences: list[Sentence], tables: list[Table], found: list[list[Mention]]) -> None:
    """Put the names that the columns' roles tell into `found`; a heading names nothing."""
    done: set[int] = set()  # a cell of several rows is read once
    for table in tables:
        for index in table.heading:
            found[index] = []
        for row in table.rows:
            for column, index in zip(table.columns, row, strict=False):
                if column.role and column.role not in {"ignored", "title"} and index not in done:
                    done.add(index)
                    found[index] = [*_named(sentences[index], column, found[index])]


def _named(sentence: Sentence, column: Column, known: list[Mention]) -> Iterator[Mention]:
    """The names of a cell: each part of a list by the column's role, unless it is known to be something already."""
    kept = [m for m in outermost(known) if m.method != "repeated"]
    for start, stop in _parts(sentence.text):
        office = _office().search(sentence.text, start, stop) if column.role in _BODIES else None
        end = office.start() if office else stop
        if column.role == "person" and (note := _NOTE.search(sentence.text, start, end)):
            yield from (m for m in kept if m.type in _IN_NOTE and note.start() < m.start < note.end())
            end = note.start()
        part = sentence.text[start:end]
        if column.role == "person" and _title().fullmatch(part):
            continue
        if pattern("tables", "blank").fullmatch(part) or len(part) < 2 or len(part) > _MAX_NAME:
            continue
        aside = _ASIDE.search(part) if column.role in _BODIES else None
        part = part[: aside.start()] if aside else part
        kind = _kind(part, column.role)
        same = next((m for m in kept if (m.start, m.end) == (start, end) and not aside), None)
        wrong = column.role == "region" and same is not None and same.type != "Region" and _ENDS_LIKE.search(part)
        if same is not None and not wrong and (kind is None or column.role in _BODIES | {"region", "programme"}):
            yield from (m for m in known if start <= m.start and m.end <= end)
        elif kind is not None:
            inner = [m for m in known if start <= m.start and m.end <= end]
            chain = [m for m in inner if m.type == "Region"]
            if kind == "Region" and "".join(m.name for m in chain) == part:
                yield from chain
                continue
            yield Mention(kind, start, end, part, f"table:{column.role}", 0.85)
            shorter = (m for m in inner if m.end - m.start < end - start)
            yield from (m for m in shorter if m.type in {"Region", "Industry", "Talent"})


@cache
def _title() -> re.Pattern[str]:
    """王建民 教授: what stands behind a space is no person."""
    return regex(person_grammar.title())


@cache
def _office() -> re.Pattern[str]:
    """An office behind a body's name in one cell (青山县科技局副局长)."""
    return regex(rf"(?<=[局院委所校司部会心厅府社站厂学镇乡村县区市])(?:党组成员、)?{person_grammar.title()}$")


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The items of a cell; what stands in parentheses belongs to the item before."""
    at = 0
    for match in [*_SEPARATOR.finditer(text), None]:
        end = match.start() if match else len(text)
        if text.count("（", at, end) + text.count("(", at, end) > text.count("）", at, end) + text.count(")", at, end):
            continue
        if end > at:
            yield at, end
        at = match.end() if match else end


def _kind(part: str, role: str) -> str | None:
    """The type of a name in a column of this role; None where it can be none."""
    if role == "person":
        return "Talent" if _PERSON.fullmatch(part) else None
    if role == "region":
        return "Region"
    if role in _BODIES:
        if role == "served" and re.search(r"(?:省|市|州|县|区|旗|镇|乡|村|街道|社区)$", part):
            return "Region"
        if len(part) < 4 or re.search(r"[\d。]", part):
            return None
        return "Enterprise" if pattern("tables", "enterprise").search(part) else "Organization"
    if role == "industry" and len(part) > 12:
        return None
    return _TYPES.get(role)
