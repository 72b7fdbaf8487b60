"""Is the service alive, is it ready, what does it hold."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response

from api.deps import Work, authorize
from api.errors import problems
from api.schemas.data import HealthOut, ReadyOut, StatusOut
from graph.services.status import read_status

router = APIRouter(tags=["system"])


@router.get("/healthz", summary="存活检查", responses=problems())
def read_health() -> HealthOut:
    """Answers as long as the process does."""
    return HealthOut(status="ok")


@router.get("/readyz", summary="就绪检查", responses={503: {"model": ReadyOut}})
def read_readiness(work: Work, response: Response) -> ReadyOut:
    """200 once the graph holds the ledger's newest revision, 503 until then."""
    state, head = work.projector.state(), work.ledger.head()
    ready = state is not None and state.at_rest and state.revision == head
    response.status_code = 200 if ready else 503
    held = state.revision if state else None
    return ReadyOut(ready=ready, engine=work.store.name, ledger_revision=head, graph_revision=held)


@router.get("/status", summary="数据概况", responses=problems(), dependencies=[Depends(authorize)])
def status(work: Work) -> StatusOut:
    """Counts by type, and how far the graph has followed the ledger."""
    return StatusOut.of(read_status(work))
