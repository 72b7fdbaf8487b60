"""Routes, grouped by task."""
