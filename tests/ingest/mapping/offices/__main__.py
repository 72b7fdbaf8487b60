"""Prints how near the mapping comes to each roster: `python -m tests.ingest.mapping.offices [--verbose]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.ingest.mapping.offices.all import LATER, OFFICES, PREFECTURE, UNSEEN
from tests.ingest.mapping.offices.office import judge


def main() -> None:
    totals = [0, 0, 0, 0, 0]
    with tempfile.TemporaryDirectory() as folder:
        for office in (*OFFICES, *LATER, *PREFECTURE, *UNSEEN):
            mapped = office.map(Path(folder))
            result, sheet = judge(office, mapped), mapped.sheets[0]
            wanted = len(result.found) + len(result.missing)
            row = (*result.report, len(result.found), wanted, len(result.extra))
            totals = [a + b for a, b in zip(totals, row, strict=True)]
            print(f"| {office.file} | {sheet.table} | {row[0]}/{row[1]} | {row[2]}/{row[3]} | {row[4]} |")
            if "--verbose" in sys.argv:
                print(sheet.header_rows, sheet.accepted, [(f.row, f.kind) for f in (*sheet.rejected, *sheet.warnings)])
                print([(s.row, s.kind) for s in sheet.skipped_rows], sheet.unknown_columns)
                print(*(f"  - {line}" for line in sorted(result.missing)), sep="\n")
                print(*(f"  + {line}" for line in sorted(result.extra)), sep="\n")
    print(f"| together | | {totals[0]}/{totals[1]} | {totals[2]}/{totals[3]} | {totals[4]} |")


if __name__ == "__main__":
    main()
