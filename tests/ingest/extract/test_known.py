"""Names that rosters gave are found in a text whatever they look like, and only where they stand as words."""

from __future__ import annotations

import pytest

from graph.resolution import KnownNames
from ingest.extract import Extractor
from tests.ingest.extract.support import document

GIVEN = {"香谷农业": "Enterprise", "绿海之光": "Programme"}
KNOWN = KnownNames(GIVEN, frozenset(name[:2] for name in GIVEN))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("青禾师范学院与香谷农业签订合作协议。", {"香谷农业"}),
        ("松岚草果专家工作站由香谷农业承建。", {"香谷农业"}),
        ("去年，“绿海之光”惠及3个乡镇。", {"绿海之光"}),
        ("绿海之光芒照耀松岚。", set()),
        ("松岚香谷农业科技有限公司承建。", set()),
        ("全州农业增产。", set()),
    ],
)
def test_known_names_are_found_as_words(extractor: Extractor, text: str, found: set[str]) -> None:
    entities = extractor.extract(document(text), known=KNOWN).entities
    assert {e.name for e in entities} & set(GIVEN) == found
    assert all(GIVEN[e.name] == e.type for e in entities if e.name in GIVEN)
