"""Tests of `graph.build`."""
