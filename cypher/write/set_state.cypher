// purpose: record which ledger revision the graph holds, and which one it is being brought to
// parameters: revision: integer, pending: integer, ontology: string, ledger: string
// columns: none
MERGE (s:ProjectionState {id: 'projection'})
SET s.revision = $revision, s.pending = $pending, s.ontology = $ontology, s.ledger = $ledger
