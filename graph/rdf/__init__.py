"""The graph as RDF 1.1, with rdflib."""
