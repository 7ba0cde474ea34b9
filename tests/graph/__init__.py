"""Tests of the graph: tables, build, snapshots, export."""
