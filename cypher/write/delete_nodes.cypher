// purpose: delete nodes of one type with their edges; ids that do not exist are no error
// parameters: rows: list
// columns: none
// identifiers: label
UNWIND $rows AS row
MATCH (n:{{label}} {id: row.id})
DETACH DELETE n
