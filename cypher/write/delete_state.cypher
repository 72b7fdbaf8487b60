// purpose: forget which revision the graph holds, so that it counts as unfinished
// parameters: none
// columns: none
MATCH (s:ProjectionState)
DELETE s
