// purpose: how many edges of each type the graph holds
// parameters: none
// columns: type, count
MATCH (:Entity)-[r]->(:Entity)
RETURN type(r) AS type, count(*) AS count
ORDER BY type
