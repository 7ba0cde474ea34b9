"""The routes of the check: a page and the API.

Nothing of a text is stored or logged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, json, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from graph.rdf_formats import JSON_LD, Format
from webapp.components import responses
from webapp.components.site_pages import SitePage
from webapp.fact_check.check import LONGEST
from webapp.fact_check.exports import VERDICTS, markdown, web_annotations
from webapp.fact_check.marked_text import sentences_with_claims
from webapp.fact_check.report import Report, report_on
from webapp.http.errors import Problem
from webapp.http.formats import HTML, JSON
from webapp.http.negotiation import negotiate
from webapp.http.problem_types import BAD_TEXT, TEXT_TOO_LONG
from webapp.models.site import current_site

area = Blueprint("fact_check", __name__)
PAGES = (
    SitePage(
        "/check",
        "Check a story",
        "Paste a text on Olympic sponsorship, and see what the graph supports, contradicts or does not know.",
        label="Check",
        menu=8,
    ),
)

MARKDOWN = Format("markdown", "md", ("text/markdown",), "Markdown")
FORMATS = (HTML, JSON, JSON_LD, MARKDOWN)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a client sends: a text, and its day as it was typed."""

    text: str
    day: str


@area.get("/check")
def form() -> Response:
    """Show an empty form."""
    nothing: dict[str, Any] = {"report": None, "text": "", "day": "", "problem": "", "marked": []}
    return responses.page("fact_check/check.html", longest=LONGEST, verdicts=VERDICTS, **nothing)


@area.post("/check")
def page() -> Response:
    """Show a text with its mentions and statements, or an export of them."""
    upload = request.files.get("file")
    raw = upload.read(LONGEST + 1) if upload and upload.filename else b""
    sent = Sent(_decoded(raw) if raw else request.form.get("text", ""), request.form.get("date", "").strip())
    wanted = request.form.get("format", "")
    try:
        report = _report(sent)
    except Problem as problem:
        return _refused(sent, problem)
    if wanted in {JSON.suffix, JSON_LD.suffix, MARKDOWN.suffix}:
        return _export(report, next(item for item in FORMATS if item.suffix == wanted), download=True)
    marked = sentences_with_claims(report) if sent.text.strip() else []
    response = _rendered(
        report=report if sent.text.strip() else None, text=sent.text, day=sent.day, problem="", marked=marked
    )
    return _private(response)


def _refused(sent: Sent, problem: Problem) -> Response:
    text = sent.text if len(sent.text) <= LONGEST else ""
    response = _rendered(report=None, text=text, day=sent.day, problem=problem.description, marked=[])
    response.status_code = problem.kind.status
    return _private(response)


def _rendered(**context: Any) -> Response:  # noqa: ANN401 - whatever the template shows
    return make_response(render_template("fact_check/check.html", longest=LONGEST, verdicts=VERDICTS, **context))


@area.post("/api/check")
def api() -> Response:
    """Answer with the report on the text of a JSON document, in the format that is asked for."""
    wanted = negotiate((JSON, JSON_LD, MARKDOWN))
    return _export(_report(_sent_json()), wanted)


def _sent_json() -> Sent:
    """Return the text and the day of a JSON body.

    Raises:
        Problem: it is no JSON object with a text.
    """
    try:
        body = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        raise Problem(BAD_TEXT, 'The body is no JSON; expected is {"text": "…", "date": "2026-11-27"}.') from None
    if not isinstance(body, dict) or not isinstance(body.get("text"), str):
        raise Problem(BAD_TEXT, 'The member "text", a string, is missing.', {"parameter": "text"})
    day = body.get("date")
    if day is not None and not isinstance(day, str):
        raise Problem(BAD_TEXT, '"date" is a day such as 2026-11-27, or null.', {"parameter": "date"})
    return Sent(body["text"], (day or "").strip())


def _report(sent: Sent) -> Report:
    """Check a text.

    Raises:
        Problem: it is too long, no text, or its day is no day.
    """
    try:
        size = len(sent.text.encode())
    except UnicodeEncodeError:
        raise Problem(
            BAD_TEXT, "The text has half of a surrogate pair, which is no character.", {"parameter": "text"}
        ) from None
    if size > LONGEST:
        raise Problem(
            TEXT_TOO_LONG,
            f"The text has {size:,} bytes in UTF-8; at most {LONGEST:,} are checked at a time.",
            {"parameter": "text"},
        )
    return report_on(current_site().catalogue, sent.text, read_day(sent.day))


def read_day(text: str) -> date | None:
    """Return the day that somebody typed, or nothing for nothing.

    Raises:
        Problem: it is no day.
    """
    if not text:
        return None
    try:
        if len(text) != 10:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(
            BAD_TEXT, f"The date {text[:40]!r} is no day; expected is one such as 2026-11-27.", {"parameter": "date"}
        ) from None


def _decoded(raw: bytes) -> str:
    """Return a file as text.

    Raises:
        Problem: it is no text in UTF-8, or too long.
    """
    if len(raw) > LONGEST:
        raise RequestEntityTooLarge(f"A file may have {LONGEST:,} bytes.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(
            BAD_TEXT, f"The file is no text in UTF-8 (byte {error.start}). Save it as plain text in UTF-8."
        ) from None


def _export(report: Report, wanted: Format, *, download: bool = False) -> Response:
    write: dict[str, Callable[[], str]] = {
        JSON.suffix: lambda: json.dumps(report.json(), ensure_ascii=False),
        JSON_LD.suffix: lambda: json.dumps(web_annotations(report), ensure_ascii=False),
        MARKDOWN.suffix: lambda: markdown(report),
    }
    response = Response(
        write[wanted.suffix](),
        content_type=f"{wanted.media_type}; charset=utf-8" if wanted is MARKDOWN else wanted.content_type,
    )
    if download:
        response.headers["Content-Disposition"] = f'attachment; filename="check.{wanted.suffix}"'
    return _private(response)


def _private(response: Response) -> Response:
    """Have nobody store an answer: it has the text of a visitor."""
    response.headers["Cache-Control"] = "no-store"
    return response
