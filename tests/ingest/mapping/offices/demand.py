"""Lists of needs and records of services."""

from __future__ import annotations

from tests.ingest.mapping.offices.office import Office
from tests.ingest.mapping.rosters import credit

PROBLEMS = Office(
    file="揭榜挂帅技术需求榜单.xlsx",
    table="need",
    header_rows=[3],
    rows=[
        ["2025年临沅市“揭榜挂帅”制项目技术需求榜单"],
        ["（市科技局 市工信局）"],
        [
            "榜单编号",
            "技术难题名称",
            "发榜单位",
            "单位所在地",
            "所属产业",
            "需解决的技术问题及指标",
            "榜额（万元）",
            "揭榜截止日期",
            "联系人及电话",
        ],
        [
            "JB-01",
            "高铬铸铁磨球\n断裂控制",
            "临沅重工机械有限公司",
            "澜亭区",
            "装备制造",
            "破碎率≤0.5%",
            "120",
            "2025年6月30日",
            "易建 13800060051",
        ],
        [
            "JB-02",
            "猕猴桃软腐病绿色防控",
            "沅口果业有限公司（联合蒲溪县农业农村局）",
            "沅口县",
            "猕猴桃",
            "-发病率降低50%",
            "80万元",
            "2025.6.31",
            "吴双13800060052",
        ],
        ["JB-03", "", "蒲溪药业有限公司", "蒲溪县", "中药材", None, None, None, None],
        ["JB-04", "道地药材重金属快速检测", "", "蒲溪县", "中药材", None, None, None, None],
        ["合计", "2项"],
    ],
    accepted=2,
    rejected=[(6, "missing_key"), (7, "missing_key")],
    warnings=[(5, "formula_like_text"), (5, "unparsed_date")],
    skipped=[(8, "total")],
    merged=("A1:I1", "A2:I2"),
    says="""
        高铬铸铁磨球断裂控制 kind problem
        高铬铸铁磨球断裂控制 until 2025-06-30
        高铬铸铁磨球断裂控制 requirement 破碎率≤0.5%
        高铬铸铁磨球断裂控制 NEEDS Industry:装备制造
        高铬铸铁磨球断裂控制 LOCATED_IN Region:澜亭区
        临沅重工机械有限公司 HAS_NEED Need:高铬铸铁磨球断裂控制
        猕猴桃软腐病绿色防控 NEEDS Industry:猕猴桃
        猕猴桃软腐病绿色防控 LOCATED_IN Region:沅口县
        沅口果业有限公司 HAS_NEED Need:猕猴桃软腐病绿色防控
    """,
)

POSTS = Office(
    file="用人单位引才需求征集表.xlsx",
    table="need",
    header_rows=[2, 3],
    rows=[
        ["用人单位引才需求征集表"],
        ["用人单位", None, None, "需求情况", None, None, None, "引进方式", "计划到岗时间", "待遇"],
        ["名称", "性质", "信用代码", "岗位", "人数", "专业", "学历（学位）/职称", None, None, None],
        [
            "蒲溪药业有限公司",
            "民营企业",
            credit(41),
            "药物分析研究员",
            "2人",
            "药物分析、药剂学",
            "硕士及以上",
            "全职引进",
            "2025年9月",
            "年薪15—20万",
        ],
        ["同上", "〃", "〃", "GMP质量总监、车间主任", "各1名", "药学", "本科/执业药师", "〃", "〃", "面议"],
        [
            "临沅市人民医院",
            "事业单位",
            None,
            "神经外科学科带头人",
            "一名",
            "神经外科学",
            "博士、主任医师",
            "柔性引进",
            None,
            None,
        ],
        ["蒲溪县乡村振兴局", "机关", None, "电商运营顾问", "1-2", "不限", "不限", "周末工程师", "2025.3", None],
        ["合计", None, None, None, 7],
    ],
    accepted=4,
    warnings=[(7, "unparsed_number")],
    skipped=[(8, "total")],
    merged=("A1:J1", "A2:C2", "D2:G2", "H2:H3", "I2:I3", "J2:J3"),
    says=f"""
        蒲溪药业有限公司 code {credit(41)}
        蒲溪药业有限公司 HAS_NEED Need:药物分析研究员
        药物分析研究员 kind post
        药物分析研究员 count 2
        药物分析研究员 level 硕士及以上
        药物分析研究员 mode full_time
        药物分析研究员 NEEDS Field:药物分析
        药物分析研究员 NEEDS Field:药剂学
        蒲溪药业有限公司 HAS_NEED Need:GMP质量总监
        GMP质量总监 count 1
        GMP质量总监 NEEDS Field:药学
        蒲溪药业有限公司 HAS_NEED Need:车间主任
        车间主任 count 1
        车间主任 NEEDS Field:药学
        临沅市人民医院 HAS_NEED Need:神经外科学科带头人
        神经外科学科带头人 count 1
        神经外科学科带头人 mode flexible
        神经外科学科带头人 NEEDS Field:神经外科学
        蒲溪县乡村振兴局 HAS_NEED Need:电商运营顾问
        电商运营顾问 mode weekend_engineer
    """,
)

