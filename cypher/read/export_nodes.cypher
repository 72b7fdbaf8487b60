// purpose: all properties of the entities of one type, a page at a time
// parameters: after: string, limit: integer
// columns: id, properties
// identifiers: label
MATCH (n:{{label}})
WHERE n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id
LIMIT $limit
