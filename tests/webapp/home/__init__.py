"""Tests of `webapp.home`."""
