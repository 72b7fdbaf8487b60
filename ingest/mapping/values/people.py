"""People in a cell: names, and what brackets behind them say (unit, title, another form of the name)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from graph.model.claims import Scalar
from graph.model.names import normalise_name
from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.values.lists import code, split, tidy
from ingest.mapping.values.parsed import Cell, Link, Parsed, Problem, Thing, failed
from ingest.mapping.values.units import employer_type, is_body, is_unit, posts
from ingest.reference import skill_level, title_level

# The hundred commonest surnames cover some 85 % of people (Ministry of Public Security, 2020); compound ones follow.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安"
    "齐庞颜乔伍章庄聂鲁倪申岳翟殷查冉岑蒙霍祝左柳俞甘欧饶柯傅萧洪童祁纪骆梅焦裴曲靳詹卓柴包漆蒲牟苟褚尤喻柏窦苗鲍费"
    "廉滕毕邬皮卞穆米臧谈茅舒屈阮蓝闵席麻娄盛刁凌虞裘缪宗宣郁杭翁荀惠封芮储蔺屠仇栾厉祖符景郜宿池胥莘姬冀郏尚晏瞿慕"
    "艾易戈庾匡寇隆巩冷辛简鞠巢相阚敖佘仝佟邸隋晋郎穰逯燕桂边扈鹿苑冶拜撒羊令铁訾缑亢郗"
)
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_TITLE = re.compile(
    r"(?:正高级|高级|中级|初级|助理|副|主任|副主任|主治|住院|特级|一级|二级|三级|首席|推广|实习|主管|农业|林业|技术|茶|制|评|审)*"
    r"(?:[\u4e00-\u9fff]{0,6}(?:工程师|农艺师|医师|药师|护师|技师|兽医师|畜牧师|经济师|会计师|实验师|工艺师|评茶师|教师|技工)"
    r"|研究员|教授|讲师|助教|院士|编审|编辑|馆员|教练|博士|硕士|博导|硕导)"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,12}[·•][\u4e00-\u9fff]{1,12}")
_ENDING = re.compile(r"(?:等\d*人?|等专家|同志|先生|女士|老师)$")
# Names of several minorities have more than four characters, and lists often leave their dots out: 买买提艾力.
_PERSON = re.compile(
    # A character that was lost on the way (马?龙) is reported; the name stays as it was written.
    r"[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff][?？\ufffd][\u4e00-\u9fff]{1,2}"
    r"|[\u4e00-\u9fff]{1,12}(?:[·•・‧∙⋅][\u4e00-\u9fff]{1,12}){1,4}|[A-Za-z][A-Za-z .'-]{2,60}"
)
_DATE = re.compile(r"[\s(（]*(?:19|20)\d{2}[年.\-/]?\d{0,2}[月.\-/]?\d{0,2}日?\s*(?:取得|评定|聘任)?[)）]?$")
_ROLE = re.compile(
    r"副?(?:队|团|组|站)长|副?领队|联络员|联络人|召集人|牵头人|负责人|队员|团员|组员|成员|组长助理|(?:技术)?顾问|首席专家"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'·-]+")
_ALL = re.compile(
    r"[（(](?:以上|二人|两人|[三四五六]人|他们)?(?:都|均|皆|全部?|同)(?:来自|任职于|就职于|供职于|[为系是属在])([^（）()]{2,60})[)）]"
)  # what follows several people and is said of them all
_HEADED = re.compile(r"([^：:（()]{2,40})[：:](.+)")  # 云岭大学：李娜、张伟
MAX_NAME = 60


def person_name(text: str) -> str:
    """A name without the spaces that align two characters with three: 吴　昊 → 吴昊."""
    plain = tidy(text)
    return plain if _LATIN.fullmatch(plain) else plain.replace(" ", "")


def name(cell: Cell) -> Parsed:
    """姓名 of a row's person; a Latin name or other form in brackets becomes an alias."""
    if is_placeholder(cell.text) or not re.search(r"[^\W\d_]", cell.text) or len(cell.text) > MAX_NAME:
        return failed("invalid_key")
    plain, inside = _parts(cell.text)
    behind = re.fullmatch(rf"(\S{{2,4}}|\S\s+\S)\s+({_ROLE.pattern})", plain)
    plain, roles = (behind.group(1), [behind.group(2)]) if behind else (plain, [])
    roles += [part for part in inside if _ROLE.fullmatch(part)]
    others = [part for part in inside if _LATIN.fullmatch(part) or part.startswith(("原名", "曾用名", "又名"))]
    facts = tuple(("aliases", re.sub(r"^(?:原名|曾用名|又名)[:：]?", "", part)) for part in others)
    facts += tuple(("post", role) for role in roles)
    return Parsed((person_name(plain),), facts=facts) if plain.strip() else failed("invalid_key")


