"""How commands speak: JSON or text on standard output, progress and errors on standard error, and exit codes."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from graph.errors import InvalidInput, SettingsError, TalentgraphError, UnreadableFile

if TYPE_CHECKING:
    from graph.settings import Settings

DONE, FINDINGS, USAGE, FAILED = 0, 1, 2, 3
Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print JSON")]
By = Annotated[str | None, typer.Option("--by", help="何人，默认为登录用户 / who; the user who is logged in")]
stdout = Console(soft_wrap=True, highlight=False)
stderr = Console(stderr=True, soft_wrap=True, highlight=False)


def print_json(value: Any) -> None:
    """One JSON document on standard output, UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
    sys.stdout.flush()


def fail(error: TalentgraphError) -> NoReturn:
    """Says what happened and what to do, and ends the command."""
    stderr.print(f"错误：{error.zh}", style="red", markup=False)
    stderr.print(f"Error: {error.en}", markup=False)
    if error.hint:
        stderr.print(error.hint, markup=False)
    usage = isinstance(error, InvalidInput | SettingsError) and not isinstance(error, UnreadableFile)
    raise typer.Exit(USAGE if usage else FAILED)


@contextmanager
def reported_errors() -> Iterator[None]:
    """Expected errors become two lines and an exit code; a closed pipe ends quietly."""
    try:
        yield
    except TalentgraphError as error:
        fail(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None


def actor(by: str | None = None) -> str:
    """Who does it, for the record: as given, or the user of this machine."""
    if by is not None:
        if not 0 < len(by.strip()) <= 100:
            raise InvalidInput("--by 为空或过长", "--by is empty or too long")
        return by.strip()
    try:
        return f"cli:{getpass.getuser()}"
    except (KeyError, OSError):  # a container's user without a name
        return f"cli:{os.getuid()}"


def settings() -> Settings:
    """The settings from the environment."""
    from graph.settings import load_settings  # not every command needs them, and reading them takes a while

    return load_settings()


@contextmanager
def progress_bar(*, hidden: bool) -> Iterator[Callable[[float, str], None]]:
    """A bar on standard error that takes a fraction and a message; nothing where nobody watches."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=stderr, transient=True, disable=hidden or not stderr.is_terminal) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda fraction, message: bar.update(task, completed=fraction, description=message)


def place(locator: Mapping[str, object]) -> str:
    """Where a passage stands in its file, in words."""
    if "row" in locator:
        return (f"“{locator['sheet']}” " if locator.get("sheet") else "") + f"第 {locator['row']} 行"
    page = f"第 {locator['page']} 页 " if "page" in locator else ""
    line = f"第 {locator['line']} 行 " if "line" in locator else ""
    return f"{page}{line}第 {locator['paragraph']} 段"
