"""The command `talentgraph`."""

from __future__ import annotations

import typer

from cli import admin, data, documents, facts, personal, questions, reviews, rosters

app = typer.Typer(
    name="talentgraph",
    help="才图：从人才名册与工作报告到一张有出处的图。 Talentgraph: rosters and reports as one graph with evidence.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # locals may hold personal data
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (data, documents, facts, questions, reviews, rosters, personal, admin):
    module.register(app)


def main() -> None:
    """Entry point."""
    app()
