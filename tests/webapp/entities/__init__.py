"""Tests of `webapp.entities`."""
