"""The jars of Neo4j: downloaded once, then kept in a cache folder."""

import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from .errors import ServerUnavailable

GROUP, ARTIFACT, VERSION = "org.neo4j", "neo4j", "5.26.16"
MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
CACHE_VARIABLE = "TALENTGRAPH_TEST_CACHE"
DOWNLOAD_SECONDS = 1800
REQUEST_SECONDS = 30

POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>talentgraph</groupId><artifactId>test-servers</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>{GROUP}</groupId><artifactId>{ARTIFACT}</artifactId><version>{VERSION}</version>
  </dependency></dependencies>
</project>
"""


def cache_folder() -> Path:
    """Return the cache folder: TALENTGRAPH_TEST_CACHE if set, else the user's cache folder `talentgraph-test`."""
    from platformdirs import user_cache_path

    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else user_cache_path("talentgraph-test", appauthor=False)


def neo4j_jars() -> Path:
    """Return the folder that holds the jars, downloading them (about 130 MB) if this was not done before.

    Safe when several processes start together: one downloads, the others wait for it.
    Raises ServerUnavailable when a package is missing or no way to download worked.
    """
    try:
        from filelock import FileLock, Timeout

        target = cache_folder() / f"{ARTIFACT}-{VERSION}"
    except ImportError as error:
        raise ServerUnavailable(f"the Neo4j test server needs a package that is not installed: {error}") from error
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(f"{target}.lock", timeout=DOWNLOAD_SECONDS):
            if not target.is_dir():
                _download(target)
    except Timeout as error:
        message = f"another process has been downloading {target} for {DOWNLOAD_SECONDS} s (lock: {target}.lock)"
        raise ServerUnavailable(message) from error
    return target


def _download(target: Path) -> None:
    """Fill a staging folder, then rename it: a folder with the final name is always complete."""
    for stale in target.parent.glob(f"{target.name}.part-*"):
        shutil.rmtree(stale, ignore_errors=True)  # left by a process that was killed; the lock is ours
    ways: list[tuple[str, Callable[[Path, Path], None]]] = [
        ("jgo (its own resolver)", _fetch_with_jgo),
        ("mvn dependency:copy-dependencies", _fetch_with_maven),
    ]
    failures = []
    for name, fetch in ways:
        with tempfile.TemporaryDirectory(prefix=f"{target.name}.part-", dir=target.parent) as staging:
            jars = Path(staging, "jars")
            jars.mkdir()
            try:
                fetch(jars, Path(staging))
                _check(jars)
            except Exception as error:  # jgo lets errors of many libraries through
                failures.append(f"  {name}: {type(error).__name__}: {error}")
            else:
                jars.rename(target)
                return
    raise ServerUnavailable(
        f"cannot download {GROUP}:{ARTIFACT}:{VERSION}, and {target} does not exist. Tried:\n"
        + "\n".join(failures)
        + f"\nTo use jars obtained elsewhere, put them all in that folder (set {CACHE_VARIABLE} to move it)."
    )


def _fetch_with_jgo(jars: Path, staging: Path) -> None:
    """Resolve in Python, without Maven or Java; the local repository is thrown away afterwards."""
    from jgo.env import EnvironmentBuilder, LinkStrategy
    from jgo.maven import MavenContext

    context = MavenContext(repo_cache=staging / "repository", timeout=REQUEST_SECONDS)
    builder = EnvironmentBuilder(context, cache_dir=staging / "environments", link_strategy=LinkStrategy.HARD)
    for jar in builder.from_endpoint(f"{GROUP}:{ARTIFACT}:{VERSION}").all_jars:
        jar.rename(jars / jar.name)


def _fetch_with_maven(jars: Path, staging: Path) -> None:
    """Let Maven resolve, with its own settings (mirrors, proxies) and its own local repository."""
    program = shutil.which("mvn")
    if program is None:
        raise FileNotFoundError("mvn is not on the PATH")
    pom = staging / "pom.xml"
    pom.write_text(POM, encoding="utf-8")
    goal = f"{MAVEN_PLUGIN}:copy-dependencies"
    done = subprocess.run(
        [program, "-q", "-B", "-f", str(pom), goal, "-DincludeScope=runtime", f"-DoutputDirectory={jars}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=DOWNLOAD_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"exit code {done.returncode}: {done.stdout.strip()[:600]}")


def _check(jars: Path) -> None:
    """Raise ValueError if the main jar is missing or a jar is damaged (not every downloader insists on checksums)."""
    if not (jars / f"{ARTIFACT}-{VERSION}.jar").is_file():
        raise ValueError(f"{ARTIFACT}-{VERSION}.jar is not among the files obtained")
    for jar in jars.iterdir():
        with zipfile.ZipFile(jar) as archive:
            damaged = archive.testzip()
        if damaged is not None:
            raise ValueError(f"{jar.name} is damaged at {damaged}")
