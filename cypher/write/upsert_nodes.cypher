// purpose: create or replace nodes of one type; `properties` holds all of them, id and type included
// parameters: rows: list
// columns: none
// identifiers: label
UNWIND $rows AS row
MERGE (n:{{label}} {id: row.id})
SET n = row.properties, n:Entity
