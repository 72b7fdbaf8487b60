"""The ledger: sources, passages, statements, judgements, revisions and jobs. The only truth of the system."""
