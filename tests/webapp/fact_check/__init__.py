"""Tests of the check of a text."""
