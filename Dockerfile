# syntax=docker/dockerfile:1
# The service alone: no compiler, no package manager's cache, no build tools, no root.

FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
# Dependencies before sources, so that a change of code does not install them again.
COPY requirements/runtime.txt requirements/build.txt requirements/
RUN python -m venv /opt/talentgraph \
    && /opt/talentgraph/bin/pip install --require-hashes -r requirements/runtime.txt
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md LICENSE ./
COPY cypher cypher
COPY graph graph
COPY ingest ingest
COPY api api
COPY cli cli
RUN /opt/build/bin/python -m hatchling build -t wheel -d /wheel \
    && /opt/talentgraph/bin/pip install --no-deps --no-index /wheel/*.whl

FROM python:3.12-slim
LABEL org.opencontainers.image.title="Talentgraph" \
      org.opencontainers.image.description="A knowledge graph for talent planning" \
      org.opencontainers.image.licenses="Apache-2.0"
# The account has a number of its own, so that volumes keep their owner from one image to the next.
RUN groupadd --gid 10001 talentgraph \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin talentgraph \
    && install -d -o 10001 -g 10001 -m 0700 /data \
    && install -d /srv/talentgraph
COPY --from=build /opt/talentgraph /opt/talentgraph
ENV PATH=/opt/talentgraph/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TALENTGRAPH_HOME=/data \
    TALENTGRAPH_HOST=0.0.0.0 \
    TALENTGRAPH_PORT=8000
USER 10001:10001
WORKDIR /srv/talentgraph
VOLUME /data
EXPOSE 8000
# Python instead of curl, which the image has not; without a proxy, which the environment may name.
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['TALENTGRAPH_PORT'] + '/api/v1/healthz', timeout=4)"]
# The service itself refuses to listen beyond loopback without a token; said here too, it is said before anything starts.
CMD ["sh", "-c", ": \"${TALENTGRAPH_TOKEN:?请设置访问令牌 / set an access token}\" && exec talentgraph serve"]
