// purpose: which ledger revision the graph holds; no row for an empty store
// parameters: none
// columns: revision, pending, ontology, ledger
MATCH (s:ProjectionState {id: 'projection'})
RETURN s.revision AS revision, s.pending AS pending, s.ontology AS ontology, s.ledger AS ledger
