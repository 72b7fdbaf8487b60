"""Which mentions are one entity: decided by keys, by unambiguous names, by evidence, and first of all by judgements."""

from graph.resolution.known import KnownPeople
from graph.resolution.resolve import Resolution, gather, related, resolve
from graph.resolution.reviews import ReviewPair, review_pairs

__all__ = ["KnownPeople", "Resolution", "ReviewPair", "gather", "related", "resolve", "review_pairs"]
