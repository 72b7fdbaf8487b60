"""Sealing of personal values: readable only with the installation's secret key.

A sealed value is encrypted (Fernet: AES-128-CBC with HMAC-SHA256). Its digest (HMAC-SHA256) lets two equal values be
recognised without opening either; it is useless without the key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from graph.errors import SettingsError
from graph.settings import Settings

KEY_FILE = "secret.key"


class Vault:
    """Seals, opens and digests personal values with one key."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"seal" + key).digest()))
        self._digest_key = hashlib.sha256(b"digest" + key).digest()

    def seal(self, text: str) -> str:
        """Encrypts; two calls give different results."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Decrypts. Raises SettingsError when the value was sealed with another key."""
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except InvalidToken as error:
            raise SettingsError(
                "密钥与数据不符，无法读取个人信息",
                "the secret key does not fit this data",
                hint=f"请恢复原来的 {KEY_FILE}。Restore the {KEY_FILE} that belongs to this ledger.",
            ) from error

    def digest(self, text: str) -> str:
        """A keyed digest, 32 hexadecimal digits."""
        return hmac.new(self._digest_key, text.encode(), hashlib.sha256).hexdigest()[:32]


def open_vault(settings: Settings) -> Vault:
    """The installation's vault; makes the key file (mode 0600) on first use."""
    if settings.secret_key:
        return Vault(settings.secret_key.get_secret_value().encode())
    path = settings.home / KEY_FILE
    if not path.exists():
        _create_key(path)
    return Vault(path.read_bytes())


def _create_key(path: Path) -> None:
    """Writes a new key completely, then links it in place, so that two processes agree on one key."""
    temporary = path.with_name(f".{KEY_FILE}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(os.urandom(32).hex().encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass  # another process was first; its key counts
    finally:
        temporary.unlink()
