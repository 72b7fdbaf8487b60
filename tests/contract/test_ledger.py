"""What the ledger does, alike on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from graph.errors import Conflict, InvalidInput, NotFound, Unavailable
from graph.model.claims import Claim, EdgeKey, Mention, Passage
from graph.statements import jobs, tables
from graph.statements.database import _alembic, open_database
from graph.statements.encoding import ClaimError
from graph.statements.erasure import erase
from graph.statements.jobs import JobLog
from graph.statements.ledger import Ledger, SourceContent
from graph.statements.sources import EvidenceReader, RelationEnds, get_source, list_sources
from graph.statements.view import LedgerView
from tests.support import METHOD, content, make_ledger, mention

ROOT = Path(__file__).parents[2]
WEI = mention("Talent", "张伟")
NA = mention("Talent", "李娜")
INSTITUTE = mention("Organization", "省农科院")
NAMES = {WEI: "张伟", NA: "李娜", INSTITUTE: "省农科院"}
WORKS = Claim(WEI, "WORKS_AT", 0, METHOD, object=INSTITUTE, qualifiers={"since": "2020"})
BORN = Claim(WEI, "birth", 0, METHOD, value="1970-01-02")
UNALLOWED = Claim(INSTITUTE, "WORKS_AT", 0, METHOD, object=WEI)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    ledger = make_ledger(url)
    yield ledger
    ledger.engine.dispose()


def everything(ledger: Ledger) -> dict[str, list[Any]]:
    """All rows of all tables but jobs."""
    with ledger.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in tables.metadata.sorted_tables
            if table is not tables.job
        }


def stated(ledger: Ledger, revision: int | None = None) -> set[tuple[str, str, str]]:
    """The relations that count at a revision."""
    with ledger.engine.connect() as connection:
        view = LedgerView(connection, ledger.head() if revision is None else revision)
        return {(c.subject, c.predicate, c.object) for c in view.relation_claims()}


def count(ledger: Ledger, table: Any) -> int:
    with ledger.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def ids(ledger: Ledger, *mentions: Mention) -> list[str]:
    return [ledger.encoder.mention_id(m) for m in mentions]


# The database


def test_the_migrations_make_the_tables(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_an_older_database_is_brought_up_to_date(url: str) -> None:
    """What a ledger said before it knew since when is taken as said since its source was added."""
    ledger = make_ledger(url)
    ledger.add_source(content("first", [WORKS], names=NAMES), actor="test")
    ledger.add_source(content("second", [BORN], names={WEI: "张伟"}), actor="test")
    before = everything(ledger)
    with ledger.engine.execution_options(ledger_write=True).begin() as connection:
        command.downgrade(_alembic(connection), "0001")
    ledger.engine.dispose()
    again = make_ledger(url)
    assert everything(again) == before
    again.engine.dispose()


def test_opening_again_changes_nothing(url: str, ledger: Ledger) -> None:
    ledger.add_source(content("file", [WORKS], names=NAMES), actor="test")
    before = everything(ledger)
    again = make_ledger(url)
    assert everything(again) == before
    again.engine.dispose()


OPEN = """
import sys
from tests.support import make_ledger
sys.stdin.read()
ledger = make_ledger(sys.argv[1])
print(ledger.identity(), ledger.head())
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python process that waits until its standard input ends."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def finish(processes: list[subprocess.Popen[str]]) -> list[str]:
    """Lets the processes go at the same moment and returns what each printed."""
    for process in processes:
        assert process.stdin
        process.stdin.close()
        process.stdin = None
    said = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return said


def test_processes_that_open_a_new_database_together_agree(url: str) -> None:
    said = finish([start(OPEN, url) for _ in range(2)])
    assert len(set(said)) == 1


def test_a_database_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/no/such/folder/ledger.db", "postgresql+psycopg://nobody@127.0.0.1:1/none"):
        with pytest.raises(Unavailable) as error:
            open_database(url)
        assert error.value.hint


# Sources


