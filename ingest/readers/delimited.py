"""CSV and its relatives: one sheet without a name, all cells text, rows numbered by record."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from graph.errors import UnreadableFile
from ingest.content import Workbook
from ingest.readers.cells import build_sheet, check_extent
from ingest.readers.encoding import decode
from ingest.readers.limits import ReadLimits

_DELIMITERS = ",;\t|"
_SAMPLE_RECORDS = 200
_SAMPLE_CHARACTERS = 200_000


def read_csv(data: bytes, name: str, limits: ReadLimits) -> Workbook:
    """A CSV file; blank records are counted but left out, quoted line breaks stay in their cell."""
    text, notes = decode(data, name, limits)
    delimiter = sniff_delimiter(text)
    try:
        records = _parse(text, delimiter, name, limits)
        if _open_quote(text, delimiter):
            notes += ("有一个引号没有闭合，其后的内容被并入同一个单元格，请检查引号是否成对。",)
    except csv.Error as error:
        raise UnreadableFile(
            f"文件“{name}”不是完好的 CSV 表格，可能有引号没有闭合。",
            f"The file '{name}' is not an intact CSV table; a quotation mark may be left open.",
            hint="请用 Excel 打开核对，另存为 .xlsx 后上传。 Check it in Excel, save it as .xlsx and upload that.",
            file=name,
            detail=str(error),
        ) from error
    return Workbook(name, (build_sheet("", "visible", records),), notes)


def _parse(text: str, delimiter: str, name: str, limits: ReadLimits) -> list[list[str]]:
    records: list[list[str]] = []
    width = 0
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        records.append(record)
        width = max(width, len(record))
        if len(records) > limits.max_rows or width > limits.max_columns:
            break
    check_extent(name, len(records), width, limits)
    return records


def _open_quote(text: str, delimiter: str) -> bool:
    """Whether the text ends inside quotation marks, which the lenient parser accepts in silence."""
    if text.count('"') % 2 == 0:
        return False
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def sniff_delimiter(text: str) -> str:
    """The delimiter that splits the most records into the same number of fields, two or more; a comma in doubt."""
    sample = text[:_SAMPLE_CHARACTERS]
    scores = {delimiter: _score(sample, delimiter) for delimiter in _DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best][0] > 0 else ","


def _score(sample: str, delimiter: str) -> tuple[float, int]:
    """Share of records (0 to 1) with the most frequent number of fields above one, and that number.

    Titles above the table and ragged ends are few, so the share tells; prose with commas varies in its counts.
    """
    counts: Counter[int] = Counter()
    total = 0
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        for record in islice(reader, _SAMPLE_RECORDS):
            if any(cell.strip() for cell in record):
                total += 1
                counts[len(record)] += len(record) > 1
    except csv.Error:
        return 0.0, 0
    if not total:
        return 0.0, 0
    width, hits = counts.most_common(1)[0]
    return round(hits / total, 2), width
