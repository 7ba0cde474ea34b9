"""Tests of `queries/search`."""
