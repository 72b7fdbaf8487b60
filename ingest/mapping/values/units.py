"""Employers in a cell: where a unit's name ends and the department and post begin, and whether it is an enterprise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.mapping.placeholders import is_placeholder
from ingest.mapping.values.lists import split, tidy
from ingest.mapping.values.parsed import Cell, Link, Parsed, Thing

# 浙大某学院; a place or street may be called so too (北大荒, 东大街).
_SHORT_UNIVERSITY = (
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]大(?![学队厅楼市荒街路桥门河山道])(?=[\u4e00-\u9fff]{2,14}(?:学院|系|附属))"
)
OWN = re.compile("[本我该](?:企业|公司|单位|院|所|校|社|厂|机构)")  # the unit that a row is about
_UNIVERSITY = re.compile("[\u4e00-\u9fff]大")
_ENTERPRISE_WORDS = (
    r"集团(?:.{0,12}?公司)?|公司(?:.{1,12}?分公司)?|合作社|联合社|(?:卷烟|制药|化|机械|加工|茶|酒|砖|水泥|电)厂|厂(?=$|长|副)"
    r"|工坊|家庭农场|农场(?!管理局)|茶场|牧场|庄园|茶庄|商行|经营部|酒店|银行(?:.{1,10}?[支分]行)?"
)
# In each the part in brackets is what still belongs to the unit, when it follows.
_BODY_WORDS = (
    r"科学院(?:大学|.{2,12}?(?:研究所|研究院|研究中心|所|植物园|天文台|野外站|分院))?|[农林社水畜热中]科院(?:.{1,12}?(?:研究所|研究院|研究中心|所|分院))?"
    r"|(?:大学|学院)(?:[^兼、，,；;]{0,10}?(?<!医)医院(?!管理))?|高等专科学校|职院|职校|技校|学校|党校|中学|小学|幼儿园"
    r"|[师农医科工药财林理]大(?!学|队|厅|楼|市)(?:附属?.{0,2}院(?![长士])|第?[一二三四五六七八九十]附属?医?院(?![长士]))?|[师农工医]院(?!士)|[师医农财高职]专(?!家|科|业|职|技)|理工(?:大学|学院)?"
    r"|[一二三四五六七八九十]附?院(?!士)|附[一二三四五六七八九]院(?!士)"
    r"|研究院|研究所|研究中心|设计院|勘察院|试验站|[林农茶药水畜果]科所|[林农]场管理局|[茶果药林桑]研所"
    r"|医院(?:.{1,8}?(?:院区|分院))?|卫生院|保健院|疗养院|卫生室|血站"
    r"|委员会(?:办公室)?|(?<=[省州市县区镇乡旗改工卫教])委(?:会|组织部|宣传部|统战部|政法委|办公室|党校|办|(?=$|副?书记|常委|委员|主任))"
    r"|管委(?:会)?办?|政府(?:办公室|办)?|办公室|[\u4e00-\u9fff](?:局|厅)|中心(?:医院|小学|中学|学校|卫生院|血站|幼儿园)?"
    r"|工作站|推广站|管理站|检测站|服务站|监测站|兽医站|文化站|管理所|派出所|事务所|司法所|财政所|检察院|法院"
    r"|协会|学会|商会|联合会|联盟|基金会|供销社|联社|报社|出版社|电视台|融媒体中心|图书馆|博物馆|文化馆|植物园|林场(?!管理局)"
    r"|街道办事处|办事处|村委会|居委会|社区|(?<=[\u4e00-\u9fff]{2})村(?=$|党|支|村|委)"
)
# A word for a unit may stand inside a company's name: 某研究院有限公司.
_TOP = re.compile(
    rf"{_SHORT_UNIVERSITY}|.{{1,60}}?(?:{_ENTERPRISE_WORDS}|{_BODY_WORDS})(?:[^兼、，,；;]{{0,8}}?(?:有限|股份|责任)公司)?"
)
_DEPARTMENT = re.compile(r"(?:学院|系|(?<!干)部|科|科室|室|处|股|中心|所|站|队|车间|组|院区|病区|分院|团队)$")
_ENTERPRISE_END = re.compile(rf"(?:{_ENTERPRISE_WORDS}|企业|工厂|门店|超市)$")
_TRADE_END = re.compile(
    "(?:[^事企行产专职就创毕学作林]业|粮油|食品|饮[料品]|制药|药材|生化|生物|科技|纺织|服[饰装]|化工|机械|重工|电子"
    "|电气|光电|能源|新材料?|建材|家[具居]|陶瓷|物流|商贸|贸易|文旅|传媒|网络|软件|智能|装备|股份|畜牧|养殖|种植|香料)$"
)
_KINDS = re.compile("(?<![高初])级|(?<!高)等|[及各类]|以上|以下|直属|其他")  # 市级及区级医院: a group, no employer
_LEVEL = re.compile("[国省市州县区镇乡]|自治")
_BODY_END = re.compile(
    rf"(?:{_BODY_WORDS}|[院所校局厅办站馆委部处台园署]|[省州市县区镇乡村]|[一二三四五六七八九十][中小])$"
)
# Behind a unit whose name has none of these words: 五岭云陶首席科学家.
_OFFICE = re.compile(
    r"([\u4e00-\u9fff]{3,12}?)((?:联合)?(?:创始人|合伙人)|(?:副|执行|常务副)?(?:总经理|董事长|总裁|总监|总工程师|总工)|首席(?:科学家|专家|技术官|技术专家|顾问)"
    r"|(?:高级|技术|科技|专家|特聘)?顾问|(?:正高级|高级|助理)?(?:工程|农艺|经济|工艺|实验)师|(?:副|助理)?研究员|副?教授|院士|法定代表人|负责人|经理|厂长|理事长|技术员|技术总监|研发总监)"
)
_AT = re.compile(r"^现?(?:在读|就读于?|任职于|供职于|就职于|工作于)[:：]?")
_RELATIVE = re.compile(r"(?:该|本)?([省州市县区镇乡旗])(?=[\u4e00-\u9fff]{3})")
_DITTO = re.compile(r"(?:同上|同前|〃|″|\"|”|々)+")


_REMARK = re.compile(r"[(（]((?:联合|牵头|盖章|公章|原|曾用名|原名|简称|以下简称|下称|依托|发榜|需求)[^()（）]*)[)）]$")
# What someone is there: 某公司（技术顾问）.
_ROLE = re.compile(
    r"[(（][^()（）]{0,12}(?:顾问|专家|科学家|总监|经理|工程师|院长|所长|主任|董事|特派员|指导员|指导师|副总|团长|站长|导师|教练|兼职)[)）]$"
)
_OTHER_NAME = re.compile(r"(?:原名?|曾用名|(?:以下|下)?简称)[:：]?[“\"]?([^“”\"]{2,60})[”\"]?$")


@dataclass(frozen=True, slots=True)
class Post:
    """A unit and what someone is there; `role` is empty where the text names no more than the unit or department."""

    unit: str
    role: str = ""


def posts(text: str) -> list[Post]:
    """The unit that a text begins with and the role behind it; 兼 may bring another unit."""
    text, verbs = _AT.subn("", tidy(text).replace(" ", ""))
    first = _post(re.sub(r"^[（(]|[)）]$", "", text) if verbs else text)
    found = [first]
    for part in first.role.split("兼")[1:]:
        further = _post(_absolute(part, first.unit))
        if further.role and _TOP.match(further.unit):
            found.append(further)
            found[0] = Post(first.unit, first.role.partition("兼")[0])
    return found


def _post(text: str) -> Post:
    top = _TOP.match(text)
    if not top:
        known = _OFFICE.fullmatch(text)
        return Post(known.group(1), known.group(2)) if known else Post(text)
    rest = text[top.end() :].strip("，,、；;:：·- ").lstrip(")）")
    whole = re.fullmatch(r"[(（]([^()（）]*)[)）]?", rest)
    rest = whole.group(1) if whole else rest
    return Post(top.group(), "" if _DEPARTMENT.search(rest) or is_placeholder(rest) else rest)


def _absolute(text: str, beside: str) -> str:
    """县茶叶产业发展中心 beside 荔波县农业农村局 is 荔波县茶叶产业发展中心."""
    relative = _RELATIVE.match(text)
    place = re.match(rf".{{1,12}}?{relative.group(1)}", beside) if relative else None
    return place.group() + text[relative.end() :] if relative and place else text


def is_unit(text: str) -> bool:
    """Whether a text names an employer by its ending or by what it begins with."""
    if _UNIVERSITY.fullmatch(text) or OWN.fullmatch(text):
        return True
    return len(text) >= 3 and bool(_TOP.match(text) or _ENTERPRISE_END.search(text) or _BODY_END.search(text))


def is_body(text: str) -> bool:
    """Whether a text is an employer's name and nothing else, however short: 省农科院."""
    top = _TOP.match(text)
    return (top is not None and top.end() == len(text)) or _UNIVERSITY.fullmatch(text) is not None


