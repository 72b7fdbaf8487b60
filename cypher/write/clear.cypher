// purpose: delete some nodes, entities and state alike; to be repeated until it deletes none
// parameters: limit: integer
// columns: deleted
MATCH (n)
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS deleted
