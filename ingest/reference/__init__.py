"""Versioned reference data: regions, industries, titles. Looked up, never loaded into the graph wholesale.

Nothing here goes to the network: the data lies beside the code, with its licences and a manifest of its making.
"""

from ingest.reference.classification import Industries, Industry, IndustryMatch, industries
from ingest.reference.divisions import Regions, regions
from ingest.reference.model import Region, RegionMatch
from ingest.reference.settling import Settled, anywhere, common_head, is_bare_village, settle
from ingest.reference.titles import Title, find_title, skill_level, title_level

__all__ = [
    "Industries",
    "Industry",
    "IndustryMatch",
    "Region",
    "RegionMatch",
    "Regions",
    "Settled",
    "Title",
    "anywhere",
    "common_head",
    "find_title",
    "industries",
    "is_bare_village",
    "regions",
    "settle",
    "skill_level",
    "title_level",
]
