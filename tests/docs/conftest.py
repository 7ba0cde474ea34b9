"""The application, as the tests of the site have it."""

from tests.webapp.conftest import app, client

__all__ = ["app", "client"]
