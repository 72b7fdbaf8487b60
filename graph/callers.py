"""Who calls the service, by their token, and whether they may see personal values."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from graph.settings import Settings

SHARED = "api"  # the name of whoever shows the shared token, or needs none


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller by name; `personal` is the right to see sealed values."""

    name: str
    personal: bool = False


def identify(settings: Settings, token: str | None) -> Caller | None:
    """The caller who shows a token; None for a stranger. Where no token is set up anyone may call, without rights."""
    if not settings.protected:
        return Caller(SHARED)
    known = [(c.token, Caller(name, c.personal)) for name, c in settings.callers.items()]
    known += [(settings.token, Caller(SHARED))] if settings.token else []
    given = (token or "").encode()
    # All are compared, so that the time taken does not tell which was near.
    found = [caller for secret, caller in known if hmac.compare_digest(given, secret.get_secret_value().encode())]
    return found[0] if found and token else None
