"""Backup and restore: one archive with the ledger and the key that opens its personal data."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import uuid
import zipfile
from contextlib import closing
from pathlib import Path

from graph.errors import Conflict, InvalidInput, Unavailable
from graph.files import replacing
from graph.privacy import KEY_FILE
from graph.settings import Settings
from graph.statements.database import open_database

MANIFEST, LEDGER_FILE = "manifest.json", "ledger.db"
FORMAT = 1


def backup(settings: Settings, target: Path) -> None:
    """Writes a consistent copy of the ledger, also while it is in use, with the secret key beside it (mode 0600).

    Raises InvalidInput when the ledger is on a server: that has its own tools.
    """
    _need_sqlite(settings)
    open_database(settings.ledger).dispose()  # an installation that was never used has an empty ledger, not none
    try:
        with tempfile.TemporaryDirectory(dir=settings.home) as folder:
            copy = Path(folder) / LEDGER_FILE
            with closing(sqlite3.connect(settings.home / LEDGER_FILE)) as live, closing(sqlite3.connect(copy)) as safe:
                live.backup(safe)
            with replacing(target, mode=0o600) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "kind": "talentgraph-backup"}))
                archive.write(copy, LEDGER_FILE)
                if (settings.home / KEY_FILE).exists():
                    archive.write(settings.home / KEY_FILE, KEY_FILE)
    except OSError as error:
        raise Unavailable(
            f"无法写入备份 {target}：{error.strerror}", f"cannot write the backup {target}: {error.strerror}",
            hint="请检查路径、权限与磁盘空间。Check the path, its permissions and the disk.",
        ) from error  # fmt: skip


def restore(settings: Settings, archive_path: Path, *, force: bool = False) -> None:
    """Puts a backup's ledger and key in place of the present ones; the graph follows at the next start.

    Raises Conflict when there is a ledger already and `force` is not given, InvalidInput for what is no backup.
    """
    _need_sqlite(settings)
    ledger = settings.home / LEDGER_FILE
    if ledger.exists() and not force:
        raise Conflict(
            f"{settings.home} 已有数据", f"there is a ledger in {settings.home} already",
            hint="确认要覆盖时加 --force。Add --force to replace it.",
        )  # fmt: skip
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        members = _unpack(archive_path, Path(folder))
        _give_new_identity(members[0])
        for stale in (*settings.home.glob("graph.kgl*"), *settings.home.glob(f"{LEDGER_FILE}-*")):
            stale.unlink()
        for member in members:
            member.chmod(0o600)
            member.replace(settings.home / member.name)


def _unpack(archive_path: Path, folder: Path) -> list[Path]:
    """The checked members of an archive. Raises InvalidInput."""
    fault = InvalidInput(f"{archive_path.name} 不是才图备份文件", f"{archive_path.name} is no Talentgraph backup")
    try:
        with zipfile.ZipFile(archive_path) as archive:
            if json.loads(archive.read(MANIFEST)).get("format") != FORMAT:
                raise fault
            members = []
            for name in (LEDGER_FILE, KEY_FILE):
                if name in archive.namelist():
                    with archive.open(name) as packed, (folder / name).open("wb") as file:
                        shutil.copyfileobj(packed, file)
                    members.append(folder / name)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise fault from error
    if not members or members[0].name != LEDGER_FILE or not _is_sound(members[0]):
        raise fault
    return members


def _give_new_identity(database: Path) -> None:
    """A restored ledger has another future than the one it was copied from: graphs of that one are not its own."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE head SET ledger = ?", (uuid.uuid4().hex,))


def _is_sound(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as connection:
        try:
            connection.execute("SELECT revision, ledger FROM head").fetchone()
            return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
        except sqlite3.DatabaseError:
            return False


def _need_sqlite(settings: Settings) -> None:
    if not settings.ledger.startswith("sqlite"):
        raise InvalidInput(
            "账本在数据库服务器上，请用其自带工具备份", "the ledger is on a database server; use its own tools",
            hint=f"例如 pg_dump；另请保存 {KEY_FILE}。For example pg_dump; keep {KEY_FILE} as well.",
        )  # fmt: skip
