// purpose: the ledger's mentions that entities of one type were folded from
// parameters: ids: list
// columns: id, mentions
// identifiers: label
MATCH (n:{{label}})
WHERE n.id IN $ids
RETURN n.id AS id, n.mentions AS mentions
ORDER BY id
