"""Applications made like another one, under other settings."""

from __future__ import annotations

from flask import Flask

from webapp.app import create_app
from webapp.models.site import site_of


def like(app: Flask) -> Flask:
    """Return an application over the same statements, which are not loaded again; it reads the settings of now."""
    here = site_of(app)
    return create_app(here.store, here.snapshot)
