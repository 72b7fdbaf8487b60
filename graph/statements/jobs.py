"""Jobs: long work that a caller can watch. They live in the ledger's database, so that they outlast a restart."""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from graph.errors import NotFound
from graph.statements.ledger import utc_now
from graph.statements.tables import job

KEPT = 1_000  # finished jobs that stay listed
ABANDONED_S = 120
UNFINISHED = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class Job:
    """`state` is waiting, running, done or failed; `progress` runs from 0 to 1; times are UTC, ISO 8601."""

    id: str
    kind: str
    state: str
    progress: float
    message: str
    result: dict[str, Any] | None
    created: str
    updated: str


class JobLog:
    """Creates, updates and lists jobs."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._writing = engine, engine.execution_options(ledger_write=True)

    def create(self, kind: str, message: str) -> Job:
        """A waiting job."""
        now = utc_now()
        number = f"{time.time_ns():016x}{uuid.uuid4().hex[:8]}"  # in the order of creation, also within a second
        record = Job(f"job-{number}", kind, "waiting", 0.0, message, None, now, now)
        values = {name: getattr(record, name) for name in Job.__slots__}
        with self._writing.begin() as connection:
            connection.execute(insert(job).values(**values))
            newest = job.c.created.desc(), job.c.id.desc()
            old = select(job.c.id).where(job.c.state.in_(("done", "failed"))).order_by(*newest)
            connection.execute(delete(job).where(job.c.id.in_(old.offset(KEPT).limit(KEPT).scalar_subquery())))
        return record

    def update(self, job_id: str, **values: Any) -> None:
        """Sets state, progress, message or result."""
        with self._writing.begin() as connection:
            connection.execute(update(job).where(job.c.id == job_id).values(**values, updated=utc_now()))

    def get(self, job_id: str) -> Job:
        """One job. Raises NotFound."""
        with self._engine.connect() as connection:
            row = connection.execute(select(job).where(job.c.id == job_id)).one_or_none()
        if row is None:
            raise NotFound(f"没有任务 {job_id}", f"no job {job_id}")
        return Job(**row._mapping)

    def recent(self, limit: int) -> list[Job]:
        """The newest jobs first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(job).order_by(job.c.created.desc(), job.c.id.desc()).limit(limit))
            return [Job(**row._mapping) for row in rows]

    def keep_alive(self, job_ids: Collection[str]) -> None:
        """Tells others that these unfinished jobs are being worked on or queued."""
        if job_ids:
            unfinished = job.c.state.in_(UNFINISHED) & job.c.id.in_(job_ids)
            with self._writing.begin() as connection:
                connection.execute(update(job).where(unfinished).values(updated=utc_now()))

    def fail_abandoned(self) -> int:
        """Marks jobs whose process has not spoken for `ABANDONED_S`. Returns how many."""
        limit = (datetime.now(UTC) - timedelta(seconds=ABANDONED_S)).isoformat(timespec="seconds")
        abandoned = job.c.state.in_(UNFINISHED) & (job.c.updated < limit)
        with self._engine.connect() as connection:  # reading first spares the write lock
            if not connection.execute(select(job.c.id).where(abandoned).limit(1)).first():
                return 0
        values = {"state": "failed", "message": "服务中断，请重新提交", "updated": utc_now()}
        with self._writing.begin() as connection:
            return connection.execute(update(job).where(abandoned).values(**values)).rowcount
