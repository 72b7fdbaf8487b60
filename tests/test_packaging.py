"""What is shipped is complete, and what is deployed is closed by default."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("cypher", "graph", "ingest", "api", "cli")
LOCKS = ("requirements/runtime.txt", "requirements/build.txt", "requirements/ocr.txt", "requirements/dev.txt")
NOT_OURS = {"__pycache__", "node_modules", "out", "build", "dist"}  # whatever starts with a dot besides
DOT_FILES = (".ci", ".pre-commit-config.yaml", ".env.example", ".dockerignore", ".gitignore", ".github", ".npmrc")
# Hosts in parts, so that this file does not name what it looks for.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("npmmirror", "com"),
        ("yarnpkg", "com"), ("repo1", "maven", "org"), ("repo", "maven", "apache", "org"), ("sonatype", "com"),
        ("maven", "google", "com"), ("debian", "org"), ("ubuntu", "com"), ("proxy", "golang", "org"), ("crates", "io"),
        ("tuna", "tsinghua", "edu", "cn"), ("aliyun", "com"), ("ghcr", "io"), ("quay", "io"), ("gcr", "io"),
    )
]  # fmt: skip
SECRET = re.compile(r"PASSWORD|TOKEN|SECRET|AUTH$|_KEY$")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def compose() -> dict[str, Any]:
    loaded = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def our_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that a commit could hold, told by name, for a checkout need not have git."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or (path.name.startswith(".") and path.name not in DOT_FILES):
            continue
        if path.is_dir():
            yield from our_files(path)
        elif not path.name.endswith((".pyc", ".egg-info")):
            yield path


def locked(path: str) -> dict[tuple[str, str], str]:
    """(name, marker) → version of each entry of a lock."""
    text = (ROOT / path).read_text(encoding="utf-8")
    found = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)(?: ; ([^\\\n]+))?", text, re.MULTILINE)
    return {(normal(name), marker.strip()): version for name, version, marker in found}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(specifications: list[Any]) -> set[str]:
    names = (re.match(r"[\w.-]+", item) for item in specifications if isinstance(item, str))
    return {normal(found[0]) for found in names if found}


# The wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_the_wheel_holds_every_file_of_every_room(wheel: zipfile.ZipFile) -> None:
    wanted = {path.relative_to(ROOT).as_posix() for room in ROOMS for path in our_files(ROOT / room)}
    assert wanted
    assert wanted - set(wheel.namelist()) == set()


@pytest.mark.parametrize(
    "pattern",
    [
        r"cypher/read/.+\.cypher", r"graph/ontology/types/.+\.yaml", r"graph/ontology/relations/.+\.yaml",
        r"graph/ontology/vocabularies/.+\.yaml", r"graph/statements/migrations/versions/.+\.py",
        r"graph/statements/migrations/script\.py\.mako", r"ingest/.+\.yaml",
    ],
)  # fmt: skip
def test_the_wheel_holds_data(wheel: zipfile.ZipFile, pattern: str) -> None:
    assert any(re.fullmatch(pattern, name) for name in wheel.namelist())


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    roots = {name.split("/")[0] for name in wheel.namelist()}
    assert {root for root in roots if not root.endswith(".dist-info")} == set(ROOMS)
    assert not [name for name in wheel.namelist() if name.endswith(".pyc")]


def test_the_wheel_has_its_licence_and_its_command(wheel: zipfile.ZipFile) -> None:
    (licence,) = [name for name in wheel.namelist() if name.endswith("/licenses/LICENSE")]
    assert "Apache License" in wheel.read(licence).decode()
    (entry,) = [name for name in wheel.namelist() if name.endswith("/entry_points.txt")]
    scripts = configparser.ConfigParser()
    scripts.read_string(wheel.read(entry).decode())
    assert scripts["console_scripts"]["talentgraph"] == "cli.main:main"


# The locks


@pytest.mark.parametrize("path", LOCKS)
def test_a_lock_pins_everything_by_hash(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if entry and not entry.startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[\w.\[\],-]+==", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert not re.search(r"--(?:index-url|extra-index-url|find-links|trusted-host)|https?:|file:", text)


@pytest.mark.parametrize("path", LOCKS[:2])
def test_the_development_lock_holds_the_others(path: str) -> None:
    assert locked(path).items() <= locked("requirements/dev.txt").items()


def test_the_lock_of_the_recognition_goes_with_the_others() -> None:
    extra, others = locked("requirements/ocr.txt"), locked("requirements/dev.txt")
    assert locked("requirements/runtime.txt").items() <= extra.items()
    assert all(extra[name] == others[name] for name in extra.keys() & others.keys())
    assert required(project()["project"]["optional-dependencies"]["ocr"]) <= {name for name, _ in extra}


def test_the_locks_hold_what_the_project_asks_for() -> None:
    settings = project()
    groups = settings["dependency-groups"]
    assert required(settings["project"]["dependencies"]) <= {name for name, _ in locked("requirements/runtime.txt")}
    assert required(groups["dev"]) <= {name for name, _ in locked("requirements/dev.txt")}
    assert required(settings["build-system"]["requires"]) <= {name for name, _ in locked("requirements/build.txt")}


def test_no_file_names_a_registry() -> None:
    """Where packages come from is the business of whoever installs them."""
    found = []
    for path in our_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {host}" for host in HOSTS if host in text]
    assert found == []


# Deployment


def test_compose_takes_every_secret_from_the_environment_and_has_none_by_default() -> None:
    for name, service in compose()["services"].items():
        environment = service.get("environment", {})
        assert isinstance(environment, dict), name
        for variable, value in environment.items():
            if SECRET.search(variable):
                assert re.fullmatch(r"(?:neo4j/)?\$\{[A-Z0-9_]+:\?[^}]+\}", str(value)), f"{name}: {variable}"
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    defaults = re.findall(r"\$\{([A-Z0-9_]+):?[-+=]", text)
    assert [variable for variable in defaults if SECRET.search(variable)] == []


def test_the_example_environment_names_each_secret_and_sets_none() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    values = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    compose_text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert set(values) == set(re.findall(r"\$\{([A-Z0-9_]+):\?", compose_text))
    assert set(values.values()) == {""}


def test_compose_publishes_on_this_machine_only() -> None:
    for name, service in compose()["services"].items():
        for port in service.get("ports", []):
            assert str(port).startswith("127.0.0.1:"), name


def test_compose_services_are_confined_and_watched() -> None:
    services = compose()["services"]
    for name, service in services.items():
        assert service["user"].split(":")[0] not in ("0", "root"), name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert not service.get("privileged"), name
        assert service.get("healthcheck") or service.get("build"), name  # the built image has its own
    waits = services["talentgraph"]["depends_on"]
    assert {name: wait["condition"] for name, wait in waits.items()} == dict.fromkeys(
        ("postgres", "neo4j"), "service_healthy"
    )


def test_compose_keeps_data_in_named_volumes() -> None:
    loaded = compose()
    used = {v.split(":")[0] for service in loaded["services"].values() for v in service.get("volumes", [])}
    assert used == set(loaded["volumes"])


def test_the_image_runs_without_root_and_tells_its_health() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    last = text[text.rindex("\nFROM ") :]
    assert re.findall(r"^USER (\S+)", last, re.MULTILINE) == ["10001:10001"]
    assert "/api/v1/healthz" in last
    assert "--require-hashes -r requirements/runtime.txt" in text
    assert "TALENTGRAPH_TOKEN:?" in last
    assert not re.search(r"^(?:ENV|ARG) .*(?:PASSWORD|TOKEN|SECRET)", text, re.MULTILINE)


def test_the_image_gets_every_room() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    packages = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert sorted(packages) == sorted(ROOMS)
    for room in ROOMS:
        assert f"COPY {room} {room}\n" in dockerfile
        assert f"!{room}" in ignored


def test_continuous_integration_runs_what_developers_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    text = script.read_text(encoding="utf-8")
    assert text.rstrip().endswith("exec make test")
    assert "export TALENTGRAPH_REQUIRE_SERVERS=1" in text
