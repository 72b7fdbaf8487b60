// purpose: one edge's properties and its ends' names
// parameters: source: string, target: string
// columns: properties, source_name, target_name
// identifiers: source_label, type, target_label
MATCH (a:{{source_label}} {id: $source})-[r:{{type}}]->(b:{{target_label}} {id: $target})
RETURN properties(r) AS properties, a.name AS source_name, b.name AS target_name
