"""Files that are endless, damaged, unreadable or in the way. A message names them, and nothing is half-written."""

from __future__ import annotations

import gzip
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tests.abuse.lengths import sample
from tests.webapp.cli.conftest import Process
from tests.webapp.cli.test_errors import Shell, shell, told

pytestmark = pytest.mark.slow

assert shell  # the fixture

STATEMENT = b'<urn:a> <urn:b> "c" .\n'


@pytest.mark.sweep
@pytest.mark.parametrize("line", ["check-story {}", "check-story - < {}", "sparql {}", "sparql - < {}"])
@pytest.mark.parametrize("endless", ["/dev/zero", "/dev/full"])
def test_an_endless_file_is_read_no_further_than_allowed(shell: Shell, line: str, endless: str) -> None:
    message = told(shell(f"ulimit -v 2000000; $opg {line.format(endless)}"), 2)
    assert "is longer than " in message


@pytest.mark.parametrize("command", ["check-story", "sparql"])
def test_what_cannot_be_read_is_not_blamed_on_standard_output(shell: Shell, command: str) -> None:
    assert "Cannot read /proc/self/mem: Input/output error." in told(shell(f"$opg {command} /proc/self/mem"), 2)
    assert "Cannot read <stdin>: it is closed." in told(shell(f"$opg {command} - <&-"), 2)


PACKED: list[tuple[str, Callable[[bytes], bytes]]] = [
    (".nq.zst", lambda content: zstandard.ZstdCompressor().compress(content)[:-8]),
    (".nq.zst", lambda content: zstandard.ZstdCompressor().compress(content)[:6]),
    (".nq.zst", lambda _: b""),
    (".nq.gz", lambda _: b""),
    (".nq.gz", lambda content: gzip.compress(content)[:-10]),
]


@pytest.mark.parametrize(("suffix", "pack"), sample(PACKED))
def test_a_compressed_file_that_was_cut_is_damaged(
    opg: Process, tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / f"cut{suffix}"
    file.write_bytes(pack(STATEMENT * 50_000))
    assert f"{file} cannot be unpacked: it is damaged" in told(opg("diff", "1.1", str(file)), 2)
    assert f"{file} cannot be read: it is damaged" in told(opg("stats", "--store", str(file)))


def test_a_compressed_file_may_have_several_parts(opg: Process, tmp_path: Path) -> None:
    for suffix, compress in ((".gz", gzip.compress), (".zst", zstandard.ZstdCompressor().compress)):
        file = tmp_path / f"parts.nt{suffix}"
        file.write_bytes(compress(STATEMENT) + compress(STATEMENT.replace(b"c", b"d")))
        assert "statements,all,2\n" in opg("stats", "--store", str(file)).stdout


def test_a_link_to_itself_takes_no_export(opg: Process, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    message = f"Error: Cannot write {loop}: Too many levels of symbolic links."
    assert told(opg("export", "--format", "turtle", "-o", str(loop))) == message


def test_an_export_over_a_file_keeps_its_mode(opg: Process, tmp_path: Path) -> None:
    file = tmp_path / "x.nt"
    for mode in (0o600, 0o640):
        file.touch()
        file.chmod(mode)
        assert opg("export", "-o", str(file), "--graph", "ontology").returncode == 0
        assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_report_that_is_none_is_named(opg: Process, tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    for content in (b"\xff\x00", b"hello", b"[]", b'{"findings": 3}'):
        file.write_bytes(content)
        message = told(opg("check", "--since", str(file)))
        assert message == f"Error: --since {file}: expected a report that opg check --format json wrote."


def test_a_full_temporary_folder_is_named_and_left_empty(shell: Shell, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    message = told(shell("ulimit -f 100; $opg diff current $few", TMPDIR=str(tmp_path)))
    assert f"{tmp_path}" in message
    assert "File too large" in message
    assert list(tmp_path.iterdir()) == []


def test_too_few_descriptors_are_a_message(shell: Shell) -> None:
    for limit in (10, 14, 18):
        done = shell(f"ulimit -n {limit}; $opg show alibaba")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "Error: Too many files are open. Raise the limit of this process, as by: ulimit -n 1024\n"


INITIALIZE = (
    '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-03-26", '
    '"capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}'
)


@pytest.mark.parametrize(("to", "said"), sample([("/dev/full", "No space left on device"), ("&-", "it is closed")]))
def test_answers_for_an_assistant_that_cannot_be_written(shell: Shell, few_home: Path, to: str, said: str) -> None:
    pytest.importorskip("mcp")
    done = shell(f"echo '{INITIALIZE}' | $opg mcp --home {few_home} >{to}")
    assert told(done) == f"Error: Cannot write standard output: {said}."
