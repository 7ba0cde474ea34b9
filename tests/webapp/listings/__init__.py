"""Tests of `webapp.listings`."""
