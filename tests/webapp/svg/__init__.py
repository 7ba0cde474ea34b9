"""Tests of `webapp.svg`."""
