"""Loads a synthetic province once, projects it into each engine and asks all of them the same questions."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from difflib import unified_diff
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from bench.engines import ENGINES, Engine, engines, stored_mib
from bench.measure import OutOfTime, Watch, machine, size_mib, summarise, timed
from bench.opening import measure_opening
from bench.province import Province
from bench.questions import Question, QuestionMaker, canonical
from bench.report import render
from graph.errors import QueryTimeout, TalentgraphError
from graph.services.status import read_status
from graph.services.workspace import Workspace, open_ledger
from graph.settings import load_settings
from graph.statements.ledger import Ledger
from tests.servers import ServerFailed, ServerUnavailable

WARM_UP = 2  # questions of each group that are asked but not counted
ACTOR = "bench"


class Different(Exception):
    """Two engines gave different answers to one question."""


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--talents", type=int, default=10_000, help="how many (10 to 1,000,000; %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", default="kglite", help=f"of {','.join(ENGINES)} (%(default)s)")
    parser.add_argument(
        "--ledger-url", help="SQLAlchemy URL of an empty database; default: SQLite in a temporary folder"
    )
    parser.add_argument("--neo4j-uri", help="an empty Neo4j; default: one of our own, ended afterwards")
    parser.add_argument("--neo4j-heap", default="2g", help="Java heap of our own Neo4j (%(default)s)")
    parser.add_argument("--neo4j-pagecache", default="1g", help="its page cache (%(default)s)")
    parser.add_argument("--questions", type=int, default=30, help="counted questions a group (%(default)s)")
    parser.add_argument("--roster-rows", type=int, default=50, help="rows of the roster that is added (%(default)s)")
    parser.add_argument("--openings", type=int, default=3, help="new processes that open each store (%(default)s)")
    parser.add_argument("--limit-seconds", type=float, default=3600, help="of the whole run (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all results there as well")
    options = parser.parse_args(arguments)
    options.names = list(dict.fromkeys(options.engines.split(",")))
    if unknown := set(options.names) - set(ENGINES):
        parser.error(f"no engine {', '.join(sorted(unknown))}")
    if min(options.talents - 9, options.questions, options.openings, options.roster_rows) < 1:
        parser.error("at least 10 talents, and one of everything else")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 the engines disagree, 2 usage, 3 a server failed or the time limit passed."""
    options = parse(arguments)
    watch = Watch(options.limit_seconds)
    try:
        with tempfile.TemporaryDirectory(prefix="talentgraph-bench-") as folder:
            results = Run(options, Path(folder), watch).run()
    except Different as error:
        print(f"THE ENGINES DISAGREE\n{error}", file=sys.stderr)
        return 1
    except (OutOfTime, TalentgraphError, ServerFailed, ServerUnavailable) as error:
        print(f"not finished: {error}", file=sys.stderr)
        return 3
    print(render(results))
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


