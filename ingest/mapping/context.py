"""What rows know of each other: who has which number, who stood on which row, who needs more than a birth date."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.privacy import Vault


@dataclass(slots=True)
class Context:
    """The memory of one workbook. Only digests of personal values are kept."""

    vault: Vault
    origin: str
    holders: dict[str, str] = field(default_factory=dict)  # digest of an ID number → name
    codes: dict[str, str] = field(default_factory=dict)  # credit code → name
    units: dict[str, str] = field(default_factory=dict)  # name and birth → unit first seen with them
    rows: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # sheet and mention key → rows

    def digest(self, kind: str, value: object) -> str:
        """A short digest of a personal value, for discriminators."""
        return self.vault.digest(f"{kind}:{value}")[:16]