def test_the_same_file_again_is_no_news(ledger: Ledger) -> None:
    file = content("file", [WORKS], names=NAMES)
    added = ledger.add_source(file, actor="test")
    before = everything(ledger)
    again = ledger.add_source(file, actor="test")
    assert (added.status, again.status, again.id) == ("added", "unchanged", added.id)
    assert everything(ledger) == before


def test_a_copy_under_another_name_is_no_news_either(ledger: Ledger) -> None:
    file = content("file", [WORKS], names=NAMES)
    copy = SourceContent("copy", "copy", file.content_hash, file.size, file.media_type, file.passages, file.claims)
    added = ledger.add_source(file, actor="test")
    assert ledger.add_source(copy, actor="test").id == added.id
    assert count(ledger, tables.source) == 1


def test_a_new_version_takes_the_place_of_the_old(ledger: Ledger) -> None:
    old = ledger.add_source(content("file", [WORKS], names=NAMES), actor="test")
    new = ledger.add_source(content("file", [], names=NAMES), actor="test")
    assert (new.status, new.superseded) == ("superseded", old.id)
    assert stated(ledger) == set()
    assert len(stated(ledger, old.revision)) == 1, "the past can still be read"
    assert get_source(ledger.engine, old.id).status == "superseded"
    assert [s.id for s in list_sources(ledger.engine, before=None, limit=9, active_only=True)] == [new.id]


def test_going_back_to_an_old_version_is_a_change_too(ledger: Ledger) -> None:
    first, second = content("file", [WORKS], names=NAMES), content("file", [], names=NAMES)
    for file in (first, second, first):
        ledger.add_source(file, actor="test")
    assert len(stated(ledger)) == 1
    assert [s.status for s in list_sources(ledger.engine, before=None, limit=9)] == [
        "active",
        "superseded",
        "superseded",
    ]


def test_reading_again_replaces_the_first_reading(ledger: Ledger) -> None:
    file = content("file", [WORKS], names=NAMES)
    first = ledger.add_source(file, actor="test")
    again = ledger.add_source(file, actor="test", again=True)
    assert (again.status, again.superseded) == ("superseded", first.id)
    assert len(stated(ledger)) == 1


@pytest.mark.parametrize("claims", [[WORKS, UNALLOWED], [UNALLOWED]])
def test_a_claim_that_is_not_allowed_leaves_everything_as_it_was(ledger: Ledger, claims: list[Claim]) -> None:
    ledger.add_source(content("file", [WORKS], names=NAMES), actor="test")
    before = everything(ledger)
    with pytest.raises(ClaimError):
        ledger.add_source(content("file", claims, names=NAMES), actor="test")
    assert everything(ledger) == before


@pytest.mark.parametrize("unnamed", [WEI, INSTITUTE])
def test_a_source_names_all_that_it_speaks_of(ledger: Ledger, unnamed: Mention) -> None:
    """Else its facts would come and go with other files."""
    with pytest.raises(ClaimError):
        ledger.add_source(
            content("file", [WORKS], names={m: n for m, n in NAMES.items() if m != unnamed}), actor="test"
        )
    assert ledger.head() == 0


def test_a_failure_in_the_middle_leaves_everything_as_it_was(ledger: Ledger) -> None:
    """The claim cites a passage that is not there; by then the old version has been ended."""
    ledger.add_source(content("file", [WORKS], names=NAMES), actor="test")
    before = everything(ledger)
    lost = Claim(WEI, "WORKS_AT", 7, METHOD, object=INSTITUTE)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the database says
        ledger.add_source(content("file", [lost], names=NAMES), actor="test")
    assert everything(ledger) == before


@pytest.mark.parametrize(
    "name",
    ["张\x00伟", "㈱" * 300, "ﷺ" * 300, "“”", "〃" * 2, '"', "𠮷" * 300, "a" * 301, "\ud800"],
    ids=[
        "nul",
        "grows-threefold",
        "grows-eighteenfold",
        "only-quotes",
        "ditto",
        "ditto-ascii",
        "astral",
        "long",
        "surrogate",
    ],
)
def test_every_name_is_taken_or_refused_in_words(ledger: Ledger, name: str) -> None:
    """Never a database's own error, and never a token that says nothing and so would join what it should not."""
    company = Mention("Enterprise", "some company")
    try:
        ledger.add_source(content("file", [], names={company: name}, text=f"有{name}。"), actor="test")
    except InvalidInput:
        assert ledger.head() == 0
    else:
        with ledger.engine.connect() as connection:
            tokens = [token for _, token in LedgerView(connection, 1).tokens(None)]
        assert tokens != ["name:Enterprise:"]