class Run:
    """One run, step by step."""

    def __init__(self, options: argparse.Namespace, home: Path, watch: Watch) -> None:
        self._options, self._home, self._watch = options, home, watch
        self._province = Province(options.talents, options.seed)
        self._extra = ""
        self._results: dict[str, Any] = {"machine": machine(), "engines": {}}

    def run(self) -> dict[str, Any]:
        """Everything in order; returns JSON-ready results."""
        with ExitStack() as stack:
            found = stack.enter_context(engines(self._options.names, self._options, self._home, self._watch))
            ledger = open_ledger(load_settings(**found[0].overrides))
            stack.callback(ledger.engine.dispose)
            self._load_ledger(ledger)
            with ExitStack() as open_stores:
                works = [(engine, open_stores.enter_context(engine.workspace())) for engine in found]
                self._project(works)
                self._ask(works)
                self._follow(works, ledger)
                for engine, _ in works:
                    engine.results["memory_mib"] = engine.server_memory_mib()
            self._open_again(found)
        self._results["engines"] = {engine.name: engine.results for engine in found}
        return self._results

    def _load_ledger(self, ledger: Ledger) -> None:
        if ledger.head():
            raise OutOfTime("the ledger is not empty: give --ledger-url an empty database")
        sources = passages = claims = 0
        spent = 0.0
        for content in self._province.sources():
            seconds, _ = timed(lambda content=content: ledger.add_source(content, actor=ACTOR))  # type: ignore[misc]
            spent += seconds
            sources, passages, claims = sources + 1, passages + len(content.passages), claims + len(content.claims)
            self._watch.tick(f"ledger: {claims:,} claims, {claims / spent:,.0f} a second")
        self._results["province"] = {
            "talents": self._options.talents, "seed": self._options.seed, "sources": sources, "passages": passages,
            "claims": claims,
        }  # fmt: skip
        database = ledger.engine.dialect.name
        size = size_mib(self._home / "ledger.db") if database == "sqlite" and not self._options.ledger_url else None
        self._results["ledger"] = {
            "database": database, "seconds": spent, "claims_per_s": claims / spent, "size_mib": size,
        }  # fmt: skip
        self._watch.say(f"ledger: {claims:,} claims in {spent:.1f} s")

    def _project(self, works: list[tuple[Engine, Workspace]]) -> None:
        """First projection and rebuild, and the graph's size, which must be the same on all."""
        counts = []
        for key, doing in (("load_s", "follow"), ("rebuild_s", "rebuild")):
            for engine, work in works:
                progress = self._watch.progress(f"{engine.name} {doing}")
                engine.results[key], _ = timed(lambda: getattr(work.projector, doing)(progress))  # noqa: B023
                self._watch.say(f"{engine.name} {doing}: {engine.results[key]:.1f} s")
        for _engine, work in works:
            status = read_status(work)
            counts.append({"nodes": status.entities, "edges": status.relations})
        _same("counts", "", [(e.name, canonical(c)) for (e, _), c in zip(works, counts, strict=True)])
        self._results["graph"] = {name: sum(by_type.values()) for name, by_type in counts[0].items()}

    def _ask(self, works: list[tuple[Engine, Workspace]]) -> None:
        """Each question on each engine in turn, so that whatever else the machine does disturbs all alike."""
        groups = QuestionMaker(self._province, works[0][1]).questions(self._options.questions + WARM_UP)
        asked = 0
        for group, questions in groups.items():
            spent: dict[str, list[float]] = {engine.name: [] for engine, _ in works}
            late = dict.fromkeys(spent, 0)
            for number, question in enumerate(questions):
                self._watch.tick(f"{group}: question {number + 1} of {len(questions)}")
                turn = works if number % 2 else works[::-1]
                answers = [(engine.name, *_answer(work, question)) for engine, work in turn]
                _same(group, question.text, [(name, text) for name, _, text in answers if text is not None])
                asked += 1
                for name, seconds, text in answers if number >= WARM_UP else ():
                    late[name] += text is None
                    spent[name].append(seconds)
            for engine, _ in works:
                summary = summarise(spent[engine.name])
                assert summary is not None
                engine.results.setdefault("questions", {})[group] = {
                    "count": summary.count, "median": summary.median, "p95": summary.p95, "worst": summary.worst,
                    "timed_out": late[engine.name],
                }  # fmt: skip
        compared = "identical on all engines" if len(works) > 1 else "one engine, nothing to compare"
        self._results["answers"] = f"{asked} questions asked, {compared}"

    def _follow(self, works: list[tuple[Engine, Workspace]], ledger: Ledger) -> None:
        """One more roster, then its retraction; both must leave the same graph on all engines."""
        added = ledger.add_source(self._province.extra_roster(self._options.roster_rows), actor=ACTOR)
        for key, what in (("follow_s", "one more roster"), ("retract_s", "its retraction")):
            if key == "retract_s":
                ledger.retract(added.id, actor=ACTOR)
            for engine, work in works:
                progress = self._watch.progress(f"{engine.name} {what}")
                engine.results[key], _ = timed(lambda: work.projector.follow(progress))  # noqa: B023
                self._watch.say(f"{engine.name} {what}: {engine.results[key]:.2f} s")
        made = QuestionMaker(self._province, works[0][1]).questions(1)
        for group, questions in made.items():
            for question in islice(questions, 1):
                answers = [(engine.name, _answer(work, question)[1]) for engine, work in works]
                _same(group, question.text, [(name, text) for name, text in answers if text is not None])

    def _open_again(self, found: list[Engine]) -> None:
        """New processes on what is stored; the workspaces of this one are closed."""
        for engine in found:
            opened = []
            for _ in range(self._options.openings):
                self._watch.tick(f"{engine.name}: opening")
                opened.append(measure_opening(engine.overrides))
            engine.results["open_s"] = statistics.median(o["open_s"] for o in opened)
            engine.results["import_s"] = statistics.median(o["import_s"] for o in opened)
            engine.results["opened_current"] = all(o["current"] for o in opened)
            if engine.pid is None and engine.name == "kglite":
                engine.results["memory_mib"] = opened[-1]["memory_mib"]
            engine.results["disk_mib"] = stored_mib(engine, self._home)


def _answer(work: Workspace, question: Question) -> tuple[float, str | None]:
    """(seconds, the answer in comparable form or None where the time limit for one query was reached)."""
    try:
        seconds, answer = timed(lambda: question.ask(work))
    except QueryTimeout:
        return work.settings.query_timeout_s, None
    return seconds, canonical(answer)


def _same(group: str, text: str, answers: list[tuple[str, str]]) -> None:
    """Raises Different with the first lines that differ."""
    for (first, left), (second, right) in pairwise(answers):
        if left != right:
            diff = unified_diff(left.splitlines(), right.splitlines(), first, second, lineterm="", n=2)
            raise Different("\n".join([f"{group}: {text}", *islice(diff, 60)]))
