"""One extractor for all tests: loading the tagger is what takes time."""

from __future__ import annotations

import pytest

from ingest.extract import Extraction, Extractor
from tests.ingest.extract.support import Extract, document


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Extract:
    def run(text: str, region: str | None = None) -> Extraction:
        return extractor.extract(document(text), region=region)

    return run
