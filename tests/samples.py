"""Small files that several tests load."""

from __future__ import annotations

from pathlib import Path

REPORT = """青禾州2024年人才工作总结

一、搭建平台引才
与省农业科学院合作，共同搭建云岭省顾明远专家工作站、云岭省沈若兰专家工作站等2个省级专家工作站，联合开展草果病虫害防治、良种选育等课题研究，服务草果产业发展。
云岭省顾明远专家工作站由松岚县绿源香料有限公司申报建立。
二、科技特派团
松岚县高山茶产业科技特派团围绕高山茶产业开展服务，培训茶农320人次。
近日，云南省怒江州泸水市派员来访交流。
"""


def write_report(folder: Path, name: str = "report.txt", text: str = REPORT) -> Path:
    """The report as a UTF-8 text file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
