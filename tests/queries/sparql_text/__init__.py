"""Tests of `queries.sparql_text`."""
