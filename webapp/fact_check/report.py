"""The report on a checked text, with sources and queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from queries.errors import QueryError
from queries.run import prepare
from webapp.fact_check.check import Checked, check_text
from webapp.fact_check.claim import Claim
from webapp.fact_check.facts import facts_of
from webapp.mentions.mention import Mention
from webapp.models.reference_data import ReferenceData

_MOST_SOURCES = 8


@dataclass
class Report:
    """A checked text with what pages and exports show of it."""

    catalogue: ReferenceData
    checked: Checked

    @cached_property
    def _queries(self) -> dict[tuple[str, tuple[tuple[str, str], ...]], str]:
        return {}

    def query(self, claim: Claim) -> str:
        """Return the SPARQL that shows what a statement was compared with; nothing where there is none."""
        finding = claim.finding
        key = finding.query, tuple(sorted(finding.arguments.items()))
        if key not in self._queries:
            try:
                self._queries[key] = (
                    prepare(self.catalogue.ask.store, finding.query, finding.arguments) if key[0] else ""
                )
            except QueryError:
                self._queries[key] = ""
        return self._queries[key]

    def evidence(self, claim: Claim) -> list[dict[str, str | None]]:
        """Return the sources of the statements behind a verdict, the oldest first."""
        facts = facts_of(self.catalogue)
        iris = dict.fromkeys(
            source for statement in claim.finding.statements for source in facts.sources.get(statement, ())
        )
        found = sorted((self.catalogue.sources[iri] for iri in iris), key=lambda source: source.published or "9999")
        return [
            {
                "source": one.iri,
                "title": str(one.title),
                "url": str(one.url) or None,
                "published": str(one.published) or None,
            }
            for one in found[:_MOST_SOURCES]
        ]

    def json(self) -> dict[str, Any]:
        """Return the report with places in code points of the text."""
        return {
            "mentions": [_mention(mention) for mention in self.checked.mentions],
            "claims": [
                {
                    "start": claim.start,
                    "end": claim.end,
                    "kind": claim.kind,
                    "verdict": claim.finding.verdict,
                    "reads": claim.reads,
                    "graph": claim.finding.graph,
                    "evidence": self.evidence(claim),
                    "query": self.query(claim),
                }
                for claim in self.checked.claims
            ],
        }


def report_on(catalogue: ReferenceData, text: str, today: date | None = None) -> Report:
    """Return the report on a text; `today` is the day on which it was written."""
    return Report(catalogue, check_text(catalogue, text, today))


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "id": mention.id,
        "iri": mention.iri or None,
    }
