"""The tables of a folder as they were at a git revision."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from graph.named_errors import naming

_OF_A_HOOK: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables that git sets for hooks, which would hide the repository of the folder."""


class RevisionError(ValueError):
    """The tables at a revision cannot be had; the message says why."""


class NotTrackedError(RevisionError):
    """The folder is in no repository, or was not in it at the revision."""


@contextmanager
def tables_at(folder: Path, revision: str) -> Iterator[Path]:
    """Yield a folder with the files that `folder` had at a revision, such as `main` or `HEAD~1`.

    Raises:
        NotTrackedError: the folder is in no repository, or was not in it at that revision.
        RevisionError: there is no git, or no such revision.
    """
    _git(folder, "rev-parse", "--show-prefix", otherwise=NotTrackedError(f"{folder} is in no git repository"))
    unknown = RevisionError(f"git knows no revision {revision}")
    # The hash is asked for first, so that no revision can be taken for an option.
    found = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}", otherwise=unknown)
    commit = found.decode().strip()
    missing = NotTrackedError(f"{folder} was not in the repository at {revision}")
    archive = _git(folder, "archive", "--format=tar", commit, otherwise=missing)
    with TemporaryDirectory(prefix="opg-") as lent:
        with naming(Path(lent).parent), tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(lent, filter="data")
        yield Path(lent)


def _git(folder: Path, *arguments: str, otherwise: RevisionError) -> bytes:
    """Return what git writes, or raise the error."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - no shell
    except FileNotFoundError as error:
        raise RevisionError("git is not installed") from error
    if done.returncode:
        if b"dubious ownership" in done.stderr:
            raise RevisionError(f"git does not trust the repository of {folder}; see safe.directory in git help config")
        raise otherwise
    return done.stdout
