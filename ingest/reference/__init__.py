"""Versioned reference data: regions, industries, titles. Looked up, never loaded into the graph wholesale.

Nothing here goes to the network: the data lies beside the code, with its licences and a manifest of its making.
"""

from ingest.reference.classification import Industries, Industry, IndustryMatch, industries
from ingest.reference.divisions import Regions, regions
from ingest.reference.model import Region, RegionMatch
from ingest.reference.titles import Title, find_title, title_level

__all__ = [
    "Industries",
    "Industry",
    "IndustryMatch",
    "Region",
    "RegionMatch",
    "Regions",
    "Title",
    "find_title",
    "industries",
    "regions",
    "title_level",
]
