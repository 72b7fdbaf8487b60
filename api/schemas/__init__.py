"""What the API answers with, as Pydantic models; the CLI prints the same shapes."""