def leading_body(text: str) -> str:
    """The body that a text begins with, empty for none: 某医院卫生技术骨干名册 → 某医院."""
    top = _TOP.match(text)
    return top.group() if top else ""


def is_employer(text: str) -> bool:
    """Whether a text is the name of a body or enterprise and nothing else, as in a title of its own."""
    return len(text) > 3 and not _KINDS.search(text) and (is_body(text) or unit_type(text, "") == "Enterprise")


def employer_type(name: str, default: str) -> str:
    """As `unit_type`, of what surely names an employer: a trade at its end is a company's short name (绿源茶业)."""
    short = len(name) > 3 and _TRADE_END.search(name) and not _LEVEL.match(name)
    return unit_type(name, "") or ("Enterprise" if short else default)


def unit_type(name: str, default: str) -> str:
    """Enterprise or Organization by the name's ending, `default` where it does not tell."""
    if _ENTERPRISE_END.search(name):
        return "Enterprise"
    return "Organization" if _BODY_END.search(name) else default


def continued(previous: str, rest: str) -> str:
    """A ditto with more behind it: the unit of the row above, and this row's department and post."""
    return posts(previous)[0].unit + rest


def ditto(text: str) -> str | None:
    """What follows a ditto mark, empty for nothing; None for a text that is no ditto."""
    found = _DITTO.match(text)
    return text[found.end() :].strip() if found else None


