// purpose: delete edges of one type between two types; edges that do not exist are no error
// parameters: rows: list
// columns: none
// identifiers: source, type, target
UNWIND $rows AS row
MATCH (a:{{source}} {id: row.source})-[r:{{type}}]->(b:{{target}} {id: row.target})
DELETE r
