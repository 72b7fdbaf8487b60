"""Which mentions are one entity: decided by keys, by unambiguous names, by evidence, and first of all by judgements."""

from graph.resolution.resolve import Resolution, related, resolve

__all__ = ["Resolution", "related", "resolve"]
