// purpose: create or replace edges of one type between two types
// parameters: rows: list
// columns: none
// identifiers: source, type, target
UNWIND $rows AS row
MATCH (a:{{source}} {id: row.source}), (b:{{target}} {id: row.target})
MERGE (a)-[r:{{type}}]->(b)
SET r = row.properties
