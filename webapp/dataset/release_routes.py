"""The routes of the releases, each with a page and its files."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound
from werkzeug.http import quote_etag

from graph.build import table_names
from graph.build.release_files import unpacked
from graph.rdf_formats import CSV, DATASET_FORMATS, Format
from graph.releases.frozen import SUFFIX, Release, releases
from ontology.namespaces import DATASET_IRI
from webapp.components import citations, responses
from webapp.dataset import downloads
from webapp.dataset.changes_routes import known
from webapp.http.formats import CFF, CITATIONS, HTML
from webapp.http.negotiation import choose
from webapp.models.data_version import DataVersion
from webapp.models.downloads import Downloads, scratch
from webapp.models.site import current_site

area = Blueprint("releases", __name__)

FROZEN = Format("frozen", SUFFIX.removeprefix("."), ("application/zstd",), "N-Quads, compressed")
"""The file that is frozen. All others are made from it."""

WORKBOOK = Format("xlsx", "xlsx", (table_names.MEDIA_TYPES[table_names.WORKBOOK],), "Workbook")

_TABLES = {CSV.suffix: table_names.FLAT_CSV, WORKBOOK.suffix: table_names.WORKBOOK}
"""The files with the table of all partnerships, by their suffixes."""

_OFFERS = (HTML, *DATASET_FORMATS, CSV, WORKBOOK, FROZEN, *CITATIONS, CFF)
_CHECKSUM = f"{FROZEN.suffix}.sha256"


@area.get("/dataset/<release:version>")
@area.get("/dataset/<release:version>.<suffix:suffix>")
def release_(version: str, suffix: str | None = None) -> Response:
    """Show a release, or send it in a format, or how to cite it."""
    one = known(version)
    if suffix == _CHECKSUM:
        text = f"{one.file.sha256}  {one.path.name}\n"
        return _lasting(Response(text, content_type="text/plain; charset=utf-8"), one, _CHECKSUM)
    format_ = choose(_OFFERS, _by_suffix, suffix)
    citation = citations.of_dataset(DataVersion(one.version, one.date))
    if format_ is HTML:
        return _page(one, citation)
    if format_ in (*CITATIONS, CFF):
        return citations.sent(citation, format_)
    if format_ is FROZEN:
        return _lasting(Response(one.path.read_bytes(), content_type=FROZEN.media_type), one, FROZEN.suffix)
    name = _TABLES.get(format_.suffix, f"olympic-partnerships.{format_.suffix}")
    response = downloads.sent(name, files_of(one), f"{one.version}-{one.digest[:16]}")
    return _named(response, one, format_.suffix)


def files_of(one: Release) -> Downloads:
    """Return the files of a release in all formats: those of the site's own snapshot where that is the release."""
    here = current_site()
    if here.downloads is not None and here.store.version == one.digest:
        return here.downloads
    return _made(one)


@lru_cache(8)
def _made(one: Release) -> Downloads:
    """Unpack a release into the temporary folder of the site. Other formats are made from it there."""
    return Downloads(unpacked(one, scratch() / "releases"))


def _page(one: Release, citation: citations.Citation) -> Response:
    made = releases()
    place = made.index(one)
    return responses.rendered(
        "dataset/release.html",
        release=one,
        previous=made[place - 1] if place else None,
        following=made[place + 1] if place + 1 < len(made) else None,
        formats=DATASET_FORMATS,
        tables=((CSV, "Table of all partnerships"), (WORKBOOK, "The same for spreadsheet programs")),
        iri=f"{DATASET_IRI}/{one.version}",
        citation=citation,
        citation_links=citations.links(f"/dataset/{one.version}", whole=True),
    )


def _by_suffix(suffix: str) -> Format:
    found = next((offer for offer in _OFFERS if offer.suffix == suffix and offer is not HTML), None)
    if found is None:
        suffixes = (*(offer.suffix for offer in _OFFERS if offer is not HTML), _CHECKSUM)
        raise NotFound(f"A release has no file “.{suffix}”. It has {', '.join(f'.{name}' for name in suffixes)}.")
    return found


def _lasting(response: Response, one: Release, suffix: str) -> Response:
    """Say that a file never changes."""
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["ETag"] = quote_etag(f"{one.version}-{one.file.sha256[:16]}-{suffix}")
    response.headers["Link"] = f"{responses.cite_as(f'{DATASET_IRI}/{one.version}')}, {responses.LICENCE_LINK}"
    response.make_conditional(request, accept_ranges=True, complete_length=response.content_length)
    return _named(response, one, suffix)


def _named(response: Response, one: Release, suffix: str) -> Response:
    if response.status_code < HTTPStatus.BAD_REQUEST:
        name = f"olympic-partnerships-{one.version}.{suffix}"
        response.headers["Content-Disposition"] = f"attachment; filename={name}"
        response.headers["Content-Location"] = f"/dataset/{one.version}.{suffix}"
        response.headers[responses.VERSION] = DataVersion(one.version, one.date).field
    return response
