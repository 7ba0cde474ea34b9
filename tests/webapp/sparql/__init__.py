"""Tests of the endpoint within one process; `tests/abuse` and `tests/conformance` use a server."""
