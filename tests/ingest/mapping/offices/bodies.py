"""Lists of teams and their members, stations and enterprises."""

from __future__ import annotations

from tests.ingest.mapping.offices.office import Office
from tests.ingest.mapping.rosters import credit

MEMBERS = Office(
    file="科技特派员派驻情况表.xlsx",
    table="team_member",
    header_rows=[2],
    rows=[
        ["临沅市科技局科技特派员派驻情况表"],
        [
            "序号",
            "特派团名称",
            "特派员姓名",
            "团内职务",
            "派出单位",
            "职称",
            "派驻县",
            "派驻乡镇",
            "服务产业",
            "派驻起止时间",
            "电话",
        ],
        [
            1,
            "沅口县猕猴桃科技特派团",
            "邓小舟",
            "团长",
            "江南农业大学园艺学院",
            "教授",
            "沅口县",
            "蒲溪镇",
            "猕猴桃",
            "2024.3-2026.2",
            "13800060031",
        ],
        [2, None, "白露", "队员", "同上", "讲师", "沅口县", "蒲溪镇", "猕猴桃", "2024.3-2026.2", "13800060032"],
        [3, None, "李晓　东", "联络员", "沅口县科技局", None, "沅口县", "沅口镇", "猕猴桃", "2024.3-2026.2", None],
        [
            4,
            "澜亭区油茶科技特派团",
            "白露",
            "团长",
            "临沅市林业科学研究所",
            "研究员",
            "澜亭区",
            None,
            "油茶；林下经济",
            "2024.3至今",
            "13800060034",
        ],
        [5, None, "无", None, None, None, None, None, None, None, None],
        [
            6,
            None,
            "霍青",
            "成员",
            "临沅市林业科学研究所",
            "工程师",
            "澜亭区",
            "石桥乡",
            "油茶",
            "2024年3月—2026年2月",
            "13800060036",
        ],
        ["总计", "2个团", "5人"],
    ],
    accepted=5,
    rejected=[(7, "invalid_key")],
    skipped=[(9, "total")],
    merged=("A1:K1", "B3:B5", "B6:B8"),
    says="""
        邓小舟 MEMBER_OF Platform:沅口县猕猴桃科技特派团 role=团长 since=2024-03 until=2026-02
        邓小舟 WORKS_AT Organization:江南农业大学
        邓小舟 professional_title 教授
        白露 MEMBER_OF Platform:沅口县猕猴桃科技特派团 role=队员 since=2024-03 until=2026-02
        白露 WORKS_AT Organization:江南农业大学
        李晓东 MEMBER_OF Platform:沅口县猕猴桃科技特派团 role=联络员 since=2024-03 until=2026-02
        李晓东 WORKS_AT Organization:沅口县科技局
        沅口县猕猴桃科技特派团 kind special_mission_group
        沅口县猕猴桃科技特派团 SERVES Region:沅口县
        沅口县猕猴桃科技特派团 SERVES Industry:猕猴桃
        白露 MEMBER_OF Platform:澜亭区油茶科技特派团 role=团长 since=2024-03
        白露 WORKS_AT Organization:临沅市林业科学研究所
        澜亭区油茶科技特派团 SERVES Region:澜亭区
        澜亭区油茶科技特派团 SERVES Industry:油茶
        澜亭区油茶科技特派团 SERVES Industry:林下经济
        霍青 MEMBER_OF Platform:澜亭区油茶科技特派团 role=成员 since=2024-03 until=2026-02
        霍青 WORKS_AT Organization:临沅市林业科学研究所
    """,
)

TEAMS = Office(
    file="博士服务团分组名单.xlsx",
    table="team",
    header_rows=[2],
    rows=[
        ["2024年“博士服务团”专家分组名单"],
        ["组别", "服务团名称", "领队", "队员名单（工作单位）", "服务县区", "服务领域", "服务期限"],
        [
            "第一组",
            "沅口教育博士服务团",
            "单于飞（海桐师范大学）",
            "1.葛兰（海桐师范大学）\n2.仇英（临沅学院）",
            "沅口县",
            "基础教育",
            "2024.9-2025.8",
        ],
        [
            "第二组",
            "蒲溪医疗博士服务团",
            "解冰（海桐大学附属第一医院）",
            "盖文、（临沅市人民医院）",
            "蒲溪县、澜亭区",
            "医疗卫生",
            "2024.9-2025.8",
        ],
        ["第三组", None, "华南", "区静", "澜亭区", "法律", None],
        ["注：名单如有调整以通知为准。"],
    ],
    accepted=2,
    rejected=[(5, "missing_key")],
    warnings=[],
    skipped=[(6, "note")],
    merged=("A1:G1",),
    says="""
        沅口教育博士服务团 kind expert_service_group
        单于飞 MEMBER_OF Platform:沅口教育博士服务团 role=团长 since=2024-09 until=2025-08
        单于飞 WORKS_AT Organization:海桐师范大学
        葛兰 MEMBER_OF Platform:沅口教育博士服务团 role=成员 since=2024-09 until=2025-08
        葛兰 WORKS_AT Organization:海桐师范大学
        仇英 MEMBER_OF Platform:沅口教育博士服务团 role=成员 since=2024-09 until=2025-08
        仇英 WORKS_AT Organization:临沅学院
        沅口教育博士服务团 SERVES Region:沅口县 since=2024-09 until=2025-08
        沅口教育博士服务团 SERVES Industry:基础教育 since=2024-09 until=2025-08
        解冰 MEMBER_OF Platform:蒲溪医疗博士服务团 role=团长 since=2024-09 until=2025-08
        解冰 WORKS_AT Organization:海桐大学附属第一医院
        盖文 MEMBER_OF Platform:蒲溪医疗博士服务团 role=成员 since=2024-09 until=2025-08
        盖文 WORKS_AT Organization:临沅市人民医院
        蒲溪医疗博士服务团 SERVES Region:蒲溪县 since=2024-09 until=2025-08
        蒲溪医疗博士服务团 SERVES Region:澜亭区 since=2024-09 until=2025-08
        蒲溪医疗博士服务团 SERVES Industry:医疗卫生 since=2024-09 until=2025-08
    """,
)

