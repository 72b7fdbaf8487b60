"""The graph store: one small port, one module an engine."""

from graph.store.port import Capabilities, GraphStore, Row, Step, StoreState

__all__ = ["Capabilities", "GraphStore", "Row", "Step", "StoreState"]