def named(text: str) -> tuple[str, tuple[str, ...]]:
    """A unit's name without the remark in brackets behind it, and the other names that the remark gives."""
    plain = _ROLE.sub("", tidy(text)).strip()
    found = _REMARK.search(plain)
    if not found:
        return plain, ()
    other = _OTHER_NAME.match(found.group(1))
    return plain[: found.start()].strip(), (other.group(1),) if other else ()


def workplace(cell: Cell) -> Parsed:
    """工作单位（及职务）: WORKS_AT each unit, with the post as role and as the person's own."""
    if is_placeholder(cell.text):
        return Parsed()
    links, facts = [], []
    for part in _rejoined(split(cell.text, cell.column.split)):
        for post in posts(part):
            thing = Thing(employer_type(post.unit, cell.column.to[0]), post.unit)
            links.append(Link("WORKS_AT", thing, {"role": post.role} if post.role else {}))
            facts += [("post", post.role)] if post.role else []
    return Parsed(links=tuple(links), facts=tuple(facts))


def _rejoined(parts: list[str]) -> list[str]:
    """The parts, with a post that stands on a line of its own put back behind its unit."""
    found: list[str] = []
    for part in parts:
        if found and is_unit(found[-1]) and not is_unit(part):
            found[-1] += part
        else:
            found.append(part)
    return found


def units(cell: Cell) -> Parsed:
    """One or several bodies: hosts, served enterprises."""
    assert cell.column.relation is not None
    things = (unit_of(part, cell.column.to[0]) for part in dict.fromkeys(split(cell.text, cell.column.split)))
    return Parsed(links=tuple(Link(cell.column.relation, t) for t in things if t.type in cell.column.to))


def unit_of(text: str, default: str) -> Thing:
    """The body that a text names, of the default type where the name does not tell."""
    name, others = named(text)
    return Thing(employer_type(name, default), name, facts=tuple(("aliases", other) for other in others))
