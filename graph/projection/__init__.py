"""From ledger to graph: the fold that computes nodes and edges, and the projector that keeps a store up to date."""

from graph.projection.effect import Effect, effect_of
from graph.projection.projector import Projector

__all__ = ["Effect", "Projector", "effect_of"]
