"""How headings are compared: by their characters, whatever their spaces, brackets, asterisks and numbering."""

from __future__ import annotations

import re
import unicodedata

# The reader's white space, and marks that say something about filling in, not about the column.
_DROPPED = re.compile(r"[\s*＊:：“”\"'‘’]+")
_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")
_NUMBERED = re.compile(r"(?<=\D)\d{1,2}$|(?<=[员家长人])[一二三四五六七八九十]$")
SAME = 0.6  # of a heading's characters, in a known one that it resembles
_TAILS = frozenset(["数", "数量", "情况", "信息", "名称", "内容", "要求", "一览", "时间", "姓名", "说明"])
_ANOTHER = re.compile(
    "配偶|联系人|联络[员人]|记录人|填表|制表|审批|登记人|法人|法定|父亲|母亲|父母|子女|家属|家庭成员|紧急|监护|推荐|审核|填报人|填报日期|填报时间|经办|备注|银行|开户|毕业|收款"
    "|值班|带班|主管|发证|登记机关|上级|对接人|更新|入党|参加工作"
)
_AND_MORE = re.compile(r"(?<=..)(?:及其|以及|及|和|与|、).+$")
_SERVED = re.compile(
    "服务|受援|帮扶|对口|对接|用人|引进|接收|派驻|引才|结对|合作|联系|指导|顾问|挂钩|受聘|聘用|聘请|兼职|培养|推荐|管理|签约|落地"
)
_SEAT = re.compile("所在|所属|隶属|属地|归属|来自|现|任职|供职|就职|工作")
_PERSON = re.compile(
    r"(?:人才|专家|人员|人选|学者|教授|博士|医师|教师|讲师|能手|工匠|乡亲|乡贤|校友|(?<!负责)(?<!责任)(?<!主持)人|者|[队学团]?员)$"
)
_OF_PEOPLE = re.compile("人才|专家|人员|人选|姓名|博士|教授|学者|团队")  # 引进人才基本情况
_NAMED = re.compile(r"(?<=..)(?:名称|全称|情况|信息|姓名|要求|条件|门槛|标准|限制)$")
_MODIFIER = re.compile(
    r"^(?:现任|现|目前|当前|拟|计划|所需|需求|需|所从事|从事|所|主要|重点|具体|实际|本人|个人|招聘|批复|核定|进站|入站|进驻|驻站|各级|各类|曾获得|曾获|曾|最后|最终|获得|获|入选|被授予"
    r"|人员|申报|派驻人员)(?=..)"
)
# fmt: off
_ENDS = {
    "起": {"开始", "起始", "开始时间", "起始时间", "始", "自", "从", "开始日期", "起始日期", "起始年月"},
    "止": {"结束", "截止", "结束时间", "截止时间", "终止", "终", "至", "到", "到期", "结束日期", "截止日期", "截止年月",
           "终止时间", "终止日期", "到期时间"},
}
_NAMEISH = frozenset(["名称", "全称", "姓名", "名字", "单位名称", "单位全称", "企业名称", "企业全称"])
_UNITS = frozenset(
    ["单位", "工作单位", "所在单位", "单位名称", "派出单位", "任职单位", "所属单位", "来源单位", "单位及职务",
     "工作单位及职务", "单位及职称", "单位及科室", "单位职务", "单位职称", "单位、职务", "单位、职称", "单位和职务"]
)
_TITLES = frozenset(["职称", "职务职称", "职称职务", "专业技术职务", "技术职称", "职务/职称", "职称/职务"])
# Say nothing without the heading above them.
_GENERIC = frozenset(
    ["名称", "年份", "级别", "时间", "起", "止", "单位", "取得时间", "类型", "类别", "备注", "数量", "代码", "性质",
     "编号", "其他"]
)
# fmt: on
_SAYS_LITTLE = _GENERIC - {"级别", "类型", "类别"}  # these mean the row's own


def clean(text: str) -> str:
    """A heading as shown in reports: without white space."""
    return re.sub(r"\s+", "", text)