def test_more_statements_than_fit_one_insert(ledger: Ledger) -> None:
    people = {mention("Talent", f"人{i}"): f"人{i}" for i in range(6_000)}
    ledger.add_source(content("file", [], names=people), actor="test")
    with ledger.engine.connect() as connection:
        view = LedgerView(connection, 1)
        assert len(list(view.tokens(ids(ledger, *people)))) == len(list(view.live(None))) == 6_000


# Retraction


def test_retracting_takes_away_exactly_what_one_source_said(ledger: Ledger) -> None:
    kept = ledger.add_source(content("kept", [WORKS], names=NAMES), actor="test")
    said = stated(ledger)
    other = Claim(NA, "WORKS_AT", 0, METHOD, object=INSTITUTE)
    gone = ledger.add_source(content("gone", [WORKS, other], names=NAMES), actor="test")
    assert len(stated(ledger)) == 2
    ledger.retract(gone.id, actor="test")
    assert stated(ledger) == said
    assert get_source(ledger.engine, gone.id).status == "retracted"
    evidence = EvidenceReader(ledger.engine).of_entity(ids(ledger, WEI))
    assert {e.source_id for e in evidence} == {kept.id}


def test_what_is_no_longer_there_cannot_be_retracted(ledger: Ledger) -> None:
    added = ledger.add_source(content("file", [WORKS], names=NAMES), actor="test")
    ledger.retract(added.id, actor="test")
    before = everything(ledger)
    with pytest.raises(Conflict):
        ledger.retract(added.id, actor="test")
    with pytest.raises(NotFound):
        ledger.retract("src-99", actor="test")
    assert everything(ledger) == before


def test_a_retracted_file_may_come_back(ledger: Ledger) -> None:
    file = content("file", [WORKS], names=NAMES)
    ledger.retract(ledger.add_source(file, actor="test").id, actor="test")
    assert ledger.add_source(file, actor="test").status == "added"
    assert len(stated(ledger)) == 1


# Judgements


def verdicts(ledger: Ledger, revision: int | None = None) -> list[str]:
    with ledger.engine.connect() as connection:
        return [j.verdict for j in LedgerView(connection, revision or ledger.head()).judgements(None)]


def test_the_newest_judgement_counts_until_it_is_undone(ledger: Ledger) -> None:
    ledger.add_source(content("file", [], names=NAMES), actor="test")
    left, right = ids(ledger, WEI, NA)
    _, first_revision = ledger.judge(left, right, "same", actor="test", reason="")
    second, _ = ledger.judge(right, left, "different", actor="test", reason="")
    assert verdicts(ledger) == ["different"]
    assert verdicts(ledger, first_revision) == ["same"]
    undone = ledger.undo_judgement(second, actor="test")
    assert verdicts(ledger) == ["same"]
    assert verdicts(ledger, undone - 1) == ["different"]
    with pytest.raises(Conflict):
        ledger.undo_judgement(second, actor="test")
    with pytest.raises(NotFound):
        ledger.undo_judgement(99, actor="test")


def test_only_two_known_things_of_one_type_can_be_judged(ledger: Ledger) -> None:
    ledger.add_source(content("file", [], names=NAMES), actor="test")
    before = everything(ledger)
    wei, na, institute = ids(ledger, WEI, NA, INSTITUTE)
    for left, right, error in [(wei, wei, InvalidInput), (wei, institute, InvalidInput), (na, "talent-9", NotFound)]:
        with pytest.raises(error):
            ledger.judge(left, right, "same", actor="test", reason="")
    assert everything(ledger) == before


# Writers side by side

