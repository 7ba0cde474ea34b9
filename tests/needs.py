"""What a test needs that not every machine has: without it the test is skipped, saying what is missing.

With `OPG_REQUIRE_ENGINES=1`, which says that everything is there, its absence is a failure instead.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import webapp
from webapp import assets

_AXE = Path(webapp.__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"


def missing(what: str) -> NoReturn:
    """Skip the test for what is missing, or let it fail where nothing may be."""
    if os.environ.get("OPG_REQUIRE_ENGINES") == "1":
        pytest.fail(f"OPG_REQUIRE_ENGINES=1 asks for everything, but {what}")
    pytest.skip(what)


def program(name: str, remedy: str) -> str:
    """Return the path of a program, which may also be one of this Python's own environment."""
    beside = Path(sys.executable).with_name(name)
    folders = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))  # where Debian has servers
    path = str(beside) if beside.exists() else shutil.which(name, path=folders)
    return path or missing(f"{name} is not here: {remedy}")


def bundle(entry: str) -> None:
    """Need what runs in the browser for a part such as `sparql`. Tests do not build it, because that needs Node."""
    if not assets.bundle(entry):
        missing(f"the bundle of {entry} is not built: make bundle")


def axe() -> str:
    """Return the script of axe-core, which the browser's part depends on for development."""
    if not _AXE.is_file():
        missing("axe-core is not installed: npm ci in webapp/browser")
    return _AXE.read_text(encoding="utf-8")
