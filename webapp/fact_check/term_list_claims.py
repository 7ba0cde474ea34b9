"""Statements on the terms of TOP that a contract is for.

An example is "signed for the seventh and eighth terms" in Chinese and Japanese. Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import term_slug
from webapp.fact_check.judging import history, known, span_words, statements
from webapp.fact_check.number_claims import value_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.models.reference_data import slug

_NUMBER: Final = r"第?\s?(\d{1,2}|十?[一二三四五六七八九十])"
_TERMS: Final = re.compile(
    rf"(?<![\d第]){_NUMBER}期?(?:和|与|及|、|・|と|および|及び){_NUMBER}(?:两|二|2)?期(?!限|间|間|目)"
)
"""Two terms of a programme: "第七和第八期", "第7期と第8期"."""

_VERBS: Final = ("sign", "renew", "join", "contract")


def term_list_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield for which terms a sponsor is said to have signed, where it is a partner in all of them."""
    for match in _TERMS.finditer(view.text) if view.forms.unspaced else ():
        start, end = view.start + match.start(), view.start + match.end()
        told = any(view.has(name, *view.segment(start)) for name in _VERBS)
        if not told or view.unreal(start) or view.negated(start):
            continue
        wanted = {term_slug(value_of(number)) for number in match.groups()}
        for mention in subjects(view, start, end)[:1]:
            rows = [row for row in view.facts.rows_of(mention.iri) if slug(row.programme) in wanted]
            public = known(rows, view.today)
            if {slug(row.programme) for row in public} == wanted:
                reads = f"{view.facts.catalogue.label(mention.iri)}: the contract is for {' and '.join(sorted(wanted))}"
                query, arguments = history(mention.iri)
                finding = Finding("supported", span_words(view.facts, public), statements(public), query, arguments)
                yield Claim(start, end, "covers", reads, finding, mention)
