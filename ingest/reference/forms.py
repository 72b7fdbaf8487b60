"""How the name of a region is shortened in practice: 黔南布依族苗族自治州 is also 黔南州, 黔南, 黔南布依族苗族."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.reference.model import Level

# The 55 minorities; those of the second list are also written without 族 in names of regions.
_WITH_ZU = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
]
_WITHOUT_ZU = ["维吾尔", "哈萨克", "柯尔克孜", "蒙古", "锡伯", "塔吉克", "达斡尔", "鄂温克"]
_PEOPLES = "|".join([*(f"{name}(?:民)?族" for name in sorted(_WITH_ZU, key=len, reverse=True)), "各族", *_WITHOUT_ZU])
_ETHNIC = re.compile(
    rf"(?P<head>.{{2,}}?)(?P<peoples>(?:{_PEOPLES})+)(?P<end>自治(?:区|州|县|旗)|民族乡|民族苏木|乡|苏木)"
)
_AUTONOMOUS = re.compile(r"(?P<head>.+?)自治(?P<end>[区州县旗])")
_SUFFIX = {
    "provincial": re.compile(r"特别行政区|自治区|省|市"),
    "prefecture": re.compile(r"自治州|地区|盟|市"),
    "county": re.compile(r"自治县|自治旗|林区|特区|新区|市|县|区|旗"),
    "township": re.compile(r"街道办事处|地区办事处|办事处|街道|民族乡|镇|乡|苏木"),
    "village": re.compile(
        r"(?:村|社区|嘎查)?(?:村民|居民)委员会|(?:村|社区|嘎查)?[村居]委会|嘎查委员会|行政村|村|社区|嘎查|虚拟社区"
    ),
}
_VILLAGE = re.compile(r"(?P<stem>.+?)(?P<kind>村|社区|嘎查)?(?:村民委员会|居民委员会|村委会|居委会|委员会)")
MIN_STEM = 2


@lru_cache(maxsize=4096)
def short_forms(name: str, level: Level) -> tuple[str, ...]:
    """What a region is also called, without its full name; a stem of one character (房 of 房县) is none."""
    forms: list[str] = []
    ethnic = _ETHNIC.fullmatch(name)
    autonomous = _AUTONOMOUS.fullmatch(name)
    if ethnic:
        forms += _of_peoples(ethnic)
    elif autonomous:
        head, end = autonomous["head"], autonomous["end"]
        plain = head.removesuffix("族")
        forms += [head, plain, head + "自治", *([plain + end] if end != "区" else [])]
    else:
        forms.append(_stem(name, level))
    if level == "township" and name.endswith("街道办事处"):
        forms.append(name.removesuffix("办事处"))
    if level == "village" and forms[0]:
        forms += [forms[0] + end for end in ("村", "社区", "居委会", "村委会")]
    return tuple(form for form in dict.fromkeys(forms) if len(form) >= MIN_STEM and form != name)


def _of_peoples(match: re.Match[str]) -> list[str]:
    """三都水族自治县 → 三都, 三都县, 三都自治县, 三都水族, 三都水族自治."""
    head, peoples, end = match.group("head", "peoples", "end")
    forms = [head] if len(head) >= MIN_STEM else []
    if end == "自治区":
        forms += [head + end, head + peoples, head + peoples + "自治"]
    elif end.startswith("自治"):
        forms += [head + end[-1], head + end, head + peoples, head + peoples + "自治", head + peoples + end[-1]]
    else:
        forms += [head + end.removeprefix("民族"), head + peoples]
    return [form for form in forms if len(form) > MIN_STEM or form == head]


def _stem(name: str, level: Level) -> str:
    for match in _SUFFIX[level].finditer(name):
        if match.end() == len(name):
            return name[: match.start()]
    return ""


def village_name(name: str) -> str:
    """A village by its name instead of its committee's: 合兴村村民委员会 → 合兴村, 南高村委会 → 南高村.

    A residents' committee whose name has no 社区 keeps 居委会: nothing says that a community of that name exists.
    """
    match = _VILLAGE.fullmatch(name)
    if match is None:
        return name
    stem, kind = match.group("stem", "kind")
    if kind:
        return stem + kind
    if name.endswith(("居民委员会", "居委会")):
        return stem + "居委会"
    return stem + "村"
