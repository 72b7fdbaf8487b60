"""The knowledge graph: ontology, ledger, fold, stores and the services that answer questions."""
