"""Rosters written after the rules, to see what the rules make of what they were not written for."""

from __future__ import annotations

from tests.ingest.mapping.offices.office import Office

PROBLEMS = Office(
    file="企业技术难题征集汇总.csv",
    table="need",
    header_rows=[2],
    rows=[
        ["桐川区企业技术难题征集情况汇总表"],
        ["序", "填报企业", "技术难题", "难题描述", "行业", "拟合作方式", "投入预算（万元）", "对接人", "对接电话"],
        ["1", "桐川陶瓷有限公司", "窑炉余热回收", "温度波动大", "陶瓷", "联合攻关", "50", "阮明", "13800070001"],
        ["2", "桐川酒业有限公司", "酒糟资源化利用", "利用率低", "白酒", "项目合作", "30-50", "骆英", "13800070002"],
        ["3", "—", "废水脱色", "", "纺织", "", "", "", ""],
        ["制表：桐川区科技局"],
    ],
    accepted=2,
    rejected=[(5, "invalid_key")],
    skipped=[(6, "footer")],
    encoding="utf-8",
    delimiter=",",
    says="""
        桐川陶瓷有限公司 HAS_NEED Need:窑炉余热回收
        窑炉余热回收 requirement 温度波动大
        窑炉余热回收 NEEDS Industry:陶瓷
        桐川酒业有限公司 HAS_NEED Need:酒糟资源化利用
        酒糟资源化利用 NEEDS Industry:白酒
        酒糟资源化利用 mode project
    """,
)

ENVOYS = Office(
    file="个人科技特派员选派名册.xlsx",
    table="team_member",
    header_rows=[2],
    rows=[
        ["桐川区2025年个人科技特派员选派名册"],
        ["序号", "姓名", "性别", "所在单位", "技术职称", "技术专业", "派驻村（社区）", "派驻镇", "服务主体", "聘期"],
        [
            1,
            "宣 杰",
            "男",
            "桐川区农技推广中心",
            "农艺师",
            "蔬菜",
            "大坪村",
            "石佛镇",
            "大坪蔬菜专业合作社",
            "2025.1-2025.12",
        ],
        [
            2,
            "桂 兰",
            "女",
            "桐川职业技术学院",
            "副教授",
            "畜牧",
            "河口村",
            "石佛镇",
            "桐川牧业有限公司",
            "2025.1-2025.12",
        ],
    ],
    accepted=2,
    merged=("A1:J1",),
    says="""
        宣杰 WORKS_AT Organization:桐川区农技推广中心
        宣杰 EXPERT_IN Field:蔬菜
        宣杰 SERVES Region:石佛镇 since=2025-01 until=2025-12
        宣杰 SERVES Enterprise:大坪蔬菜专业合作社 since=2025-01 until=2025-12
        桂兰 WORKS_AT Organization:桐川职业技术学院
        桂兰 EXPERT_IN Field:畜牧
        桂兰 SERVES Region:石佛镇 since=2025-01 until=2025-12
        桂兰 SERVES Enterprise:桐川牧业有限公司 since=2025-01 until=2025-12
    """,
)

STATIONS = Office(
    file="院士专家工作站情况一览.xlsx",
    table="platform",
    header_rows=[1, 2],
    rows=[
        ["序号", "工作站", None, "依托单位", "入站院士专家", None, "主攻方向"],
        [None, "名称", "建站年度", None, "姓名", "所在单位", None],
        [1, "桐川陶瓷院士工作站", 2021, "桐川陶瓷有限公司", "丘仲文、阎立", "海桐大学；江南理工大学", "先进陶瓷"],
        [2, "桐川果树专家工作站", "2022年度", "桐川区农技推广中心", "乔 木", "江南农业大学", "柑橘"],
    ],
    accepted=2,
    merged=("A1:A2", "B1:C1", "D1:D2", "E1:F1", "G1:G2"),
    says="""
        桐川陶瓷院士工作站 kind academician_station
        桐川陶瓷院士工作站 approved 2021
        桐川陶瓷院士工作站 HOSTED_BY Enterprise:桐川陶瓷有限公司
        桐川陶瓷院士工作站 SERVES Industry:先进陶瓷
        丘仲文 MEMBER_OF Platform:桐川陶瓷院士工作站 role=首席专家
        丘仲文 WORKS_AT Organization:海桐大学
        阎立 MEMBER_OF Platform:桐川陶瓷院士工作站 role=首席专家
        阎立 WORKS_AT Organization:江南理工大学
        桐川果树专家工作站 kind expert_station
        桐川果树专家工作站 HOSTED_BY Organization:桐川区农技推广中心
        桐川果树专家工作站 SERVES Industry:柑橘
        乔木 MEMBER_OF Platform:桐川果树专家工作站 role=首席专家
        乔木 WORKS_AT Organization:江南农业大学
    """,
)

CLINICS = Office(
    file="专家下基层坐诊台账.xlsx",
    table="service",
    header_rows=[3],
    rows=[
        ["桐川区卫健局专家下基层坐诊台账"],
        [None, None, None, None, None, None, "2024年"],
        ["序号", "坐诊日期", "坐诊专家", "专家来源", "坐诊单位", "服务事项", "接诊人次"],
        [1, "24.3.5", "阚静", "海桐大学附属第一医院", "石佛镇卫生院", "心内科门诊", 42],
        [2, "24.3.12", "阚静", "〃", "大坪村卫生室", "心内科门诊", "三十"],
        [3, "24.3.19", "巫山", "桐川区人民医院", None, "骨科门诊", 12],
        ["合计", None, None, None, None, None, 84],
    ],
    accepted=2,
    rejected=[(6, "missing_key")],
    skipped=[(7, "total")],
    merged=("A1:G1",),
    says="""
        心内科门诊 date 2024-03-05
        心内科门诊 date 2024-03-12
        阚静 WORKS_AT Organization:海桐大学附属第一医院
        阚静 PROVIDED Service:心内科门诊
        石佛镇卫生院 RECEIVED Service:心内科门诊
        大坪村卫生室 RECEIVED Service:心内科门诊
    """,
)
