// purpose: all properties of one entity
// parameters: id: string
// columns: properties
// identifiers: label
MATCH (n:{{label}} {id: $id})
RETURN properties(n) AS properties
