"""Tests of `webapp.sharing`."""
