"""Half-width punctuation in a Chinese text is read as the full-width that it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.names import normalise_name
from ingest.extract.model import Extraction
from ingest.extract.punctuation import full_width
from ingest.facts import read_facts

from .support import Extract, document

GOLD = Path(__file__).parent / "gold" / "dev"
HALF = str.maketrans("，；：？！（）", ",;:?!()")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("全县引进博士3名,硕士12名;另有8人.", "全县引进博士3名，硕士12名；另有8人."),
        ("累计投入1,000万元,比例为3:1", "累计投入1,000万元，比例为3:1"),
        ("实施\"天汉英才\"计划(2022年)", "实施“天汉英才”计划（2022年）"),
        ("南昌新材料(石泉)有限公司", "南昌新材料（石泉）有限公司"),
        ("王平(Wang Ping)教授", "王平（Wang Ping）教授"),
        ("see (Fig. 1), then", "see (Fig. 1), then"),
        ("引进１２名ＭＢＡ", "引进12名MBA"),
        ("12:30,9:00", "12:30,9:00"),
    ],
)  # fmt: skip
def test_marks_beside_chinese_are_chinese(typed: str, meant: str) -> None:
    assert full_width(typed) == meant


@given(st.text(alphabet="县人,;:()\"'。，（）1aＡ９ \n"))
def test_every_character_keeps_its_place_and_nothing_is_left_to_do(text: str) -> None:
    assert len(full_width(text)) == len(text)
    assert normalise_name(full_width(text)) == normalise_name(text)


def told(found: Extraction) -> set[tuple[object, ...]]:
    entities = {(e.type, normalise_name(e.name)) for e in found.entities}
    relations = {(r.type, normalise_name(r.source[1]), normalise_name(r.target[1])) for r in found.relations}
    return entities | relations | {(i.metric, i.value, i.unit) for i in found.indicators}


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.txt"))[:8], ids=lambda path: path.stem)
def test_a_text_says_the_same_in_either_punctuation(extract: Extract, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert told(extract(text.translate(HALF))) == told(extract(text))


def test_the_marked_words_are_those_of_the_file(extract: Extract) -> None:
    text = "青山新材料(石泉)有限公司董事长王建民到会,全年培训技术员320人次。"
    found = read_facts(document(text), extract(text), origin="o", digest=str, review_below=0)
    marked = {found.passages[c.passage].text[slice(*m)] for f in found.facts for c in f.cited for m in c.marks}
    assert {"王建民", "青山新材料(石泉)有限公司", "320人次"} <= marked
