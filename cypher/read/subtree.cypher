// purpose: an industry or region and everything below it: in its tree, or (regions) said to lie in it
// parameters: id: string
// columns: id
// identifiers: label
MATCH (root:{{label}} {id: $id})<-[:PART_OF|LOCATED_IN*0..12]-(n:{{label}})
RETURN DISTINCT n.id AS id
ORDER BY id
