"""Use cases, one a module: what the API and the CLI offer, without HTTP and without a terminal."""
