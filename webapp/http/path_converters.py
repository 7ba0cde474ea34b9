"""The converters for numbers of releases and suffixes of files in addresses."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter


class ReleaseConverter(BaseConverter):
    """The number of a release, such as `1.10`."""

    regex = r"\d+(?:\.\d+)+"


class SuffixConverter(BaseConverter):
    """The suffix of a file without its first dot, such as `nq.zst`; it begins with a letter, as no number does."""

    regex = "[a-z][a-z0-9.]*"


def install(app: Flask) -> None:
    """Let the routes of `app` use them, as `release` and `suffix`."""
    app.url_map.converters |= {"release": ReleaseConverter, "suffix": SuffixConverter}
