// purpose: talents who are members of a platform that serves an industry
// parameters: industries: list, regions: list?, as_of: string?, modes: list?, after: string, paths: integer, limit: integer
// columns: id, name, paths, total
MATCH (i:Industry)
WHERE i.id IN $industries
MATCH (t:Talent)-[m:MEMBER_OF]->(p:Platform)-[s:SERVES]->(i)
WHERE t.id > $after
  AND ($as_of IS NULL OR ((m.since IS NULL OR m.since <= $as_of) AND (m.until IS NULL OR m.until >= $as_of)))
  AND ($as_of IS NULL OR ((s.since IS NULL OR s.since <= $as_of) AND (s.until IS NULL OR s.until >= $as_of)))
  AND ($modes IS NULL OR any(x IN coalesce(s.mode, []) WHERE x IN $modes))
  AND ($regions IS NULL OR EXISTS { MATCH (p)-[:LOCATED_IN|SERVES]->(r:Region) WHERE r.id IN $regions }
       OR EXISTS { MATCH (p)-[:HOSTED_BY]->()-[:LOCATED_IN]->(r:Region) WHERE r.id IN $regions })
WITH DISTINCT t.id AS talent
ORDER BY talent
LIMIT $limit
MATCH (t:Talent {id: talent})-[m:MEMBER_OF]->(p:Platform)-[s:SERVES]->(i:Industry)
WHERE i.id IN $industries
  AND ($as_of IS NULL OR ((m.since IS NULL OR m.since <= $as_of) AND (m.until IS NULL OR m.until >= $as_of)))
  AND ($as_of IS NULL OR ((s.since IS NULL OR s.since <= $as_of) AND (s.until IS NULL OR s.until >= $as_of)))
  AND ($modes IS NULL OR any(x IN coalesce(s.mode, []) WHERE x IN $modes))
  AND ($regions IS NULL OR EXISTS { MATCH (p)-[:LOCATED_IN|SERVES]->(r:Region) WHERE r.id IN $regions }
       OR EXISTS { MATCH (p)-[:HOSTED_BY]->()-[:LOCATED_IN]->(r:Region) WHERE r.id IN $regions })
WITH t, {nodes: [{id: t.id, type: t.type, name: t.name}, {id: p.id, type: p.type, name: p.name}, {id: i.id, type: i.type, name: i.name}],
         edges: [{type: 'MEMBER_OF', source: t.id, target: p.id, since: m.since},
                 {type: 'SERVES', source: p.id, target: i.id, since: s.since}]} AS path, p.id + i.id AS position
ORDER BY t.id, position
WITH t, collect(path) AS found
RETURN t.id AS id, t.name AS name, found[..$paths] AS paths, size(found) AS total
ORDER BY id
LIMIT $limit
