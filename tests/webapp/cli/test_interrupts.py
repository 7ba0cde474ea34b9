"""Ctrl+C at any moment: a short message or none, exit code 130, no traceback, and nothing that lives on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.slow

READY = """
import sys
from webapp.cli import main

class Finder:
    def find_spec(self, name, path, target=None):
        if name == "webapp.cli.interrupts":
            print("ready", flush=True)

sys.meta_path.insert(0, Finder())
main(prog_name="opg")
"""
"""What the script `opg` does, with a line once `main` has begun: before that, Ctrl+C is the interpreter's own."""

MOMENTS = [0, 0.05, 0.2, 0.8]
"""Seconds from that moment on."""


def interrupted(home: Path, line: str, after: float) -> tuple[int, str]:
    """Press Ctrl+C, which reaches all processes of a terminal; return the exit code and what was said."""
    process = subprocess.Popen(
        [sys.executable, "-c", READY, *line.split()],
        env={**os.environ, "OPG_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)  # the moment is what is tried
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        _, said = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    assert not [other for other in psutil.process_iter() if session(other) == process.pid]
    return process.returncode, said


def session(process: psutil.Process) -> int | None:
    """The session of a process, or None if it has ended, or is about to."""
    try:
        return None if process.status() == psutil.STATUS_ZOMBIE else os.getsid(process.pid)
    except (psutil.NoSuchProcess, ProcessLookupError):
        return None


def quiet(said: str) -> bool:
    """Whether nothing but a short message was said: no traceback, and no process that had to be killed."""
    return not {line for line in said.splitlines() if line} - {"Error: Interrupted."}


@pytest.mark.sweep
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("line", ["check", "query counts", "build --home {0}/new"])
def test_a_command_ends_at_once(snapshot: object, home: Path, tmp_path: Path, line: str, moment: float) -> None:
    """Ctrl+C while Python imported what it needs ended in a traceback."""
    code, said = interrupted(home, line.format(tmp_path), moment)
    assert code in {130, -signal.SIGINT} or (code, said) == (0, ""), said
    assert quiet(said)


@pytest.mark.sweep
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("line", ["serve --port 0", "serve --port 0 --home {0}/new"])
def test_a_site_ends_before_it_is_up(snapshot: object, home: Path, tmp_path: Path, line: str, moment: float) -> None:
    """A worker that had only begun took no notice, and was killed 20 seconds later; a site that is up ends with 0."""
    code, said = interrupted(home, line.format(tmp_path), moment)
    assert code in {130, -signal.SIGINT, 0}, said
    assert quiet(said)


CALLBACK = """
class Thing: pass

def group():
    thing = Thing()
    reference = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    time.sleep(60)
"""
"""A command that is interrupted within the callback of a weak reference, which no exception leaves."""

IMPORT = """
from webapp.cli.commands import COMMANDS, Entry, group

class Finder:
    def find_spec(self, name, path, target=None):
        if name == "broken":
            try: signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt: raise ImportError("libraries say so")

sys.meta_path.insert(0, Finder())
COMMANDS["broken"] = Entry("broken:broken", "")
sys.argv[1:] = ["broken"]
"""
"""A command whose import fails with an error of its own when it is interrupted, as that of some libraries does."""


@pytest.mark.parametrize("commands", [CALLBACK, IMPORT])
def test_an_interrupt_that_others_lose_is_one_all_the_same(commands: str) -> None:
    program = (
        "import signal, sys, time, types, weakref\n"
        f"{commands}\n"
        "sys.modules['webapp.cli.commands'] = types.SimpleNamespace(group=group)\n"
        "from webapp.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=50, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "Error: Interrupted.")