WRITE = """
import sys
from tests.support import content, make_ledger, mention
ledger = make_ledger(sys.argv[1])
sys.stdin.read()
for i in range(5):
    name = f"{sys.argv[2]}-{i}"
    print(ledger.add_source(content(name, [], names={mention("Talent", name): name}), actor="test").revision)
"""


def check_revisions(ledger: Ledger, given: list[int]) -> None:
    """Every write got a number of its own, and none is missing."""
    assert sorted(given) == list(range(1, len(given) + 1))
    assert ledger.head() == len(given)
    assert count(ledger, tables.revision) == len(given)
    assert count(ledger, tables.passage) == count(ledger, tables.statement) == len(given)


def test_writers_in_threads_take_turns(ledger: Ledger) -> None:
    given: list[int] = []

    def write(number: int) -> None:
        for i in range(5):
            name = f"{number}-{i}"
            given.append(ledger.add_source(content(name, [], names={WEI: name}), actor="test").revision)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check_revisions(ledger, given)


def test_writers_in_processes_take_turns(url: str, ledger: Ledger) -> None:
    said = finish([start(WRITE, url, str(n)) for n in range(2)])
    check_revisions(ledger, [int(line) for text in said for line in text.split()])


def test_a_write_that_fails_leaves_no_gap(ledger: Ledger) -> None:
    given = []
    for i in range(3):
        given.append(ledger.add_source(content(f"{i}", [], names={WEI: f"{i}"}), actor="test").revision)
        with pytest.raises(NotFound):
            ledger.retract("src-99", actor="test")
    check_revisions(ledger, given)


def test_one_file_loaded_twice_at_once_counts_once(ledger: Ledger) -> None:
    file = content("file", [WORKS], names=NAMES)
    outcomes: list[str] = []

    def load() -> None:
        try:
            outcomes.append(ledger.add_source(file, actor="test").status)
        except Conflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("added") == 1 and set(outcomes) <= {"added", "unchanged", "conflict"}
    assert count(ledger, tables.source) == 1


# Erasure


def in_database(ledger: Ledger, text: str) -> list[str]:
    """The tables in which a text occurs, JSON escapes undone."""
    with ledger.engine.connect() as connection:
        rows = {t.name: connection.execute(select(t)).all() for t in tables.metadata.sorted_tables}
    return [
        name
        for name, found in rows.items()
        if text in json.dumps([list(map(str, r)) for r in found], ensure_ascii=False)
    ]


def test_erasing_a_person(ledger: Ledger) -> None:
    both = "张伟与李娜同在省农科院工作。"
    ledger.add_source(content("file", [WORKS, BORN], names=NAMES, text=both), actor="test")
    wei, na = ids(ledger, WEI, NA)
    ledger.judge(wei, na, "different", actor="test", reason="张伟年长")
    revision, deleted = erase(ledger, ids(ledger, WEI), ["张伟"], actor="test")
    assert (revision, deleted) == (3, 3)
    assert in_database(ledger, "张伟") == []
    assert count(ledger, tables.judgement) == 0
    texts = [e.text for e in EvidenceReader(ledger.engine).of_entity(ids(ledger, NA))]
    assert texts == ["██与李娜同在省农科院工作。"]
    with pytest.raises(NotFound):
        erase(ledger, ids(ledger, WEI), ["张伟"], actor="test")


def test_erasing_reaches_versions_that_count_no_more(ledger: Ledger) -> None:
    ledger.add_source(content("file", [WORKS], names=NAMES, text="张伟在省农科院。"), actor="test")
    ledger.add_source(content("file", [], names=NAMES, text="张伟退休。"), actor="test")
    erase(ledger, ids(ledger, WEI), ["张伟"], actor="test")
    assert in_database(ledger, "张伟") == []


def test_a_roster_row_is_blacked_out_whole(ledger: Ledger) -> None:
    row = Passage({"sheet": "", "row": 2}, "姓名：张伟；单位：省农科院")
    named = Claim(WEI, "name", 0, METHOD, value="张伟")
    ledger.add_source(SourceContent("file", "file", "0" * 64, 1, "text/csv", [row], [named]), actor="test")
    erase(ledger, ids(ledger, WEI), [], actor="test")
    assert in_database(ledger, "张伟") == [] and in_database(ledger, "省农科院") == []


