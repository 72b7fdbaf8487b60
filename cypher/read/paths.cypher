// purpose: shortest paths between two entities, any relation and direction
// parameters: source: string, target: string, limit: integer
// columns: nodes, edges
// identifiers: source_label, target_label, max_length
MATCH p = allShortestPaths((a:{{source_label}} {id: $source})-[*..{{max_length}}]-(b:{{target_label}} {id: $target}))
WITH [n IN nodes(p) | n.id] AS ids, [r IN relationships(p) | type(r) + startNode(r).id] AS along, [n IN nodes(p) | {id: n.id, type: n.type, name: n.name}] AS nodes,
     [r IN relationships(p) | {type: type(r), source: startNode(r).id, target: endNode(r).id}] AS edges
RETURN nodes, edges
ORDER BY ids, along
LIMIT $limit
