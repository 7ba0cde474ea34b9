"""`opg export` writes the format that was named, by option or by the extension of the file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.webapp.cli.conftest import Invoke


def exported(invoke: Invoke, file: Path, *arguments: str) -> bytes:
    result = invoke("export", "--graph", "description", "-o", str(file), *arguments)
    assert result.exit_code == 0, result.stderr
    return file.read_bytes()


@pytest.mark.parametrize("name", ["all.nt", "all.rdf", "ALL.TRIG", "all.2017.nq"])
def test_the_extension_names_the_format(invoke: Invoke, tmp_path: Path, name: str) -> None:
    rdf_format = ox.RdfFormat.from_extension(name.rpartition(".")[2].lower())
    assert list(ox.parse(exported(invoke, tmp_path / name), format=rdf_format))


@pytest.mark.parametrize("name", ["all.foo", "all.nt.gz", "all.json"])
def test_an_extension_of_no_format_is_a_mistake(invoke: Invoke, tmp_path: Path, name: str) -> None:
    result = invoke("export", "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert f"{name} has none of the extensions .ttl, .trig, .nq, .nt, .jsonld, .rdf" in result.stderr
    assert "--format" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["all.foo", "all.nt.gz", "all.rdf"])
def test_the_option_goes_before_the_extension(invoke: Invoke, tmp_path: Path, name: str) -> None:
    text = exported(invoke, tmp_path / name, "--format", "turtle")
    assert text.startswith(b"@prefix ")


def test_a_file_without_extension_is_turtle(invoke: Invoke, tmp_path: Path) -> None:
    assert exported(invoke, tmp_path / "all").startswith(b"@prefix ")


def test_what_is_no_file_of_its_own_stays_what_it_is(invoke: Invoke, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.nt", tmp_path / "link.nt"
    os.mkfifo(pipe)
    with (tmp_path / "read.nt").open("wb") as read, subprocess.Popen(["cat", str(pipe)], stdout=read):
        assert invoke("export", "--graph", "description", "-o", str(pipe)).exit_code == 0
    assert list(ox.parse(path=str(tmp_path / "read.nt")))
    assert pipe.is_fifo()
    link.symlink_to(tmp_path / "all.nt")
    assert exported(invoke, link) == (tmp_path / "all.nt").read_bytes()
    assert link.is_symlink()
