"""Tests of `webapp.models`."""
