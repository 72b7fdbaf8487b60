"""An ID number that another file has under another name: said to the clerk, whoever of the two is right."""

from __future__ import annotations

from pathlib import Path

from graph.services.workspace import open_workspace
from graph.settings import Settings
from ingest.services import open_pipeline
from tests.ingest.mapping.rosters import resident

NUMBER = resident("19720109", "女")


def test_the_other_name_is_told_and_the_number_is_not(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with open_workspace(Settings(home=tmp_path / "home")) as work:

        def warned(file: str, *names: str) -> list[tuple[str, str, str]]:
            path = tmp_path / file
            rows = (f"{name},{NUMBER},州疾控中心" for name in names)
            path.write_text("\n".join(["姓名,身份证号,工作单位", *rows]), encoding="utf-8")
            report = open_pipeline(work).load(path, origin=path.as_uri(), actor="test")
            assert NUMBER not in str(report)
            return [(w["cell"], w["kind"], w["reason"]) for s in report.sheets for w in s["warnings"]]

        assert warned("卫健局.csv", "滕爱华") == []
        ((cell, kind, reason),) = warned("人社局.csv", "腾爱华")
        assert (cell, kind) == ("B2", "id_name_conflict")
        assert "滕爱华" in reason
        assert warned("卫健局.csv", "腾爱华") == [], "corrected, it agrees with the other and not with its former self"
        assert warned("人社局.csv", "滕 爱华")[0][1] == "id_name_conflict"
