"""Tests of questions in words."""
