// purpose: the edges that start at the given entities of one type
// parameters: ids: list
// columns: source, type, target, properties
// identifiers: label
MATCH (a:{{label}})-[r]->(b)
WHERE a.id IN $ids
RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS properties
ORDER BY source, type, target
