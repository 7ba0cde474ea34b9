"""Statements on what was the first of its sort.

Examples are "the first joint agreement" and "the first foreign company". A note or title of the sponsor spoken of says
so. Only support is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.judging import noted, texts_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded

_FIRST: Final = (
    r"(?:\bfirst\b|\berste[rnsm]?\b|\bpremi(?:er|ere)\b|\bprimer[oa]?\b"
    r"|首(?:份|个|家|项|次)|第一(?:份|个|家)|初の|初めて|最初の)"
)

_SORTS: Final = (
    (
        r"joint|gemeinsam\w*|conjoint\w*|commun\w*|conjunto\w*|conjunta\w*|联合|共同",
        r"first joint|first (?:shared|common)",
    ),
    (
        r"foreign(?:-affiliated)?|overseas|auslandisch\w*|etrang\w*|extranjer\w*|外资|外資|外国",
        r"first (?:foreign|overseas|non-)",
    ),
    (
        r"timing|timekeep\w*|timed|zeitnahme|zeitmess\w*|chronometr\w*|cronometr\w*|计时|計時|時を計|時計",
        r"first (?:olympic )?(?:timing|time)",
    ),
    (
        r"public corporation|state(?:-owned)? company|state firm|staatsbetrieb|staatskonzern|staatsunternehmen"
        r"|entreprise publique|empresa publica|国有|国营|公社|公企業",
        r"first public corporation|first state",
    ),
    (r"law firm|kanzlei|cabinet d'avocats|bufete|despacho|律师事务所|法律事務所", r"first (?:official )?law firm"),
)
"""Words for a sort of deal or company in texts, and those for its first in notes."""

_NEAR: Final = 40
"""Characters between a word for "first" and the sort."""


def first_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield that something of a sponsor was the first of its sort, where a note or title says so."""
    low = view.low
    if view.strong or len(low) != len(view.text):
        return
    for match in re.finditer(_FIRST, low):
        for sort, told in _SORTS:
            found = re.search(sort, low[max(0, match.start() - _NEAR) : match.end() + _NEAR])
            start, end = view.start + match.start(), view.start + match.end()
            if not found or view.negated(start):
                continue
            first = view.start + max(0, match.start() - _NEAR) + found.start()
            place = min(start, first), max(end, first + len(found[0]))
            named = [m.iri for m in view.sponsors()] or (list(view.previous.subject) if view.previous else [])
            who = list(dict.fromkeys([*(m.iri for m in subjects(view, start, end)), *named]))
            for iri in who:
                texts = texts_of(view.facts, iri, view.facts.rows_of(iri))
                behind = [(one, text) for one, text in texts if re.search(told, folded(text))]
                if behind:
                    reads = f"{view.facts.catalogue.label(iri)}: the first of its sort"
                    yield Claim(*place, "ordinal", reads, noted(iri, behind[:3]))
                    break
