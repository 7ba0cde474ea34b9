"""Tests of `webapp.components`."""
