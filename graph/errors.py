"""Errors a user can cause, each with a Chinese and an English sentence and what to do about it.

The API turns any of them into `application/problem+json`, the CLI into two lines and exit status 2 or 3.
"""

from __future__ import annotations

from typing import ClassVar


class TalentgraphError(Exception):
    """Base of all expected errors. `zh` and `en` say what happened; `hint` says what to do (Chinese first)."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "error"

    def __init__(self, zh: str, en: str, *, hint: str = "", **details: object) -> None:
        super().__init__(f"{zh} | {en}")
        self.zh, self.en, self.hint, self.details = zh, en, hint, details


class InvalidInput(TalentgraphError):
    """A parameter or a file's content is not acceptable."""

    status, code = 422, "invalid-input"


class UnreadableFile(InvalidInput):
    """A file is damaged, of an unknown kind, protected, or beyond a limit."""

    code = "unreadable-file"


class NotFound(TalentgraphError):
    """What was asked for does not exist."""

    status, code = 404, "not-found"


class Conflict(TalentgraphError):
    """The request contradicts the present state."""

    status, code = 409, "conflict"


class TooLarge(TalentgraphError):
    """An upload or an answer is beyond its limit."""

    status, code = 413, "too-large"


class Forbidden(TalentgraphError):
    """The caller lacks the right, or the credentials."""

    status, code = 403, "forbidden"


class Unavailable(TalentgraphError):
    """A server that is needed cannot be reached or is not ready yet."""

    status, code = 503, "unavailable"


class QueryTimeout(TalentgraphError):
    """A query ran beyond its time limit."""

    status, code = 504, "query-timeout"


class QueryFailed(TalentgraphError):
    """An engine could not carry out a query: a fault of the query or of the engine, not of the caller."""

    status, code = 500, "query-failed"


class OntologyError(TalentgraphError):
    """A definition in the ontology is wrong; `details` has `file` and `line`."""

    status, code = 500, "ontology"


class SettingsError(TalentgraphError):
    """A setting is missing or wrong."""

    status, code = 500, "settings"
