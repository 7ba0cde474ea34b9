"""The routes of questions in words: a page and the API."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, render_template, request

from webapp.ask.answer_table import LONGEST_TABLE, table_of
from webapp.components.site_pages import SitePage
from webapp.http.errors import Problem
from webapp.http.formats import HTML, JSON
from webapp.http.negotiation import negotiate
from webapp.http.problem_types import BAD_PARAMETER
from webapp.models.site import current_site
from webapp.questions.answer import Answer, ask, parameter_words
from webapp.questions.reading import LONGEST

area = Blueprint("ask", __name__)
PAGES = (
    SitePage(
        "/ask",
        "Ask in words",
        "Type a question as you would say it, and get the answer with its sources and the query behind it.",
        label="Ask",
    ),
)

EXAMPLES = (
    "Who sponsors LA28?",
    "Beer sponsor of London 2012",
    "Which companies left TOP after Paris 2024?",
    "Who was the airline of Sochi 2014?",
    "How much did Allianz pay?",
    "Since when is Samsung a TOP partner?",
    "Chinese sponsors",
    "Wer sponsert Paris 2024?",
)


@area.get("/ask")
def page() -> Response:
    """Show the answer to the question `q`, or an empty form."""
    negotiate((HTML,))
    text = request.args.get("q", "")
    problem = _problem(text)
    answer = _answer(text) if text.strip() and not problem else None
    body = render_template(
        "ask/ask.html",
        text=text[:LONGEST],
        problem=problem,
        answer=answer,
        table=table_of(current_site().catalogue, answer) if answer else None,
        most=LONGEST_TABLE,
        parameter_words=parameter_words,
        examples=EXAMPLES,
        longest=LONGEST,
    )
    response = make_response(body, BAD_PARAMETER.status if problem else 200)
    return _of_today(response)


@area.get("/api/ask")
def api() -> Response:
    """Answer the question `q` as JSON: rows with how it was read, or why there is no answer."""
    negotiate((JSON,))
    text = request.args.get("q", "")
    if problem := _problem(text) or ("" if text.strip() else "q is missing: a question such as Who sponsors LA28?"):
        raise Problem(BAD_PARAMETER, problem, {"parameter": "q"})
    content = json.dumps(_answer(text).json(), ensure_ascii=False)
    return _of_today(Response(content, content_type=JSON.content_type))


def _answer(text: str) -> Answer:
    return ask(current_site().catalogue, text, datetime.now(UTC).date())


def _problem(text: str) -> str:
    """Say what is wrong with a question before anybody reads it; nothing where it can be read."""
    if len(text) > LONGEST:
        return f"The question has {len(text):,} characters; at most {LONGEST} are read."
    if any(ch < " " and not ch.isspace() for ch in text):
        return "The question has control characters, which no word has."
    return ""


def _of_today(response: Response) -> Response:
    """Have caches ask again each time: "now" is another day tomorrow."""
    response.headers["Cache-Control"] = "no-cache"
    return response
