"""Named Cypher queries, one file each, and the loader that reads and checks them.

A file starts with a header of `//` lines: `purpose`, `parameters` (comma separated `name: type`, or none),
`columns` (comma separated, or none) and, where the text holds `{{name}}` placeholders, `identifiers`. Placeholders
stand for labels and relation types, which Cypher cannot take as parameters; they accept ontology identifiers only. The
loader compares each header with its text, so that neither can drift.
"""

from cypher.loader import Query, QueryError, load_query, query, query_names

__all__ = ["Query", "QueryError", "load_query", "query", "query_names"]
