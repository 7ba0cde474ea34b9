"""Tests of `graph.stores`."""
