// purpose: entities of one type that carry exactly this normalised name or alias
// parameters: text: string, limit: integer
// columns: id, name
// identifiers: label
MATCH (n:{{label}})
WHERE n.search = $text OR n.search STARTS WITH $text + '\n' OR n.search CONTAINS '\n' + $text + '\n'
   OR n.search ENDS WITH '\n' + $text
RETURN n.id AS id, n.name AS name
ORDER BY id
LIMIT $limit
