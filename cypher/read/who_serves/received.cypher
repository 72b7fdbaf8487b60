// purpose: talents with a service record for an enterprise in an industry
// parameters: industries: list, regions: list?, as_of: string?, modes: list?, after: string, paths: integer, limit: integer
// columns: id, name, paths, total
MATCH (i:Industry)
WHERE i.id IN $industries
MATCH (t:Talent)-[:PROVIDED]->(v:Service)<-[:RECEIVED]-(e:Enterprise)-[:IN_INDUSTRY]->(i)
WHERE t.id > $after
  AND ($as_of IS NULL OR v.date IS NULL OR v.date <= $as_of)
  AND ($modes IS NULL OR v.mode IN $modes)
  AND ($regions IS NULL OR EXISTS { MATCH (v)-[:LOCATED_IN]->(r:Region) WHERE r.id IN $regions }
       OR EXISTS { MATCH (e)-[:LOCATED_IN]->(r:Region) WHERE r.id IN $regions })
WITH DISTINCT t.id AS talent
ORDER BY talent
LIMIT $limit
MATCH (t:Talent {id: talent})-[:PROVIDED]->(v:Service)<-[:RECEIVED]-(e:Enterprise)-[:IN_INDUSTRY]->(i:Industry)
WHERE i.id IN $industries
  AND ($as_of IS NULL OR v.date IS NULL OR v.date <= $as_of)
  AND ($modes IS NULL OR v.mode IN $modes)
  AND ($regions IS NULL OR EXISTS { MATCH (v)-[:LOCATED_IN]->(r:Region) WHERE r.id IN $regions }
       OR EXISTS { MATCH (e)-[:LOCATED_IN]->(r:Region) WHERE r.id IN $regions })
WITH t, {nodes: [{id: t.id, type: t.type, name: t.name}, {id: v.id, type: v.type, name: v.name}, {id: e.id, type: e.type, name: e.name}, {id: i.id, type: i.type, name: i.name}],
         edges: [{type: 'PROVIDED', source: t.id, target: v.id, since: v.date},
                 {type: 'RECEIVED', source: e.id, target: v.id, since: v.date},
                 {type: 'IN_INDUSTRY', source: e.id, target: i.id, since: null}]} AS path, v.id + e.id + i.id AS position
ORDER BY t.id, position
WITH t, collect(path) AS found
RETURN t.id AS id, t.name AS name, found[..$paths] AS paths, size(found) AS total
ORDER BY id
LIMIT $limit
