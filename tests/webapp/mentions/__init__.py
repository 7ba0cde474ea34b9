"""Tests of what texts mention."""
