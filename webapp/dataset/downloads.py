"""The files of the whole graph, over HTTP.

A page offers them, and each is sent in the content coding that a client prefers. No request waits for a file. One that
is not there yet is answered with status 503 and Retry-After, while it is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from flask import Response, request, send_file
from werkzeug.exceptions import HTTPException, NotAcceptable, NotFound, PreconditionFailed
from werkzeug.http import quote_etag

from graph.build import table_names
from graph.build.downloads import CHECKSUMS, COMPRESSIONS, FILES, packed_names
from graph.forms import meant
from graph.nearest import nearest
from queries.errors import quoted
from webapp.components import responses
from webapp.http.encodings import IDENTITY, best_coding
from webapp.http.errors import Problem
from webapp.http.problem_types import NOT_READY
from webapp.models.downloads import Downloads
from webapp.models.site import current_site

_RETRY_SECONDS = "5"
_SUFFIXES = {compression.coding: compression.suffix for compression in COMPRESSIONS}
_MEDIA_TYPES = {
    **{name: format_.media_type for name, format_ in FILES.items()},
    **table_names.MEDIA_TYPES,
    CHECKSUMS: "text/plain",
}
"""The media types of the plain files, by name."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is offered: its name, and its size in bytes, or None where it is not there yet."""

    name: str
    size: int | None

    @property
    def amount(self) -> str:
        """The size for people; nothing where the file is not there yet."""
        if self.size is None:
            return ""
        if self.size < 1e3:
            return f"{self.size} bytes"
        return f"{self.size / 1e6:.1f} MB" if self.size >= 1e6 else f"{self.size / 1e3:.0f} kB"


@dataclass(frozen=True, slots=True)
class DownloadOffer:
    """A plain file, and the compressed ones of it; `named_graphs` tells whether a format of RDF keeps them apart."""

    file: File
    media_type: str
    named_graphs: bool
    compressed: tuple[File, ...]

    @property
    def files(self) -> tuple[File, ...]:
        """All of its files."""
        return (self.file, *self.compressed)


def offers() -> dict[str, DownloadOffer]:
    """Return what the site can give of the whole graph, by name; nothing over a store that is not a snapshot.

    What is not there yet is had made.
    """
    here = current_site().downloads
    if here is None:
        return {}
    found = {name: _offer(here, name) for name in here.names}
    if not ready(found.values()):
        here.request()
    return found


def _offer(here: Downloads, name: str) -> DownloadOffer:
    format_ = FILES.get(name)
    compressed = tuple(_file(here, packed) for packed in packed_names(name))
    return DownloadOffer(_file(here, name), _MEDIA_TYPES[name], bool(format_ and format_.named_graphs), compressed)


def ready(found: Iterable[DownloadOffer]) -> bool:
    """Tell whether all files are there."""
    return all(file.size is not None for offer in found for file in offer.files)


def uncached(response: Response) -> Response:
    """Exclude a response from caches, since the same address will soon have another one."""
    response.headers["Cache-Control"] = "no-store"
    response.headers.pop("ETag", None)
    return response


def _file(here: Downloads, name: str) -> File:
    path = here.find(name)
    return File(name, path.stat().st_size if path else None)


def own(name: str) -> Response:
    """Send a file of the graph that the site shows, as `sent` does.

    Raises:
        NotFound: there is no such file, or the site has none.
    """
    here = current_site()
    if here.downloads is None or here.snapshot is None:
        raise NotFound("This site answers from a store that was made elsewhere, and has no files of it.")
    # The bytes of all files depend on the statements, and on the code that writes them.
    response = sent(name, here.downloads, f"{here.snapshot.version}-{here.snapshot.inputs[:16]}")
    if name.endswith(".csv"):
        metadata = "../" * name.count("/") + table_names.CSVW
        link = f'<{metadata}>; rel="describedby"; type="{table_names.MEDIA_TYPES[table_names.CSVW]}"'
        response.headers["Link"] = f"{link}, {response.headers['Link']}"  # first, since csvw warns of any before it
    return response


def sent(name: str, here: Downloads, edition: str) -> Response:
    """Send a file by its name, and a plain one with the content coding that the client prefers.

    `edition` changes with the bytes of the files.

    Raises:
        NotFound: there is no such file.
        Problem: it is not there yet.
        NotAcceptable: the client takes none of the content codings.
    """
    there = here.names
    if name in there:
        return _negotiated(here, name, edition)
    for compression in COMPRESSIONS:
        if (plain := name.removesuffix(compression.suffix)) in there and name in packed_names(plain):
            return _answer(here.find(name) or _missing(here, name), name, compression.media_type, edition)
    if table_names.is_source(name):
        raise NotFound("This data was taken from a release, which is its statements alone, without the tables.")
    raise NotFound(
        f"There is no file {quoted(name)}{meant(nearest(name, there), name)}. The page /data lists all of them."
    )


def _negotiated(here: Downloads, name: str, edition: str) -> Response:
    """Send a plain file; a part of it always without a content coding, if the client takes that at all."""
    plain = here.find(name) or _missing(here, name)
    media_type = _MEDIA_TYPES[name]
    accepted = request.headers.get("Accept-Encoding")
    packed = {} if not packed_names(name) else _SUFFIXES
    codings = {coding: path for coding, suffix in packed.items() if (path := here.find(name + suffix))}
    partial = "Range" in request.headers and best_coding(accepted, ()) == IDENTITY
    coding = best_coding(accepted, () if partial else tuple(codings))
    if coding is None:
        raise NotAcceptable(f"This file is given with the content coding {', '.join(codings)}, or without any.")
    coded = coding != IDENTITY
    response = _answer(codings[coding] if coded else plain, name, media_type, edition, coding if coded else "")
    response.vary.add("Accept-Encoding")
    return response


def _missing(here: Downloads, name: str) -> Path:
    here.request()
    raise Problem(NOT_READY, f"{name} is not ready yet.", headers=[("Retry-After", _RETRY_SECONDS)])


def _answer(path: Path, name: str, media_type: str, edition: str, coding: str = "") -> Response:
    """Send a file, or a part of it, or say that the client has it already."""
    shown = name.rpartition("/")[2]
    response = send_file(path, mimetype=media_type, download_name=shown, conditional=False, etag=False, max_age=0)
    del response.headers["Last-Modified"]  # two versions can be of the same second
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["ETag"] = quote_etag("-".join(filter(None, (edition, name, coding))))
    response.headers["Link"] = responses.LICENCE_LINK
    whole = response.content_length if _asks_for_one_part() else None
    try:
        response.make_conditional(request, accept_ranges=not coding, complete_length=whole)
        if response.status_code == HTTPStatus.PRECONDITION_FAILED:
            raise PreconditionFailed("The file is another one now.")
    except HTTPException:
        response.close()
        raise
    return response


def _asks_for_one_part() -> bool:
    """Tell whether the client asks for one range of bytes; others are ignored (RFC 9110, section 14.2)."""
    wanted = request.range
    return wanted is not None and wanted.units == "bytes" and len(wanted.ranges) == 1
