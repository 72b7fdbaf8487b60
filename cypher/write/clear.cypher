// purpose: delete some of the nodes that the projection wrote, its state too; to be repeated until it deletes none
// parameters: limit: integer
// columns: deleted
MATCH (n)
WHERE n:Entity OR n:ProjectionState
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS deleted
