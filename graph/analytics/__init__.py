"""Whole-graph work with networkx."""
