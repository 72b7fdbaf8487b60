"""What a text must hold for an expression to match, and which sentences hold it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract import Extractor, gather, people, profiles, regexes
from ingest.extract import text as texts
from ingest.extract.grammars import Grammar, found_by, matching, told_by
from ingest.extract.mentions import Mention
from ingest.extract.regexes import WORD_SETS, needed_bits, regex
from ingest.extract.required import required
from ingest.extract.tagger import LacTagger
from ingest.extract.text import Sentence
from ingest.extract.word_sets import ANY, WordSets
from tests.ingest.extract.support import document

GOLD = Path(__file__).parent / "gold" / "dev"
_parse = import_module("re._parser").parse


def told(source: str, flags: int = 0) -> list[list[str]]:
    return [sorted(words) for words in required(_parse(source, flags), flags)]


@pytest.mark.parametrize(
    ("source", "sets"),
    [
        ("工作站", [["作站"]]),
        ("专家|院士工作站", [["专家", "士工"]]),
        ("[甲乙]丙?丁", [["丙丁", "乙丁", "甲丁"]]),
        ("甲乙(?!丙)", [["甲乙"]]),
        ("(?<=任)(?:书记|县长)", [["书记", "县长"], ["任"]]),
        ("(?:甲乙)+[^，]{2}丙", [["甲乙"], ["丙"]]),
        ("(?:甲|乙)?", []),
        (r"[\u4e00-\u9fff]{2,3}\d+", []),
        ("[^甲]|乙", []),
        ("(?i:a)b", [["b"]]),
    ],
)
def test_words_that_an_expression_needs(source: str, sets: list[list[str]]) -> None:
    assert told(source) == sets


def test_an_expression_that_takes_small_for_capital_letters_needs_nothing_known() -> None:
    assert told("ab", re.IGNORECASE) == []


_ITEMS = st.sampled_from(
    [
        "甲",
        "乙",
        "甲乙",
        "丙丁戊",
        "[甲乙]",
        "[丙-丛]",
        "[^甲]",
        ".",
        "(?=丙)",
        "(?!乙)",
        "(?<=甲)",
        "(?<!丁)",
        "^",
        "$",
    ]
)
_PATTERNS = st.recursive(
    _ITEMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=4).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}", "+?", "{1,3}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"(?>{one})"),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"(?={one})"),
    ),
    max_leaves=10,
)
_TEXTS = st.text("甲乙丙丁戊", max_size=8)


@given(_PATTERNS, st.lists(_TEXTS, min_size=1, max_size=5))
def test_no_text_that_matches_is_passed_over(source: str, some: list[str]) -> None:
    sets = required(_parse(source, 0), 0)
    for text in some:
        if re.search(source, text):
            held = {*text, *(text[i : i + 2] for i in range(len(text) - 1))}
            assert all(words & held for words in sets)


@pytest.mark.parametrize("name", ["agri-summary", "actionplan"])
def test_no_expression_of_the_rules_misses_a_sentence(name: str) -> None:
    text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
    Extractor().extract(document(text))
    some = texts.read(document(text), LacTagger())
    assert regexes._EXPRESSIONS is not None
    expressions = list(regexes._EXPRESSIONS._patterns.values())
    passed = 0
    for expression in expressions:
        for sentence in some:
            if sentence.may_match(expression):
                passed += 1
            else:
                assert expression.search(sentence.text) is None, (expression.pattern, sentence.text)
    assert len(expressions) > 500
    assert passed < len(expressions) * len(some) / 3


def test_a_grammar_is_told_by_all_that_it_can_find() -> None:
    tagger = LacTagger()
    grammars = [g for g in (*gather._BEFORE_HEADS, *people._GRAMMARS, *gather._BEHIND_HEADS) if g.told_by is not None]
    assert len(grammars) > 30
    passed_over = 0
    for path in sorted(GOLD.glob("*.txt"))[::20]:
        some = texts.read(document(path.read_text(encoding="utf-8")), tagger)
        for grammar in grammars:
            told = set(matching(grammar.told_by() if grammar.told_by else (), some))
            for number, sentence in enumerate(some):
                if number not in told:
                    passed_over += 1
                    assert not list(grammar.find(replace(sentence, held=ANY))), (path.name, sentence.text)
    assert passed_over > 10_000


STATION, STATION_OF_EXPERTS = regex("工作站"), regex("专家工作站")


def sentences(*some: str) -> list[Sentence]:
    """Sentences that tell of the expressions compiled before them."""
    return [Sentence(text, 0, 0, held=WORD_SETS.held(text)) for text in some]


def test_sentences_that_hold_what_an_expression_needs_are_told() -> None:
    station, based = regex("专家工作站|流动站"), regex("(?<=建成)基地")
    some = sentences("建立专家工作站", "建成基地", "", "工作很好", "建成基地")
    assert matching([station], some) == [0]
    assert matching([based], some) == [1, 4]
    assert matching([based, station], some) == [0, 1, 4]
    assert matching([regex(".+")], some) == [0, 1, 2, 3, 4]
    assert [sentence.may_match(station) for sentence in some] == [True, False, False, False, False]


def test_an_expression_compiled_elsewhere_is_searched_everywhere() -> None:
    other = re.compile("工作站")
    assert needed_bits(other) == 0
    assert sentences("基地")[0].may_match(other)


def test_a_text_tells_nothing_of_words_that_come_after_it() -> None:
    sets = WordSets()
    station = sets.bits(["作站\n流动"])
    before = sets.held("建成基地")
    farm = sets.bits(["农场", "作站\n流动"])
    after = sets.held("建成基地")
    assert before & station != station
    assert before & (farm & ~station) == farm & ~station
    assert after & farm == 0
    assert sets.held("工作站和农场") & farm == farm
    assert sets.bits(["作站\n流动"]) == station


def test_words_may_be_added_while_texts_are_read() -> None:
    sets = WordSets()
    words = [chr(0x4E00 + i) + chr(0x4E01 + i) for i in range(300)]
    text = "".join(chr(0x4E00 + i) for i in range(301))
    with ThreadPoolExecutor(4) as pool:
        some = list(pool.map(lambda word: sets.bits([f"{word}\n，"]), words * 4))
        assert all(found & sets.held(text) == found for found in some)
    assert len(set(some)) == len(words)


def test_a_sentence_of_which_nothing_is_known_is_searched_for_everything() -> None:
    [sentence], station = sentences("建成基地"), STATION_OF_EXPERTS
    assert not sentence.may_match(station)
    assert sentence.search(station) is None
    assert list(sentence.finditer(station)) == []
    new = Sentence("专家工作站", 0, 0)
    assert new.search(station) is not None
    assert [match.group() for match in new.finditer(station)] == ["专家工作站"]


def test_a_profile_behind_its_person_is_another_text() -> None:
    [sentence] = sentences("青山县农科所研究员。")
    person = Mention("Talent", 0, 3, "王建民", "")
    whole, _ = profiles._behind(person, sentence, [])
    assert whole.text == "王建民，青山县农科所研究员。"
    assert whole.may_match(regex("王建民，"))


def test_a_grammar_reads_only_sentences_that_may_hold_what_it_finds() -> None:
    read: list[str] = []

    @told_by(lambda: (STATION,))
    def stations(sentence: Sentence) -> list[Mention]:
        read.append(sentence.text)
        return [Mention("Platform", m.start(), m.end(), m.group(), "") for m in sentence.finditer(regex("家?工作站"))]

    some = sentences("建立专家工作站", "建成基地", "工作", "合作站点")
    assert [len(found) for found in found_by([stations], some)] == [1, 0, 0, 0]
    assert read == ["建立专家工作站", "合作站点"]
    assert [len(found) for found in found_by([Grammar(stations.find)], some)] == [1, 0, 0, 0]
    assert len(read) == 6