# Jobs


def test_a_job_can_be_followed_to_its_end(ledger: Ledger) -> None:
    log = JobLog(ledger.engine)
    job = log.create("ingest", "等待")
    assert log.get(job.id) == job
    log.update(job.id, state="running", progress=0.5, message="读取")
    log.update(job.id, state="done", progress=1.0, result={"文件": ["a"]})
    found = log.get(job.id)
    assert (found.state, found.progress, found.message, found.result) == ("done", 1.0, "读取", {"文件": ["a"]})
    assert [j.id for j in log.recent(9)] == [job.id]
    with pytest.raises(NotFound):
        log.get("job-none")


def test_old_jobs_are_forgotten_unfinished_ones_never(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT", 3)
    ticks: Iterator[datetime] = iter(datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=i) for i in range(99))
    monkeypatch.setattr(jobs, "utc_now", lambda: next(ticks).isoformat(timespec="seconds"))
    log = JobLog(ledger.engine)
    waiting = log.create("ingest", "等待")
    for _ in range(6):
        log.update(log.create("ingest", "").id, state="done")
    log.create("ingest", "")
    kept = log.recent(99)
    assert [j.state for j in kept].count("done") == 3
    assert waiting.id in {j.id for j in kept}


def test_the_newest_jobs_come_first_even_within_one_second(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "utc_now", lambda: "2024-01-01T00:00:00+00:00")
    log = JobLog(ledger.engine)
    made = [log.create("ingest", "").id for _ in range(8)]
    assert [j.id for j in log.recent(99)] == made[::-1]


def test_jobs_whose_process_died_fail(ledger: Ledger) -> None:
    log = JobLog(ledger.engine)
    lost, alive, done = (log.create("ingest", "").id for _ in range(3))
    log.update(done, state="done")
    long_ago = (datetime.now(UTC) - timedelta(seconds=jobs.ABANDONED_S + 60)).isoformat(timespec="seconds")
    with ledger.engine.execution_options(ledger_write=True).begin() as connection:
        connection.execute(update(tables.job).values(updated=long_ago))
    log.keep_alive([alive])
    assert log.fail_abandoned() == 1
    assert [log.get(i).state for i in (lost, alive, done)] == ["failed", "waiting", "done"]
    assert log.fail_abandoned() == 0


# Evidence


@given(st.lists(st.tuples(st.booleans(), *[st.integers(0, 3)] * 3)), st.integers(1, 3))
@settings(max_examples=25)
def test_the_evidence_of_many_edges_is_that_of_each(said: list[tuple[bool, int, int, int]], limit: int) -> None:
    """Between entities of two mentions each, over a symmetric relation and another, in several passages."""
    relations = {"COOPERATES_WITH": "Enterprise", "MENTORS": "Talent"}
    things = {relation: [mention(kind, f"某{i}") for i in range(4)] for relation, kind in relations.items()}
    claims = [
        Claim(things[r][a], r, p, METHOD, object=things[r][b], marks=((p, p + 1),), confidence=1 / (a + 1))
        for r, a, b, p in (("COOPERATES_WITH" if first else "MENTORS", a, b, p) for first, a, b, p in said)
    ]
    with tempfile.TemporaryDirectory() as folder:
        ledger = make_ledger(Path(folder))
        whole = content("file", claims, names={m: m.key for group in things.values() for m in group})
        ledger.add_source(replace(whole, passages=list(whole.passages) * 4), actor="test")
        ends: dict[EdgeKey, RelationEnds] = {}
        for relation, group in things.items():
            left, right = ids(ledger, *group[:2]), ids(ledger, *group[2:])
            ends[left[0], relation, right[0]] = RelationEnds(left, relation, right, relation == "COOPERATES_WITH")
        reader = EvidenceReader(ledger.engine)
        assert reader.of_edges(ends, limit=limit) == {
            key: reader.of_relation(e.subjects, e.predicate, e.objects, symmetric=e.symmetric, limit=limit)
            for key, e in ends.items()
        }
        ledger.engine.dispose()
