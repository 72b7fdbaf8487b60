"""Expressions that stay compiled between runs match as freshly compiled ones do, and nothing depends on the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract import Extractor, openings, patterns, regexes
from ingest.extract import text as texts
from ingest.extract.gather import gather
from ingest.extract.kept import Kept
from ingest.extract.mentions import outermost
from tests.ingest.extract.support import document

SOURCES = [
    "甲|乙丙",
    r"(?P<from>[\ue000-\ue003])(?:、|和)(?P<to>\d{2,4})?",
    r"(?<![不未])(?:入选|获评)(?=“)",
    r"([\u4e00-\u9fff])\1+(?>a|b)*",
    r"^\s*[^，。；]{0,8}?$",
    "",
]
TEXTS = st.text(alphabet="甲乙丙、和入选获评不“，。ab12\ue000\ue002 ", max_size=30)


def found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], dict[str, str | None]]]:
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


def saved(folder: Path) -> Path:
    path = folder / "kept"
    codes = Kept(path, regexes.VERSION, regexes.MOST)
    expressions = regexes.Expressions(codes)
    for source in SOURCES:
        expressions.pattern(source)
        expressions.pattern(source, re.IGNORECASE | re.MULTILINE)
    codes.save()
    return path


def read_again(path: Path) -> regexes.Expressions:
    return regexes.Expressions(Kept(path, regexes.VERSION, regexes.MOST))


@pytest.fixture(scope="module")
def kept_from_file(tmp_path_factory: pytest.TempPathFactory) -> regexes.Expressions:
    return read_again(saved(tmp_path_factory.mktemp("kept")))


@given(text=TEXTS, source=st.sampled_from(SOURCES), flags=st.sampled_from([0, re.IGNORECASE | re.MULTILINE]))
def test_what_was_kept_matches_as_what_is_compiled(
    kept_from_file: regexes.Expressions, text: str, source: str, flags: int
) -> None:
    fresh, kept = re.compile(source, flags), kept_from_file.pattern(source, flags)
    assert (kept.pattern, kept.flags, kept.groups, kept.groupindex) == (
        fresh.pattern,
        fresh.flags,
        fresh.groups,
        fresh.groupindex,
    )
    assert found(kept, text) == found(fresh, text)


PLAIN = [
    "甲",
    "乙",
    "丙",
    "丁戊",
    "[甲乙]",
    "(乙|丙)?",
    "(?:甲|乙丙|丁|戊)",
    "(?>甲|甲乙)",
    "(?:[甲乙]|丁)+",
    "(?:甲|)",
]
OPEN = ["甲?", "丙*?", "[^丙]", r"[\u4e00-\u9fff]{0,2}", r"\d", ".", "(?:)", "(?i:A)"]
EMPTY = ["(?<=乙)", "(?<!甲)", "(?=丙)", "(?!丁)", "^", "$"]
PIECES = st.sampled_from([*PLAIN, *OPEN, *EMPTY])
MEMBERS = st.lists(PIECES, min_size=1, max_size=3).map("".join)
CHOICES = st.lists(MEMBERS, min_size=1, max_size=14).map("|".join)
LETTERS = st.text(alphabet="甲乙丙丁戊1a \n", max_size=12)
FLAGS = st.sampled_from([0, re.DOTALL, re.IGNORECASE])


@given(choice=CHOICES, behind=st.sampled_from(["", "丙", "(?=甲)"]), text=LETTERS, flags=FLAGS)
@settings(max_examples=400)
def test_choices_sorted_by_letter_match_as_they_are_written(choice: str, behind: str, text: str, flags: int) -> None:
    source = f"(?P<one>{choice}){behind}"
    fresh, sorted_ = re.compile(source, flags), read_again(Path("none")).pattern(source, flags)
    assert found(sorted_, text) == found(fresh, text)
    for way in ("match", "fullmatch"):
        ours, theirs = getattr(sorted_, way)(text), getattr(fresh, way)(text)
        assert (ours and ours.regs) == (theirs and theirs.regs)


def test_no_letter_is_tried_where_an_expression_cannot_begin() -> None:
    choice = "|".join(f"(?<!乙){word}" for word in ("甲乙", "丙丁?", "戊"))
    parsed = regexes._parser.parse(f"(?:(?=己)(?:{choice})|[0-9]+?庚)")
    letters, empty = openings._first(parsed)
    assert {chr(value) for op, value in letters or () if str(op) == "LITERAL"} == set("甲丙戊")
    assert not empty
    assert openings._first(regexes._parser.parse(".甲|乙"))[0] is None


def test_rules_match_as_re_compiles_them(extractor: Extractor) -> None:
    folder = Path(__file__).parent / "gold" / "dev"
    documents = [document(path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))[::80]]
    sentences = [s for one in documents for s in texts.read(one, extractor._tagger)]
    lines = [sentence.text for sentence in sentences]
    lines += [patterns.render(s.text, outermost(m)).text for s, m in zip(sentences, gather(sentences, []), strict=True)]
    for one in documents:
        extractor.extract(one)
    kept: regexes.Expressions = regexes.regex.__self__  # type: ignore[attr-defined]
    for ours in {*kept._patterns.values(), *(rule.regex for rule in patterns.rules())}:
        fresh = re.compile(ours.pattern, ours.flags)
        assert (ours.groups, ours.groupindex) == (fresh.groups, fresh.groupindex)
        for line in lines:
            assert found(ours, line) == found(fresh, line), ours.pattern


def test_nothing_is_compiled_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = read_again(saved(tmp_path))

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(regexes, "_code", refuse)
    assert kept.pattern(SOURCES[0]).search("乙丙")
    assert kept.pattern(SOURCES[0]) is kept.pattern(SOURCES[0])


@pytest.mark.parametrize(
    "code",
    [
        (32, b"\1\2\3\4" * 5, 0, {}, (None,), ()),
        (32, b"\1\2\3", 0, {}, (None,), ("甲\n乙丙",)),
        (32, b"\1\2\3\4", 0, {}, (None,)),
        (32, b"\1\2\3\4", 0, {}, (None,), 7),
        "garbage",
        7,
    ],
)
def test_instructions_that_cannot_be_used_are_made_anew(tmp_path: Path, code: object) -> None:
    codes = Kept(tmp_path / "kept", regexes.VERSION, regexes.MOST)
    codes.put(("甲|乙丙", 0), code)
    assert regexes.Expressions(codes).pattern("甲|乙丙").findall("甲乙丙") == ["甲", "乙丙"]
    assert codes.get(("甲|乙丙", 0))[2] == 0


def test_a_wrong_expression_is_told_as_re_tells_it(tmp_path: Path) -> None:
    with pytest.raises(re.error, match="unterminated"):
        read_again(tmp_path / "kept").pattern("(甲")
