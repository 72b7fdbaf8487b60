"""Clean rosters to fill in, one for each table kind, made from the same mapping files that read them."""

from __future__ import annotations

from ingest.templates.columns import TemplateColumn, template_columns
from ingest.templates.write import template_kinds, write_template

__all__ = ["TemplateColumn", "template_columns", "template_kinds", "write_template"]
