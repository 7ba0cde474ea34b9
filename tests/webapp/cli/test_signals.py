"""SIGTERM and SIGHUP, by which services and terminals end a command: nothing half-written stays, as with Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.webapp.cli.conftest import SCRIPT

pytestmark = pytest.mark.slow

ENDS = {signal.SIGTERM: (143, "Error: Terminated."), signal.SIGHUP: (129, "Error: The terminal was closed.")}


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """A run of which the commands heed SIGHUP, though it was itself started with `nohup`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def written(folder: Path) -> list[Path]:
    """What a command has written so far, but for the folders of a home."""
    return [path for path in folder.rglob("*") if path.name not in {"home", "snapshots"}]


def begun(folder: Path, process: subprocess.Popen[str]) -> None:
    """Wait until a command has begun to write something in a folder."""
    while process.poll() is None and not written(folder):
        time.sleep(0.005)
    time.sleep(0.05)  # a folder has its name before whoever made it knows
    assert process.poll() is None


def started(home: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    variables = {**os.environ, "OPG_HOME": str(home), **environment}
    return subprocess.Popen(
        [str(SCRIPT), *arguments], env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


@pytest.mark.sweep
@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("line", ["export -o {0}/x.jsonld", "build --home {0}/home --tables {1}", "diff current {1}"])
def test_a_signal_that_ends_a_command_leaves_nothing(
    few_home: Path, few_built: Path, tmp_path: Path, line: str, number: signal.Signals
) -> None:
    arguments = line.format(tmp_path, few_built.with_name("tables")).split()
    process = started(few_home, *arguments, TMPDIR=str(tmp_path))
    begun(tmp_path, process)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    code, said = ENDS[number]
    assert (process.returncode, out, err.strip()) == (code, "", said)
    assert written(tmp_path) == []


def test_a_signal_that_is_ignored_stays_so(few_home: Path) -> None:
    """`nohup opg …` goes on when its terminal is closed."""
    script = f"trap '' HUP; exec {SCRIPT} query counts"
    process = subprocess.Popen(
        ["bash", "-c", script], env={**os.environ, "OPG_HOME": str(few_home)}, stdout=subprocess.DEVNULL
    )
    for _ in range(5):
        time.sleep(0.05)
        if process.poll() is None:
            process.send_signal(signal.SIGHUP)
    assert process.wait(timeout=60) == 0