ACTIVITIES = Office(
    file="专家服务基层活动记录.csv",
    table="service",
    header_rows=[2],
    rows=[
        ["专家服务基层活动情况记录（临沅市人社局专技科）"],
        [
            "活动时间",
            "活动名称",
            "参加专家（单位）",
            "受援单位",
            "活动地点",
            "活动形式",
            "主要内容",
            "培训人数",
            "服务天数",
            "服务产业",
            "填报人",
        ],
        [
            "2024年6月3日-5日",
            "猕猴桃夏管培训",
            "邓小舟（江南农业大学）、白露（江南农业大学）",
            "沅口果业有限公司",
            "沅口县蒲溪镇",
            "集中培训",
            "夏剪\n疏果",
            "86人",
            "3天",
            "猕猴桃",
            "石磊",
        ],
        ["2024-07-11", "义诊", "解冰等5人", "蒲溪县中医医院", "蒲溪县", "〃", "神经内科义诊", "约120", "1", "", "石磊"],
        ["〃", "〃", "白露", "〃", "〃", "", "@讲座", "", "半天", "", ""],
        ["2024.8", "技术会诊", "", "临沅重工机械有限公司", "澜亭区", "", "", "", "", "装备制造", ""],
        ["2024.13.1", "产业对接", "严松柏", "无", "澜亭区", "", "", "", "", "", ""],
        [
            "2024.9.1-9.3",
            "标准宣贯",
            "严松柏\n卜凡",
            "临沅重工机械有限公司；临沅精密轴承厂",
            "澜亭区石桥街道",
            "",
            "国标解读",
            "40",
            "2",
            "装备制造",
            "",
        ],
        ["注：培训人数含线上。"],
    ],
    accepted=4,
    rejected=[(6, "missing_key"), (7, "invalid_key")],
    warnings=[(5, "ambiguous_person"), (5, "formula_like_text"), (5, "unparsed_number")],
    skipped=[(9, "note")],
    says="""
        猕猴桃夏管培训 date 2024-06-03
        猕猴桃夏管培训 trained 86
        猕猴桃夏管培训 days 3
        邓小舟 WORKS_AT Organization:江南农业大学
        白露 WORKS_AT Organization:江南农业大学
        邓小舟 PROVIDED Service:猕猴桃夏管培训
        白露 PROVIDED Service:猕猴桃夏管培训
        沅口果业有限公司 RECEIVED Service:猕猴桃夏管培训
        猕猴桃夏管培训 LOCATED_IN Region:沅口县蒲溪镇
        猕猴桃夏管培训 IN_INDUSTRY Industry:猕猴桃
        义诊 date 2024-07-11
        义诊 trained 120
        解冰 PROVIDED Service:义诊
        蒲溪县中医医院 RECEIVED Service:义诊
        义诊 LOCATED_IN Region:蒲溪县
        白露 PROVIDED Service:义诊
        标准宣贯 date 2024-09-01
        严松柏 PROVIDED Service:标准宣贯
        卜凡 PROVIDED Service:标准宣贯
        临沅重工机械有限公司 RECEIVED Service:标准宣贯
        临沅精密轴承厂 RECEIVED Service:标准宣贯
        标准宣贯 LOCATED_IN Region:澜亭区石桥街道
        标准宣贯 IN_INDUSTRY Industry:装备制造
    """,
)
