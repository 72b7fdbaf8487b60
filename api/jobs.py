"""Background work: uploads are read one after another by one thread, which reports progress in the job log."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from graph.errors import TalentgraphError, TooLarge
from graph.services.workspace import Workspace
from graph.statements.jobs import Job
from ingest.services import open_pipeline

log = logging.getLogger("talentgraph.jobs")
COPY_BYTES = 1024 * 1024
HEARTBEAT_S = 30.0
DAY_S = 86_400


class JobRunner:
    """Runs jobs, and keeps the graph up to date with what other processes write to the ledger."""

    def __init__(self, work: Workspace) -> None:
        self._work = work
        self._pipeline = open_pipeline(work)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")
        self._stop = threading.Event()
        self._mine: set[str] = set()
        self.caught_up = threading.Event()  # set once the graph has held the newest revision
        self._follower = threading.Thread(target=self._follow, name="follower", daemon=True)
        self._folder = tempfile.TemporaryDirectory(dir=work.settings.home, prefix="uploads-")

    def start(self) -> None:
        """Begins to follow the ledger."""
        _discard_old_uploads(self._work.settings.home)
        self._follower.start()

    def close(self) -> None:
        """Waits for the running job; waiting ones are given up and marked at the next start."""
        self._stop.set()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._follower.join()
        self._folder.cleanup()

    def submit_upload(self, file: BinaryIO, name: str, *, origin: str, actor: str, region: str | None) -> Job:
        """Stores an upload and queues its reading. Raises TooLarge."""
        job = self._work.jobs.create("ingest", f"{name}：等待处理")
        self._mine.add(job.id)
        path = Path(self._folder.name) / f"{job.id}{Path(name).suffix.lower()}"
        try:
            self._store(file, path)
        except TooLarge as error:
            self._work.jobs.update(job.id, state="failed", message=error.zh)
            self._mine.discard(job.id)
            raise
        self._executor.submit(self._load, job, path, name, origin, actor, region)
        return job

    def _store(self, file: BinaryIO, path: Path) -> None:
        limit, written = self._work.settings.max_upload_bytes, 0
        with path.open("wb") as target:
            while chunk := file.read(COPY_BYTES):
                written += len(chunk)
                if written > limit:
                    path.unlink()
                    raise TooLarge(f"文件超过 {limit} 字节", f"the file is larger than {limit} bytes")
                target.write(chunk)

    def _load(self, job: Job, path: Path, name: str, origin: str, actor: str, region: str | None) -> None:
        jobs = self._work.jobs
        try:
            jobs.update(job.id, state="running", message=f"{name}：开始")
            report = self._pipeline.load(
                path, origin=origin, name=name, actor=actor, region=region,
                progress=lambda fraction, message: jobs.update(job.id, progress=0.8 * fraction, message=message),
            )  # fmt: skip
            self._work.projector.follow(
                lambda fraction, message: jobs.update(job.id, progress=0.8 + 0.2 * fraction, message=message)
            )
            jobs.update(job.id, state="done", progress=1.0, message=f"{name}：完成", result=report.to_json())
        except TalentgraphError as error:
            result = {"error": {"code": error.code, "zh": error.zh, "en": error.en, "hint": error.hint}}
            jobs.update(job.id, state="failed", message=error.zh, result=result)
        except Exception:
            log.exception("job %s failed", job.id)
            jobs.update(job.id, state="failed", message="内部错误，详情见服务日志")
        finally:
            self._mine.discard(job.id)
            path.unlink(missing_ok=True)

    def _follow(self) -> None:
        """Looks for new revisions until told to stop; a server that is away is asked again."""
        spoke = 0.0
        while not self._stop.is_set():
            try:
                self._work.projector.follow()
                self.caught_up.set()
                if time.monotonic() - spoke > HEARTBEAT_S:
                    spoke = time.monotonic()
                    self._work.jobs.keep_alive(set(self._mine))
                    self._work.jobs.fail_abandoned()
            except TalentgraphError as error:
                log.warning("cannot follow the ledger yet: %s", error.en)
            except Exception:
                log.exception("following the ledger failed")
            self._stop.wait(self._work.settings.follow_interval_s)


def _discard_old_uploads(home: Path) -> None:
    """Removes upload folders that a killed service left behind; a day old, they are no other process's work."""
    for folder in home.glob("uploads-*"):
        if time.time() - folder.stat().st_mtime > DAY_S:
            shutil.rmtree(folder, ignore_errors=True)
