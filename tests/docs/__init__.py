"""Tests of the documentation: its code blocks, its build, and what it must tell."""
