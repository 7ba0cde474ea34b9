"""The process that writes the results of the whole graph.

It is `python -m webapp.cli.write_results FOLDER VERSION`. It makes the pages that use most of the graph. What they
work out of all of it goes to the file, and not the pages.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from graph.build.snapshot import Snapshot
from graph.build.swap import HALF, RESULTS
from graph.stores import checksums
from webapp.app import create_app
from webapp.entities import category, country
from webapp.entities.partner import by_country
from webapp.models.partnership import hold_all
from webapp.models.reference_data import ReferenceData, partner_iris
from webapp.models.results_beside import FILE, made_from
from webapp.models.site import SITES, Sites
from webapp.models.write_result_file import writing
from webapp.server.warming import PAGES_OF_ALL, show

_FURTHER: Final = ("/quality",)


def write(folder: Path, version: str) -> None:
    """Work the results of a snapshot out, and write them.

    Raises:
        OSError: the file cannot be written.
        WarmingError: a page cannot be shown.
    """
    app = create_app(snapshot=Snapshot(version, "", folder))
    results = folder / RESULTS
    results.mkdir(exist_ok=True)
    half = results / f"{HALF}{FILE}"
    half.unlink(missing_ok=True)
    sites: Sites = app.extensions[SITES]
    with writing(half, made_from(version)) as writer, sites.answering() as here, app.app_context():
        here.take_results(None, writer)
        _work_out(here.catalogue)
        for path in (*PAGES_OF_ALL, *_FURTHER):
            show(app, path)
    half.chmod(0o644)
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(results / FILE)
    checksums.note(results)


def _work_out(catalogue: ReferenceData) -> None:
    partner_iris(catalogue)
    if catalogue.has_own_content:
        hold_all(catalogue)
        category.look_at_all(catalogue)
        country.look_at_all(catalogue)
        by_country(catalogue)
        _ = catalogue.sources_by_publisher


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2])
