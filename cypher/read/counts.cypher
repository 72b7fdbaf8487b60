// purpose: how many entities of each type the graph holds
// parameters: none
// columns: type, count
MATCH (n:Entity)
RETURN n.type AS type, count(*) AS count
ORDER BY type
