// purpose: names of entities of one type
// parameters: ids: list
// columns: id, name
// identifiers: label
MATCH (n:{{label}})
WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name
ORDER BY id