def title(cell: Cell) -> Parsed:
    """名称 of a row's enterprise or platform."""
    plain = tidy(cell.text)
    if is_placeholder(plain) or not re.search(r"[^\W\d_]", plain) or len(plain) > 200:
        return failed("invalid_key")
    return Parsed((plain,))


def titles(cell: Cell) -> Parsed:
    """Professional titles, without the date of each that some tables ask for, and what level the highest has. One that
    nobody knows is kept, and a doubt."""
    parts = (_DATE.sub("", tidy(part)).strip() for part in split(cell.text, cell.column.split))
    found = tuple(dict.fromkeys(part for part in parts if part))
    unknown = [part for part in found if not levels([part]) and not is_title(part)]
    return Parsed(found, facts=levels(found), problems=tuple(Problem("unknown_title", f"“{p[:20]}”") for p in unknown))


def is_title(text: str) -> bool:
    """Whether a text is a professional title and nothing else, the date of it aside."""
    return _TITLE.fullmatch(_DATE.sub("", tidy(text)).strip()) is not None


def levels(named: Iterable[str]) -> tuple[tuple[str, Scalar], ...]:
    """The level of the highest of some titles, and of the highest skill among them."""
    text = "、".join(named)
    return tuple(
        (name, level)
        for name, level in (("title_level", title_level(text)), ("skill_level", skill_level(text)))
        if level
    )


def skills(cell: Cell) -> Parsed:
    """The level of a skill (三级/高级工), and the skill's name where it is one (电工高级技师)."""
    found = code(cell)
    named = [part for part in split(cell.text, cell.column.split) if skill_level(part)]
    return replace(found, facts=tuple(("professional_title", tidy(part)) for part in named))


def posts_and_titles(cell: Cell) -> Parsed:
    """Posts and professional titles in one cell: 副所长/研究员."""
    parts = (
        _DATE.sub("", tidy(part)).strip() for whole in split(cell.text, cell.column.split) for part in _posts(whole)
    )
    facts = [
        ("professional_title" if _TITLE.fullmatch(part) or levels([part]) else "post", part) for part in parts if part
    ]
    return Parsed(facts=(*dict.fromkeys(facts), *levels(p for name, p in facts if name == "professional_title")))


def people(cell: Cell) -> Parsed:
    """Members in a cell: 李明（某大学教授）、张华(Anna). What is no name is a doubt."""
    assert cell.column.relation is not None
    links, odd = [], 0
    for part in split(regrouped(cell.text), cell.column.split):
        thing = _person(part)
        if thing:
            links.append(Link(cell.column.relation, thing))
        else:
            odd += 1
    return Parsed(links=tuple(links), problems=failed("invalid_value", f"{odd} 处不是姓名").problems if odd else ())


def _posts(text: str) -> list[str]:
    """副校长、正高级教师 is a post and a title; a list of posts alone stays as it is written."""
    parts = split(text, "、，,")
    return parts if any(levels([part]) or _TITLE.fullmatch(part) for part in parts) else [text]


def regrouped(text: str) -> str:
    """The text with units in brackets behind their people, who may stand in a group (云岭大学：李娜、张伟) or each
    before or behind the unit (李娜，云岭大学; 云岭大学李娜)."""
    groups = re.split(r"[；;\n]", _shared(re.sub(r"\s*\n\s*(?=[（(])", "", text)))
    alike = any(_dashed(group.strip()) for group in groups)
    headed = any((found := _HEADED.fullmatch(group.strip())) and is_unit(found[1]) for group in groups)
    return "；".join(
        (alike and _dashed_alike(group.strip())) or _regroup(group.strip(), headed=headed) for group in groups
    )


def _regroup(group: str, *, headed: bool = False) -> str:
    """One group; `headed` tells that units stand before other groups of the cell, so that what stands there is one."""
    listed = _HEADED.fullmatch(group)
    if listed and (headed or is_unit(listed.group(1))):
        return "；".join(_at(name, listed.group(1)) for name in split(listed.group(2), "、，, "))
    parts = split(group, "，,")
    if len(parts) > 1 and len(parts) % 2 == 0 and all(map(_is_pair, parts[::2], parts[1::2])):
        return "；".join(_at(name, unit) for name, unit in zip(parts[::2], parts[1::2], strict=True))
    if paired := _dashed(group):
        return paired
    if whole := _in_three(split(group, "，,")):
        return whole
    spaced = group.split()
    if len(spaced) > 1 and all(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name) and name[0] in SURNAMES for name in spaced):
        return "、".join(spaced)
    if whole := _in_three(spaced):
        return whole
    if len(spaced) == 2 and _is_pair(*spaced):
        return _at(*spaced)
    return "、".join(_dashed(part) or _unglued(part) for part in split(group, "、"))


