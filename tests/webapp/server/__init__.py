"""Tests of `webapp.server`."""