POSTDOCS = Office(
    file="博士后工作站台账.xlsx",
    table="platform",
    header_rows=[2],
    rows=[
        ["临沅市博士后科研工作站（创新实践基地）台账"],
        [
            "序号",
            "站 名",
            "设站企业",
            "站点类别",
            "备案年月",
            "合作高校（流动站）",
            "合作导师",
            "在站博士后",
            "研究领域",
            "所在区县",
        ],
        [
            1,
            "临沅重工博士后科研工作站",
            "临沅重工机械有限公司",
            "博士后科研工作站",
            "2019年6月",
            "江南理工大学",
            "严松柏（江南理工大学）",
            "卜凡（江南理工大学）、车前",
            "高端装备",
            "澜亭区",
        ],
        [
            2,
            "沅口果业博士后创新实践基地",
            "沅口果业有限公司",
            "创新实践基地",
            "二〇二二年十一月",
            "海桐大学、江南农业大学",
            "Peter Hall",
            "无",
            "果品加工",
            "沅口县",
        ],
        [3, "/", "蒲溪药业有限公司", None, None, None, None, None, None, None],
        ["共计2个站"],
    ],
    accepted=2,
    rejected=[(5, "invalid_key")],
    skipped=[(6, "total")],
    merged=("A1:J1",),
    says="""
        临沅重工博士后科研工作站 kind postdoctoral_station
        临沅重工博士后科研工作站 approved 2019-06
        临沅重工博士后科研工作站 HOSTED_BY Enterprise:临沅重工机械有限公司
        临沅重工博士后科研工作站 COOPERATES_WITH Organization:江南理工大学
        临沅重工博士后科研工作站 LOCATED_IN Region:澜亭区
        临沅重工博士后科研工作站 SERVES Industry:高端装备
        严松柏 MEMBER_OF Platform:临沅重工博士后科研工作站 role=合作导师
        严松柏 WORKS_AT Organization:江南理工大学
        卜凡 MEMBER_OF Platform:临沅重工博士后科研工作站 role=在站博士后
        卜凡 WORKS_AT Organization:江南理工大学
        车前 MEMBER_OF Platform:临沅重工博士后科研工作站 role=在站博士后
        沅口果业博士后创新实践基地 kind postdoctoral_station
        沅口果业博士后创新实践基地 approved 2022-11
        沅口果业博士后创新实践基地 HOSTED_BY Enterprise:沅口果业有限公司
        沅口果业博士后创新实践基地 COOPERATES_WITH Organization:海桐大学
        沅口果业博士后创新实践基地 COOPERATES_WITH Organization:江南农业大学
        沅口果业博士后创新实践基地 LOCATED_IN Region:沅口县
        沅口果业博士后创新实践基地 SERVES Industry:果品加工
        Peter Hall MEMBER_OF Platform:沅口果业博士后创新实践基地 role=合作导师
    """,
)

FIRMS = Office(
    file="规上工业企业名单.csv",
    table="enterprise",
    header_rows=[3],
    rows=[
        ["澜亭区规模以上工业企业名单"],
        [],
        [
            "序号",
            "企业详细名称",
            "纳税人识别号",
            "所属镇街",
            "所属产业链",
            "主要产品",
            "从业人员数（人）",
            "投产年月",
            "引才需求",
            "联络人手机",
        ],
        [
            "1",
            "临沅重工机械有限公司",
            credit(31),
            "石桥街道",
            "装备制造",
            "矿山机械",
            "1,260",
            "2003.5",
            "液压工程师 2人；焊接机器人工程师1人",
            "13800060041",
        ],
        ["2", "临沅精密轴承厂", credit(32)[:17], "石桥街道", "装备制造", "轴承", "３２０", "1988年", "", "13800060042"],
        ["3", "　", credit(33), "东风乡", "", "", "", "", "", ""],
        ["4", "澜亭－蒲溪中药饮片有限公司", credit(34), "东风乡", "中药材", "饮片", "85余人", "2016", "无", ""],
        ["统计人：邵兵"],
    ],
    accepted=3,
    rejected=[(6, "missing_key")],
    warnings=[(5, "bad_credit_code")],
    skipped=[(8, "footer")],
    delimiter=",",
    says=f"""
        临沅重工机械有限公司 code {credit(31)}
        临沅重工机械有限公司 scale 职工1260人
        临沅重工机械有限公司 founded 2003-05
        临沅重工机械有限公司 LOCATED_IN Region:石桥街道
        临沅重工机械有限公司 IN_INDUSTRY Industry:装备制造
        临沅重工机械有限公司 HAS_NEED Need:液压工程师
        临沅重工机械有限公司 HAS_NEED Need:焊接机器人工程师
        液压工程师 count 2
        临沅精密轴承厂 scale 职工320人
        临沅精密轴承厂 LOCATED_IN Region:石桥街道
        临沅精密轴承厂 IN_INDUSTRY Industry:装备制造
        澜亭－蒲溪中药饮片有限公司 LOCATED_IN Region:东风乡
        澜亭－蒲溪中药饮片有限公司 IN_INDUSTRY Industry:中药材
    """,
)
