"""Readers: a file becomes a document of text blocks or a workbook of rows. Use `read`; one module reads each kind."""

from __future__ import annotations

from ingest.readers.cells import FormulaError, FormulaWithoutValue
from ingest.readers.limits import ReadLimits
from ingest.readers.registry import SUFFIXES, FileType, read

__all__ = ["SUFFIXES", "FileType", "FormulaError", "FormulaWithoutValue", "ReadLimits", "read"]
