// purpose: an industry or region and everything below it in its tree
// parameters: id: string
// columns: id
// identifiers: label
MATCH (root:{{label}} {id: $id})<-[:PART_OF*0..12]-(n:{{label}})
RETURN DISTINCT n.id AS id
ORDER BY id
