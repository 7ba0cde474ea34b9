"""What a test needs that not every machine has: without it the test is skipped, saying what is missing.

With `OPG_REQUIRE_ENGINES=1`, which says that everything is there, its absence is a failure instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

import webapp
from webapp.http import assets

_ROOT = Path(webapp.__file__).parents[1]
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


@dataclass(frozen=True, slots=True)
class OtherUser:
    """Another user than the one of the tests: a Python that this one can run, and the options of `Popen` for it."""

    python: str
    options: dict[str, Any]


_NOBODY = 65534
"""The user who owns nothing (Debian's `nobody`)."""


def other_user() -> OtherUser:
    """Need to become another user, who can run Python with our packages."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        missing("only root can become another user")
    packages = os.pathsep.join([str(_ROOT), *(path for path in sys.path if path.endswith("-packages"))])
    options: dict[str, Any] = {
        "user": _NOBODY,
        "group": _NOBODY,
        "extra_groups": [],
        "cwd": "/",
        "env": {**os.environ, "PYTHONPATH": packages, "PYTHONDONTWRITEBYTECODE": "1"},
    }
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        with suppress(PermissionError, FileNotFoundError):
            loads = "import webapp.cli.commands, flask, granian, pyoxigraph"
            tried = subprocess.run([python, "-c", loads], capture_output=True, check=False, **options)
            if tried.returncode == 0:
                return OtherUser(python, options)
    missing("another user cannot run Python here: install it for all users (apt-get install python3)")


def read_only(folder: Path) -> tuple[str, ...]:
    """Need a folder in which nothing can be written; give what stands before a command for which this holds.

    Root may write anywhere, except where a file system is read-only. A mount of its own makes it so.
    """
    if os.geteuid() != 0:
        for path in (folder, *folder.rglob("*")):
            path.chmod(path.stat().st_mode & ~0o222)
        return ()
    mount = f"mount --bind '{folder}' '{folder}' && mount -o remount,bind,ro '{folder}'"
    prefix = ("unshare", "--mount", "sh", "-c", f'{mount} && exec "$@"', "read-only")
    tried = subprocess.run([*prefix, "touch", str(folder / "touched")], capture_output=True, text=True, check=False)
    if "Read-only file system" not in tried.stderr:
        missing(f"root cannot mount a folder read-only here: {tried.stderr.strip() or 'it can be written'}")
    return prefix
