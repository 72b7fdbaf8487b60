// purpose: the edges of one entity with what is at their other end; direction 0 leads away from it, 1 towards it
// parameters: id: string, relations: list?, direction: integer?, after_type: string, after_id: string, after_direction: integer, limit: integer
// columns: relation, direction, properties, id, type, name
// identifiers: label
MATCH (n:{{label}} {id: $id})-[r]-(m)
WITH type(r) AS relation, CASE WHEN startNode(r).id = $id THEN 0 ELSE 1 END AS direction, properties(r) AS properties, m
WHERE ($relations IS NULL OR relation IN $relations) AND ($direction IS NULL OR direction = $direction)
  AND (relation > $after_type OR (relation = $after_type AND (m.id > $after_id
       OR (m.id = $after_id AND direction > $after_direction))))
RETURN relation, direction, properties, m.id AS id, m.type AS type, m.name AS name
ORDER BY relation, id, direction
LIMIT $limit
