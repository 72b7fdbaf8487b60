"""Lists of people, a line each, under a caption or behind a notice's title that says what they were chosen for."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

_LISTED = frozenset({"Programme", "Honor", "Platform"})
_SUBHEADING = 20
"""A line of so many letters without a name parts a list (一、领军人才（2人）) and does not end it."""
_SUBHEAD = regex(r"[　 ]*[（(]?[一二三四五六七八九十]{1,3}[）)、．.][^，。；：]{2,24}")
"""一、某开发区（3名）: a list goes on by places or bodies."""
_LONGEST_CAPTION, _LONGEST_LINE, _LONGEST_ENTRY = 45, 60, 90
_ENTRY_MARKS = frozenset(" 　，（(：:")
"""Behind a person at the start of a longer line, which else is a sentence and no entry of a list."""
_LIST = regex(r"(?:[^，。；]{0,8}(?:入选|获奖|当选|成员|人员|专家))?[^，。；]{0,4}(?:名单|一览表|名册)")
_CHOSEN_FOR = frozenset({"Programme", "Honor"})
_TITLE_LIST = regex(
    "”?(?:[^，。；《》“”]{0,12}(?:入选者?|获奖者?|当选|人员|人选|对象|获得者|专家|人才|名单|结果))+的?"
    "(?:通知|通报|公告|决定|名单)"
)
_FOLLOWS = regex(
    "名单(?:公布|印发|通报|公告)?(?:如下|附后)[：:。]$|现(?:将名单|予)[^，。；]{0,6}公布[：:]?(?:如下)?[：:。]$"
)
_NAMES_THEM = regex(
    r"(?:以下|下列)[\d一二三四五六七八九十]*[名位]?(?:同志|人员|专家|教师|人选|个人|人才)[^。；]*[：:]$"
)
"""授予以下同志|“云岭工匠”称号："""
_ITEM = regex(r"[\d.、．（）()\s]{0,5}")


def claims(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, Claim]]:
    """A list of people, a line each, under a heading that says whose list it is (“某计划”入选名单)."""
    caption: Mention | None = None
    announced: Mention | None = None
    for sentence, mentions in zip(sentences, found, strict=True):
        if sentence.cell is not None:
            continue
        top = outermost(mentions)
        announced = next((m for m in mentions if _announces(sentence.text, m)), announced)
        heading = _heading(sentence.text, top, announced)
        if heading is not None:
            caption = heading
        elif not _parts_list(sentence.text, top):
            if not _is_entry(sentence.text, top):
                caption = None
            elif caption is not None:
                kind = "MEMBER_OF" if caption.type == "Platform" else "SELECTED_FOR"
                yield sentence, Claim(kind, top[0], caption, "list:caption", 0.8, 0, len(sentence.text))


def _heading(text: str, top: list[Mention], announced: Mention | None) -> Mention | None:
    """What those are chosen for whose list a line opens; `announced` is what the title of the notice says."""
    given = next((m for m in top if m.type in _CHOSEN_FOR), None) if _NAMES_THEM.search(text) else None
    if given is not None:
        return given
    if announced is not None and _FOLLOWS.search(text):
        return announced
    named = next((m for m in top if m.type in _LISTED and _LIST.match(text, m.end)), None)
    return named if len(text) <= _LONGEST_CAPTION else None


def _parts_list(text: str, top: list[Mention]) -> bool:
    """Whether a line parts a list and does not end it."""
    return (not top and len(text) <= _SUBHEADING) or (
        not _opens_with_person(text, top) and bool(_SUBHEAD.fullmatch(text))
    )


def _is_entry(text: str, top: list[Mention]) -> bool:
    """Whether a line is one of a list of people: it begins with one and is no long sentence."""
    if not _opens_with_person(text, top):
        return False
    marked = text[top[0].end : top[0].end + 1] in _ENTRY_MARKS
    return len(text) <= (_LONGEST_ENTRY if marked else _LONGEST_LINE)


def _opens_with_person(text: str, top: list[Mention]) -> bool:
    return bool(top) and top[0].type == "Talent" and _ITEM.fullmatch(text[: top[0].start]) is not None


def _announces(text: str, scheme: Mention) -> bool:
    """关于公布第六批|“云岭工匠”|入选人员的通知: whom the lists of a notice have been chosen for."""
    if scheme.type not in _CHOSEN_FOR or "关于" not in text[max(0, scheme.start - 30) : scheme.start]:
        return False
    return _TITLE_LIST.match(text, scheme.end) is not None
