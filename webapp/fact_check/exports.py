"""The report as Web Annotations (W3C, 2017) and as Markdown."""

from __future__ import annotations

import re
from typing import Any, Final

from webapp.fact_check.report import Report

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_SCHEMA: Final = {"schema": "https://schema.org/"}
_AROUND: Final = 32
VERDICTS: Final = {
    "supported": "supported",
    "contradicted": "contradicted",
    "not-recorded": "not recorded",
    "too-vague": "too vague",
}


def web_annotations(report: Report) -> dict[str, Any]:
    """Return a collection of annotations: who is named is identified, and each statement has its verdict."""
    text = report.checked.text
    data = report.json()
    items: list[dict[str, Any]] = [
        {
            "type": "Annotation",
            "motivation": "identifying",
            "body": {"type": "SpecificResource", "source": mention["iri"], "purpose": "identifying"},
            "target": _target(text, mention["start"], mention["end"]),
        }
        for mention in data["mentions"]
        if mention["iri"]
    ]
    items += [
        {
            "type": "Annotation",
            "motivation": "assessing",
            "body": _bodies(claim),
            "target": _target(text, claim["start"], claim["end"]),
        }
        for claim in data["claims"]
    ]
    return {
        "@context": [_CONTEXT, _SCHEMA],
        "type": "AnnotationPage",
        "items": items,
    }


def _bodies(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """Return verdict, words and sources of a statement as bodies of its annotation."""
    words = f"{claim['reads']}. {claim['graph']}"
    return [
        {"type": "TextualBody", "purpose": "tagging", "value": claim["verdict"]},
        {"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "language": "en", "value": words},
        *({"type": "SpecificResource", "purpose": "linking", "source": one["source"]} for one in claim["evidence"]),
    ]


def _target(text: str, start: int, end: int) -> dict[str, Any]:
    """Return a part of a text by its place and by its words, with some before and after."""
    return {
        "source": "urn:opg:text",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }


def markdown(report: Report) -> str:
    """Return the statements with their verdicts, words of the graph, and sources."""
    checked, data = report.checked, report.json()
    version = report.catalogue.version
    when = f" The text is of {checked.today.isoformat()}." if checked.today else " The text has no date."
    lines = ["# Check of a text", "", f"Held to the Olympic Partnership Graph, {version.words}.{when}", ""]
    if not data["claims"]:
        lines += ["No statement was read that the graph could answer.", ""]
    for claim in data["claims"]:
        lines += [f"## {VERDICTS[claim['verdict']].capitalize()}: {_plain(claim['reads'])}", ""]
        lines += [f"> {_plain(checked.text[claim['start'] : claim['end']])}", "", _plain(claim["graph"]), ""]
        for one in claim["evidence"]:
            day = f", {one['published']}" if one["published"] else ""
            title = _plain(str(one["title"]))
            lines.append(f"- [{title}]({one['url']}){day}" if one["url"] else f"- {title}{day}")
        lines += [""] if claim["evidence"] else []
    return "\n".join(lines).rstrip() + "\n"


def _plain(text: str) -> str:
    """Return a text on one line in which no sign means anything in Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))
