// purpose: entities whose name, alias, pinyin or initials contain a text; exact names first, then by id
// parameters: text: string, types: list?, after_rank: integer, after_id: string, limit: integer
// columns: id, type, name, aliases, rank
MATCH (n:Entity)
WHERE n.search CONTAINS $text AND ($types IS NULL OR n.type IN $types)
WITH n, CASE WHEN n.search = $text OR n.search STARTS WITH $text + '\n' THEN 0
             WHEN n.search STARTS WITH $text THEN 1 ELSE 2 END AS rank
WHERE rank > $after_rank OR (rank = $after_rank AND n.id > $after_id)
RETURN n.id AS id, n.type AS type, n.name AS name, n.aliases AS aliases, rank
ORDER BY rank, id
LIMIT $limit
