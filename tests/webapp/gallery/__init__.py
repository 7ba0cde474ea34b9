"""Tests of `webapp.gallery`: the named queries as pages and as an API."""
