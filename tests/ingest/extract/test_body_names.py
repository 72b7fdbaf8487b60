"""Names of offices, schools, firms and carriers: where they begin and end, and which kinds are none."""

from __future__ import annotations

import pytest

from tests.ingest.extract.support import Extract

NAMES = [
    ("Organization", "园区联合云岭大学办起在职研究生班，县电视台办有栏目。", ["云岭大学", "县电视台"]),
    ("Organization", "王建民担任实验室学术委员会主任，经校学术委员会投票、评审委员会复核。", []),
    ("Organization", "王建民是县人大代表，答复省人大代表建议。", []),
    ("Organization", "东湖中学党委书记王建民到会。", ["东湖中学"]),
    ("Organization", "各县（市、区）工信科技局、人社局，市直各单位：", []),
    ("Organization", "王建民和县茶叶产业服务中心商定时间。", ["县茶叶产业服务中心"]),
    ("Organization", "协会与贵州大学酿酒与食品工程学院、江南大学生物工程学院签约。", ["贵州大学", "江南大学"]),
]
NAMES += [
    (
        "Organization",
        "张北一中、西北师大附中与呼市二中结对，十九届三中全会以后九中下旬开学。",
        ["张北一中", "西北师大附中", "呼市二中"],
    ),
    # offices, hospitals and schools that the tagger cuts or joins
    ("Organization", "由市卫健委会同市人社局组织实施该行动。", ["市卫健委", "市人社局"]),
    ("Organization", "青山大学同济医学院附属云岭医院与县医院签约。", ["青山大学同济医学院附属云岭医院", "县医院"]),
    ("Organization", "县医院、云岭大学，联合建成智慧医养产业学院。", ["县医院", "云岭大学", "智慧医养产业学院"]),
    ("Organization", "云岭师大一附中到村送教。", ["云岭师大一附中"]),
    ("Organization", "青山医院托管石泉县人民医院五年。", ["青山医院", "石泉县人民医院"]),
    ("Organization", "云岭中学派驻石泉中学的教师到岗。", ["云岭中学", "石泉中学"]),
    ("Enterprise", "龙头企业云岭硕康医疗科技为会长单位。", ["云岭硕康医疗科技"]),
    ("Enterprise", "首次参会的云源锂电科技总经理王建民到会。", ["云源锂电科技"]),
    ("Enterprise", "建成云鸥泵业院士专家工作站。", ["云鸥泵业"]),
    # brands that only an office, a count or a holding's end tells
    ("Enterprise", "王建民任雪岭轮胎总工程师，三角岭轮胎等12家企业到会。", ["雪岭轮胎", "三角岭轮胎"]),
    (
        "Enterprise",
        "院士工作站依托雪岭轮胎建设，兰州交投与桂林银行签约，燃气管网改造。",
        ["雪岭轮胎", "兰州交投", "桂林银行"],
    ),
    ("Enterprise", "王建民任东岭铜矿总工程师。", ["东岭铜矿"]),
    ("Enterprise", "王建民任副总工程师，依托特色产业成立专班，商业银行到会，文旅融合，现代食品等12家企业到会。", []),
    ("Organization", "云岭人才来自兰州二院、市三院，一院一策，在医院一院两区。", ["兰州二院", "市三院"]),
    ("Enterprise", "企业重视科技，建成智能分选线，省科技厅科技助力春耕，青山科技特派员到村。", []),
]


NAMES += [
    ("Platform", "建成东湖无公害蔬菜基地。", ["东湖无公害蔬菜基地"]),
    ("Organization", "据云岭新闻网报道，《云岭观察》杂志社记者到村。", ["云岭新闻网", "《云岭观察》杂志社"]),
]
SHORTER = [
    ("云岭省青山市乌云旗水产技术推广站的王建民到会。", ("青山市乌云旗水产技术推广站", "乌云旗水产技术推广站")),
    ("他从德国云堡工业大学毕业。", ("云堡工业大学",)),
    ("来到青山市东湖乡金穗黄桃专业合作社。", ("金穗黄桃专业合作社",)),
    ("活动在青山区东湖街道恒远产业园举行。", ("东湖街道恒远产业园", "恒远产业园")),
]


@pytest.mark.parametrize(("kind", "text", "names"), NAMES)
def test_bodies(extract: Extract, kind: str, text: str, names: list[str]) -> None:
    """Each body by its own name, and nothing that is only a kind or a part of one."""
    assert [entity.name for entity in extract(text).entities if entity.type == kind] == names


def test_a_carrier_of_a_school_is_no_part_of_the_firm_before_it(extract: Extract) -> None:
    found = {e.name for e in extract("石泉果业有限公司同青山大学茶学重点实验室建立合作关系。").entities}
    assert {"石泉果业有限公司", "青山大学茶学重点实验室"} <= found


def test_an_autonomous_region_goes_by_its_short_name(extract: Extract) -> None:
    regions = {
        e.name for e in extract("广西壮族自治区农业科学院选派专家，广西芒果丰收。").entities if e.type == "Region"
    }
    assert regions == {"广西壮族自治区"}
