"""The command `talentgraph`."""

from __future__ import annotations

import gc
from collections import UserDict
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

MODULES = {
    "data": ("ingest", "sources", "retract", "erase"),
    "documents": ("extract",),
    "facts": ("facts", "decide", "decisions", "undecide"),
    "questions": ("who-serves", "search"),
    "reviews": ("reviews", "judge", "judgements", "undo"),
    "rosters": ("correct", "rejects", "template"),
    "personal": ("personal", "accesses"),
    "admin": ("serve", "status", "rebuild", "export", "backup", "restore"),
}
"""The module of this package that has the commands, in the order of the help."""


class Commands(UserDict[str, Any]):
    """Commands by name. A command's module is imported when it is asked for: nobody waits for what others need."""

    def __getitem__(self, name: str) -> Any:
        """The command of this name; KeyError if there is none."""
        if isinstance(self.data[name], str):
            loaded = typer.Typer()
            import_module(f"cli.{self.data[name]}").register(loaded)
            self.data.update(typer.main.get_group(loaded).commands)
        return self.data[name]


class CommandGroup(TyperGroup):
    """All commands, imported on demand."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = Commands({name: module for module, names in MODULES.items() for name in names})


app = typer.Typer(
    name="talentgraph",
    cls=CommandGroup,
    help="才图：从人才名册与工作报告到一张有出处的图。 Talentgraph: rosters and reports as one graph with evidence.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # locals may hold personal data
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def talentgraph() -> None:
    """Nothing is common to the commands; an application without a command of its own needs this."""


def search_garbage_seldom() -> None:
    """What a command loads stays, so it is not searched for garbage time and again."""
    gc.set_threshold(50_000, 20, 20)


def main() -> None:
    """Entry point."""
    search_garbage_seldom()
    app()