def _dashed(text: str) -> str:
    """李娜—云岭大学 → 李娜（云岭大学）, empty where no sign stands between a person and a unit."""
    parts = re.split(r"\s*[—–－-]+\s*|\s*[|｜/／]\s*", text)
    for name, unit in (parts, parts[::-1]) if len(parts) == 2 else ():
        if _is_pair(name, unit):
            return _at(name, unit)
    return _in_three(parts)


def _in_three(parts: list[str]) -> str:
    """李娜/云岭大学/教授 → 李娜（云岭大学，教授）, in whatever order they stand; empty for anything else."""
    if len(parts) != 3:
        return ""
    unit = next((part for part in parts if is_unit(part) and not is_title(part)), "")
    said = next((part for part in parts if part != unit and (is_title(part) or _ROLE.fullmatch(part))), "")
    names = [part for part in parts if part not in (unit, said)]
    return f"{names[0]}（{unit}，{said}）" if said and len(names) == 1 and _is_pair(names[0], unit) else ""


def _dashed_alike(text: str) -> str:
    """毛云辉—锦茧丝绸 beside 尹仕昌—姚安县农业农村局: a person too, whatever the unit is called."""
    pair = re.fullmatch(r"([\u4e00-\u9fff]{2,3})\s*[—–－-]+\s*([\u4e00-\u9fff]{2,})", text)
    if pair is None or pair[1][0] not in SURNAMES or is_unit(pair[1]) or _TITLE.search(pair[2]):
        return ""
    return _at(pair[1], pair[2])


def _shared(text: str) -> str:
    """甲、乙（均为某所） as 甲（某所）；乙（某所）: the unit is that of all since the last sign of another kind."""
    found, at = "", 0
    for remark in _ALL.finditer(text):
        before = text[at : remark.start()]
        start = max(before.rfind(sign) for sign in "；;\n）)：:") + 1
        names = split(before[start:], "、，,")
        if len(names) > 1 and is_unit(remark.group(1)):
            found += before[:start] + "".join(f"；{_at(name, remark.group(1))}" for name in names) + "；"
        else:
            found += before + remark.group()
        at = remark.end()
    return found + text[at:]


def _is_pair(name: str, unit: str) -> bool:
    return is_unit(unit) and "、" not in unit and not is_unit(name) and _NAME.fullmatch(person_name(name)) is not None


def _unglued(text: str) -> str:
    """云岭大学李娜 → 李娜（云岭大学）: a body, and behind it what can only be a name."""
    for at in (len(text) - 3, len(text) - 2):
        if at > 3 and is_body(text[:at]) and text[at] in SURNAMES and not _TITLE.search(text[at:]):
            return _at(text[at:], text[:at])
    return text


def _at(name: str, unit: str) -> str:
    return name if re.search(r"[（(]", name) else f"{name}（{unit}）"


def _parts(text: str) -> tuple[str, list[str]]:
    inside = [part.strip() for part in _BRACKETED.findall(text)]
    return _BRACKETED.sub("", text).strip(), [part for part in inside if part]


def _person(text: str) -> Thing | None:
    plain, inside = _parts(unicodedata.normalize("NFC", text))
    plain = _ENDING.sub("", plain)
    titles = [plain[len(head) :].strip() for head in [_head(plain)] if head]
    name = person_name(_head(plain) or plain)
    if not _PERSON.fullmatch(name) or is_body(name) or (len(name) > 4 and (is_unit(name) or _TITLE.search(name))):
        return None
    facts: list[tuple[str, Scalar]] = [("professional_title", t) for t in titles if t]
    links: list[Link] = []
    for part in (piece for text in inside for piece in split(text, "，,；;、")):
        _about(part, facts, links)
    facts += levels(str(value) for kind, value in facts if kind == "professional_title")
    return Thing("Talent", name, links[0].thing.name if links else "", tuple(facts), tuple(links))


def _head(text: str) -> str:
    """The name before a title that is not in brackets: 李明 教授."""
    found = re.match(rf"(\S{{2,4}})\s+({_TITLE.pattern})$", text)
    return found.group(1) if found else ""


def _about(text: str, facts: list[tuple[str, Scalar]], links: list[Link]) -> None:
    """What one remark in brackets says of a person."""
    if _TITLE.fullmatch(text):
        facts.append(("professional_title", text))
    elif _LATIN.fullmatch(text):
        facts.append(("aliases", text))
    elif is_unit(text):
        for post in posts(text):
            kind = employer_type(post.unit, "Organization")
            links.append(Link("WORKS_AT", Thing(kind, post.unit), {"role": post.role} if post.role else {}))
            if post.role and _TITLE.fullmatch(post.role):
                facts.append(("professional_title", post.role))


def same_name(left: str, right: str) -> bool:
    """Whether two names are written alike, spaces and dots aside."""
    return normalise_name(left).replace(" ", "") == normalise_name(right).replace(" ", "")