def forms(heading: str) -> tuple[str, ...]:
    """The forms under which a heading is looked up, best first. What stands in brackets mostly explains how to fill in
    (首席专家（单位） is the expert, not the unit), so it counts second."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", heading)).casefold()
    inside, without = _BRACKETS.sub("", text), _BRACKETED.sub("", text)
    found = [without, inside, _NUMBERED.sub("", without)]
    return tuple(dict.fromkeys(form for form in found if form))


def first_of(form: str) -> str:
    """The first of several things that a heading's form asks for (岗位名称及需求数), empty where it asks for one."""
    head = _AND_MORE.sub("", form)
    return head if head != form else ""


def cores(form: str) -> tuple[str, ...]:
    """What a heading's form is about, without words that only say how it is meant: 入选各级人才计划名称及年度 →
    人才计划, 所需专业 → 专业, 首席专家及单位 → 首席专家. The least reduced first; nothing that says too little."""
    found: list[str] = []
    plain = _AND_MORE.sub("", form)
    for text in (form, plain, _NAMED.sub("", plain)):
        reduced = text
        while reduced and reduced not in found:
            found.append(reduced)
            reduced = _MODIFIER.sub("", reduced, count=1)
    return tuple(text for text in dict.fromkeys(found) if text != form and len(text) > 1 and text not in _SAYS_LITTLE)


def is_nameish(heading: str) -> bool:
    """Whether a heading under another says no more than that the name of that one stands here: 用人单位 / 全称."""
    return any(form in _NAMEISH for form in forms(heading))


def is_part(heading: str) -> bool:
    """Whether a heading says nothing without one above it: 起, 止, 名称, 年份."""
    ends = {word for end, words in _ENDS.items() for word in (end, *words)}
    return any(form in _GENERIC or form in ends for form in forms(heading))


def of_unit(heading: str) -> bool:
    """Whether a heading under that of a person gives the person's unit; 领衔专家及所在单位 is the person first."""
    return any(
        form in _UNITS or (form.endswith("单位") and not of_served(form) and not _people_first(form))
        for form in forms(heading)
    )


def _people_first(form: str) -> bool:
    """Whether a heading asks for people before their units: 首席专家姓名及单位."""
    first = first_of(form)
    return first.endswith(("姓名", "名字", "名单")) or _PERSON.search(first) is not None


def of_place(heading: str) -> bool:
    """Whether a heading says of something where it belongs, whatever it calls that: 所在学校, 属地乡镇."""
    return _SEAT.match(heading) is not None


def of_served(heading: str) -> bool:
    """Whether a heading speaks of whom somebody serves, is wanted or recommended by, not of where they work."""
    return _SERVED.search(heading) is not None


def of_person(heading: str) -> bool:
    """Whether a heading calls by some word the people that stand below: 引进人才, 入选者, 主讲（服务）人."""
    return any(_PERSON.search(form) for form in forms(heading))


def of_title(heading: str) -> bool:
    """Whether a heading under that of a person gives the person's title."""
    return any(form in _TITLES for form in forms(heading))


def of_another(heading: str) -> bool:
    """Whether a heading speaks of someone or something beside the row's entity: 配偶情况, 联系人, 毕业院校."""
    return _ANOTHER.search(heading) is not None


def resembles(form: str, known: str) -> bool:
    """Whether a heading is a known one with words put into it (企业详细名称) or behind it (从业人员情况)."""
    if len(known) < 3 or len(known) < SAME * len(form):
        return False
    if form.startswith(known):
        return form[len(known) :] in _TAILS
    signs = iter(form)
    return form[0] == known[0] and form[-1] == known[-1] and all(sign in signs for sign in known)


def lookup_forms(parent: str, child: str) -> tuple[str, ...]:
    """The forms of a heading under a parent heading (empty for none; `upper/lower` for two), best first."""
    if not parent:
        return forms(child)
    above = parent.split("/")[::-1]
    joined = [f"{p}/{c}" for a in above for p in forms(a) for c in forms(child)]
    joined += [p + c for a in above for p in forms(a) for c in forms(child)]
    end = next((end for end, words in _ENDS.items() if any(form in words for form in forms(child))), "")
    joined += [f"{p}/{end}" for a in above for p in forms(a)] if end else []
    joined += [p for a in above for p in forms(a)] if is_nameish(child) else []
    joined += ["用人单位"] if of_served(above[0]) and of_unit(child) and not _OF_PEOPLE.search(above[0]) else []
    alone = [form for form in forms(child) if form not in _GENERIC and not of_another(parent)]
    return tuple(dict.fromkeys((*joined, *alone)))
