"""Which mentions are one entity: decided by keys, by unambiguous names, by evidence, and first of all by judgements."""

from graph.resolution.known import KnownPeople
from graph.resolution.known_names import KnownNames, NameBook
from graph.resolution.resolve import Resolution, gather, related, resolve
from graph.resolution.reviews import ReviewPair, review_pairs

__all__ = [
    "KnownNames",
    "KnownPeople",
    "NameBook",
    "Resolution",
    "ReviewPair",
    "gather",
    "related",
    "resolve",
    "review_pairs",
]
