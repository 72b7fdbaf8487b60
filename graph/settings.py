"""Settings, from the environment (`TALENTGRAPH_…`) and an optional `.env` file in the working folder."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnparsableSetting

from graph.errors import SettingsError

MEBIBYTE = 1024 * 1024


class KnownCaller(BaseModel):
    """A caller's own token, and whether its holder may see personal values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr = Field(min_length=16)
    personal: bool = False


class Settings(BaseSettings):
    """Every setting has a default that suits one laptop, offline. There are no default passwords."""

    model_config = SettingsConfigDict(
        env_prefix="TALENTGRAPH_",
        env_file=".env",
        env_ignore_empty=True,  # an empty token is no token
        extra="ignore",
        frozen=True,
    )

    home: Path = Field(default_factory=lambda: user_data_path("talentgraph", appauthor=False))
    ledger_url: SecretStr | None = Field(None, description="SQLAlchemy URL; default: SQLite in the home folder")
    engine: Literal["kglite", "neo4j"] = "kglite"
    neo4j_uri: str = "neo4j://127.0.0.1:7687"
    neo4j_user: str | None = None
    neo4j_password: SecretStr | None = None
    neo4j_database: str | None = Field(None, description="default: the user's home database")
    neo4j_ca_file: Path | None = Field(None, description="PEM file with the authority that signed the server")
    secret_key: SecretStr | None = Field(None, description="seals personal data; default: a file in the home folder")
    token: SecretStr | None = Field(None, description="bearer token; required when listening beyond loopback")
    callers: dict[str, KnownCaller] = Field(
        default_factory=dict, description="JSON: callers by name, each with a token and perhaps the right `personal`"
    )
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    max_upload_bytes: int = Field(100 * MEBIBYTE, gt=0)
    query_timeout_s: float = Field(20.0, gt=0)
    follow_interval_s: float = Field(1.0, gt=0, description="how often the service looks for others' ledger writes")
    review_below: float = Field(0.5, ge=0, le=1, description="weaker facts of documents wait for a person")
    llm_url: str | None = Field(None, description="base URL of a chat endpoint; none: no language model is ever asked")
    llm_model: str | None = None
    llm_key: SecretStr | None = None
    llm_timeout_s: float = Field(60.0, gt=0, description="time limit of one reply")
    llm_max_sections: int = Field(20, gt=0, description="most sections of one document that are sent")
    llm_confidence: float = Field(0.4, gt=0, le=1, description="of what the model says and the text bears out")
    llm_allow_plain_http: bool = Field(False, description="also beyond loopback, without TLS")
    batch_rows: int = Field(20_000, gt=0, description="rows per projection transaction on a server")

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("callers")
    @classmethod
    def _told_apart(cls, value: dict[str, KnownCaller]) -> dict[str, KnownCaller]:
        if not all(0 < len(name.strip()) <= 100 for name in value):
            raise ValueError("a caller's name has 1 to 100 characters")
        if len({c.token.get_secret_value() for c in value.values()}) < len(value):
            raise ValueError("two callers have one token")
        return value

    @property
    def protected(self) -> bool:
        """Whether callers must show a token."""
        return self.token is not None or bool(self.callers)

    @cached_property
    def ledger(self) -> str:
        """The ledger's SQLAlchemy URL."""
        return self.ledger_url.get_secret_value() if self.ledger_url else f"sqlite:///{self.home / 'ledger.db'}"

    @property
    def is_loopback(self) -> bool:
        """Whether `host` names this machine only."""
        return self.host in {"127.0.0.1", "::1", "localhost"}


def load_settings(**overrides: object) -> Settings:
    """Reads settings and creates the home folder (mode 0700). Raises SettingsError naming the wrong setting."""
    try:
        settings = Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        fault = error.errors()[0]
        name = f"TALENTGRAPH_{fault['loc'][0]}".upper()
        raise SettingsError(
            f"设置 {name} 无效：{fault['msg']}", f"setting {name} is invalid: {fault['msg']}"
        ) from error
    except UnparsableSetting as error:  # its message may hold the value
        name = "TALENTGRAPH_CALLERS"  # the one setting that is JSON
        raise SettingsError(f"设置 {name} 不是 JSON 对象", f"setting {name} is no JSON object") from error
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingsError(
            f"无法建立数据目录 {settings.home}：{error.strerror}",
            f"cannot create the data folder {settings.home}: {error.strerror}",
            hint="请用 TALENTGRAPH_HOME 指定可写的目录。Set TALENTGRAPH_HOME to a writable folder.",
        ) from error
    if os.name == "posix" and settings.home.stat().st_uid == os.getuid():
        settings.home.chmod(0o700)
    return settings
