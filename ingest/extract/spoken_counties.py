"""Counties called without their suffix where somebody goes to work, whatever the tagger took them for: 到|静宁|挂职."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract import regions
from ingest.extract.grammars import told_by
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import words
from ingest.extract.text import Sentence

_GOES = regex("赴|(?<![达遇得直感提轮收看听想做受等])到|前往|走进|深入|扎根|派往|派驻|支援|来自")
_WORKS = regex(
    "挂职|任职|就职|开展|调研|帮扶|服务|支教|支医|考察|指导|推广|授课|义诊|坐诊|会诊|巡诊|讲学|讲课|培训|创业|对接|驻点|"
    "工作|慰问|送教|送医|现场|实地|设立|建立|举办|签约|[，。、的]"
)
_LENGTHS = (3, 2)


@told_by(lambda: (_GOES,))
def find(sentence: Sentence) -> Iterator[Mention]:
    """The counties in short behind a word of going that are followed by what is done there, or by nothing more."""
    text = sentence.text
    for going in sentence.finditer(_GOES):
        start = going.end()
        for end in (start + length for length in _LENGTHS):
            name = text[start:end]
            common = name in words("regions", "common_words")
            if not common and _WORKS.match(text, end) and regions.is_short_county(name):
                yield Mention("Region", start, end, name, "region:name", 0.86)
                break
