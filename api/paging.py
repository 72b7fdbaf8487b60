"""Cursors: where a list goes on, opaque to clients."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any

from fastapi import Query

from graph.errors import InvalidInput

MAX_LIMIT = 200
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="at most so many items")]
Cursor = Annotated[str | None, Query(max_length=500, description="`next` of the part before")]


def encode(*values: str | int) -> str:
    """A cursor that stands for some values."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode("ascii").rstrip("=")


def decode(cursor: str | None, *types: type) -> tuple[Any, ...] | None:
    """The values of a cursor, None for none. Raises InvalidInput unless they are of these types."""
    if cursor is None:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise InvalidInput("翻页标记 cursor 无效", "the cursor is invalid") from error
    if not isinstance(values, list) or [type(v) for v in values] != list(types):
        raise InvalidInput("翻页标记 cursor 无效", "the cursor is invalid")
    return tuple(values)
