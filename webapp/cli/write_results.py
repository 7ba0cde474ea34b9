"""The process that writes results of the whole graph.

It is `python -m webapp.cli.write_results FOLDER VERSION PART ANSWERS`. It makes the pages that use most of the graph.
What they work out of all of it goes to the file, and not the pages. `ANSWERS` is a folder for long answers that several
parts need.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from flask import Flask

from graph.build.snapshot import Snapshot
from graph.build.swap import HALF, RESULTS, name_whole
from webapp.app import create_app
from webapp.entities import category, country
from webapp.entities.partner import by_country
from webapp.models.partnership import hold_all
from webapp.models.reference_data import ReferenceData, partner_iris
from webapp.models.results_beside import LISTS, PARTNERSHIPS, SOURCES, file_of, made_from
from webapp.models.saved_answers import SavedAnswers
from webapp.models.search_results import notes
from webapp.models.site import SITES, Sites
from webapp.models.write_result_file import writing
from webapp.server.warming import show

_PAGES: Final = {
    PARTNERSHIPS: ("/games", "/programmes", "/countries", "/explore/view.json"),
    LISTS: ("/quality", "/partners", "/categories", "/"),
    SOURCES: ("/sources", "/people", "/events"),
}


def write(folder: Path, version: str, part: str, answers: Path) -> None:
    """Work a part of the results of a snapshot out, and write it.

    Raises:
        OSError: the file cannot be written.
        WarmingError: a page cannot be shown.
    """
    (folder / RESULTS).mkdir(exist_ok=True)
    half = folder / RESULTS / f"{HALF}{part}"
    half.unlink(missing_ok=True)
    app = create_app(snapshot=Snapshot(version, "", folder))
    sites: Sites = app.extensions[SITES]
    with (
        writing(half, made_from(version)) as writer,
        sites.answering() as here,
        app.app_context(),
    ):
        here.write_results(writer, SavedAnswers.of(here.store, answers))
        _work_out(app, here.catalogue, part)
    name_whole(half, file_of(folder, part))


def _work_out(app: Flask, catalogue: ReferenceData, part: str) -> None:
    partner_iris(catalogue)
    if catalogue.has_own_content and part == PARTNERSHIPS:
        hold_all(catalogue)
        category.look_at_all(catalogue)
        country.look_at_all(catalogue)
        by_country(catalogue)
    elif part == SOURCES:
        _ = catalogue.sources_by_publisher
        notes(catalogue)
    for path in _PAGES[part]:
        show(app, path)


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
