"""Tests of `webapp.search`."""
