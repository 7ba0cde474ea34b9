"""Candidates for a name, with scores by feature.

A candidate is a sure match only where nothing else can be meant. The text is its whole name, word for word, or a
confirmed identifier. No other candidate has that name or one that begins so. No evidence speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rapidfuzz.distance import OSA

from queries.search.folding import Spelling
from queries.search.name_match import Step
from webapp.models.reference_data import ReferenceData
from webapp.models.search_results import JOINED, SearchResult, describe_things, kind_of, search
from webapp.models.urls import subject_of
from webapp.reconcile.entity_types import id_of, known_type, type_of
from webapp.reconcile.evidence import Judge
from webapp.reconcile.noise import cleaned, reductions
from webapp.reconcile.reading import Query

_STEPS: Final = {step.name.lower(): step for step in Step}
_WHOLE: Final = (Step.IDENTIFIER, Step.WHOLE)
_RIVALS: Final = (*_WHOLE, Step.FORM, Step.SCRIPT)
_NO_NAME_OF_ITS_OWN: Final = "its brand"
"""How a name was found that is that of a brand; others may own the brand by now."""

_SCORES: Final = {
    Step.IDENTIFIER: (100, 0),
    Step.WHOLE: (100, 0),
    Step.FORM: (95, 0),
    Step.SCRIPT: (90, 0),
    Step.BEGINNING: (40, 45),
    Step.WORDS: (35, 45),
    Step.WITHIN: (35, 45),
    Step.INITIALS: (55, 0),
    Step.LIKE: (0, 88),
    Step.INSIDE: (20, 45),
}
"""The score of a name for each step of the search: the least, and what alike spellings add to it."""

_BEGUN_SO: Final = 15
"""What is added where a longer text begins with the name."""

_SHORTER: Final = 0.88
"""What is left of a score that a shorter reading of the text has."""

_LATER: Final = 0.06
"""What each shorter reading loses to the one before: names stand before remarks."""

_READINGS: Final = 4
"""Other readings of a text that are searched for."""

_DOUBTFUL: Final = 60
"""The score below which organizations are looked for that begin as the text does."""

_SHORTEST_BEGINNING: Final = 4
"""Letters of the shortest beginning that is looked for."""

_MOST_WORDS: Final = 8
"""Words of the longest text whose beginning is looked for."""

_PARTLY: Final = 0.9
"""What is left of a score that a beginning of the text has."""

_BODIES: Final = ("partner", "organization")
"""The kinds of results whose names have much added to them in tables."""

_BY_IDENTIFIER: Final = {True: 70.0, False: 100.0}
"""The score of what only its identifier tells: with a name, which is another one, and without any name."""

_SPOKEN_AGAINST: Final = 0.6
"""What is left of a score where all evidence is against a candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate: its IRI, the result of the search, the score of the name, and the verdict of each evidence."""

    iri: str
    result: SearchResult
    name_score: float
    verdicts: dict[str, bool]
    sure_name: bool

    @property
    def score(self) -> float:
        """The score from 0 to 100: that of the name, less what evidence takes away."""
        share = sum(self.verdicts.values()) / len(self.verdicts) if self.verdicts else 1.0
        return round(self.name_score * (_SPOKEN_AGAINST + (1 - _SPOKEN_AGAINST) * share), 1)

    @property
    def step(self) -> Step:
        """How the search found it."""
        return _STEPS[self.result.step]

    @property
    def contradicted(self) -> bool:
        """Whether any evidence is against it."""
        return not all(self.verdicts.values())

    def as_json(self, *, match: bool) -> dict[str, Any]:
        """Return it as the API writes it."""
        id_ = id_of(self.iri)
        return {
            "id": id_,
            "name": self.result.label,
            "description": " · ".join(filter(None, (self.result.note, self.result.why))),
            "type": [type_of(id_)],
            "score": self.score,
            "match": match,
            "features": [
                {"id": "name", "value": round(self.name_score, 1)},
                {"id": "whole_name", "value": self.step in _WHOLE},
                *({"id": pid, "value": verdict} for pid, verdict in self.verdicts.items()),
            ],
        }


def answer(catalogue: ReferenceData, query: Query, judge: Judge) -> list[dict[str, Any]]:
    """Return the candidates of a query, the best first."""
    types = {known_type(name) for name in query.types}
    found = [
        candidate
        for candidate in _candidates(catalogue, query, judge)
        if not types or id_of(candidate.iri).partition("/")[0] in types
    ]
    found.sort(key=lambda candidate: -candidate.score)
    sure = bool(found) and _is_sure(Spelling(cleaned(query.text)), found[0], found[1:])
    return [candidate.as_json(match=sure and place == 0) for place, candidate in enumerate(found[: query.limit])]


def _candidates(catalogue: ReferenceData, query: Query, judge: Judge) -> list[Candidate]:
    """Return what the search finds for the name, and what has an identifier that is given as evidence."""
    identified: dict[str, bool] = {}
    for evidence in query.evidence:
        identified |= judge.identified(evidence)
    scored = _found(catalogue, query.text)
    known = {result.id for result, _ in scored}
    rest = [result for result in describe_things(catalogue, list(identified)) if result.id not in known]
    scored += [(result, _BY_IDENTIFIER[bool(query.text.strip())]) for result in rest]
    return [_candidate(result, score, query, judge, identified) for result, score in scored]


def _found(catalogue: ReferenceData, text: str) -> list[tuple[SearchResult, float]]:
    """Return what the search finds with the score of each name; where it is no whole name, for shorter readings, too.

    A shorter reading counts where it is a whole name. What it finds may be meant, and is never sure.
    """
    text = cleaned(text)
    if not text:
        return []
    wanted = Spelling(text)
    found = {result.id: (result, _name_score(wanted, result)) for result in _searched(catalogue, text)}
    if any(_STEPS[result.step] in _RIVALS for result, _ in found.values()):
        return list(found.values())
    for place, reading in enumerate(reductions(text)[:_READINGS]):
        for result in _searched(catalogue, reading):
            score = (_SHORTER - _LATER * place) * _name_score(Spelling(reading), result)
            if _STEPS[result.step] in _RIVALS and score > found.get(result.id, (result, 0.0))[1]:
                found[result.id] = (replace(result, step=Step.INSIDE.name.lower()), score)
    if max((score for _, score in found.values()), default=0.0) < _DOUBTFUL:
        for result, score in _begun(catalogue, text):
            found.setdefault(result.id, (result, score))
    return list(found.values())


def _begun(catalogue: ReferenceData, text: str) -> Iterator[tuple[SearchResult, float]]:
    """Yield organizations whose name begins with the first words of a text, whose rest is not known."""
    words = text.split()
    for size in range(min(len(words) - 1, _READINGS) if len(words) <= _MOST_WORDS else 0, 0, -1):
        beginning = Spelling(" ".join(words[:size]))
        if len(beginning.dense) >= _SHORTEST_BEGINNING:
            for result in _searched(catalogue, beginning.text):
                whole = _STEPS[result.step] in _RIVALS
                if kind_of(result) in _BODIES and (whole or _begins_with(result, beginning)):
                    yield replace(result, step=Step.INSIDE.name.lower()), _PARTLY * _name_score(beginning, result)


def _begins_with(result: SearchResult, beginning: Spelling) -> bool:
    """Tell whether a name begins with whole words."""
    names = [Spelling(name).words for name in (result.matched, result.label) if name]
    return any(words[: len(beginning.words)] == beginning.words for words in names)


def _searched(catalogue: ReferenceData, text: str) -> list[SearchResult]:
    """Return what the search finds by name: not the partners that join several things, unless one is named itself."""
    answer = search(catalogue, text)
    named = [result for part in answer.named for result in part.results]
    return [*(result for result in answer.results if result.step != JOINED), *named]


def _candidate(
    result: SearchResult, name_score: float, query: Query, judge: Judge, identified: Mapping[str, bool]
) -> Candidate:
    iri = subject_of(*result.id.split("/", 1))
    told = {evidence.pid: judge.verdict(iri, evidence) for evidence in query.evidence}
    verdicts = {pid: verdict for pid, verdict in told.items() if verdict is not None}
    step = _STEPS[result.step]
    sure_name = step in _WHOLE and not result.near and result.how != _NO_NAME_OF_ITS_OWN
    if step is Step.WHOLE:
        sure_name = (
            sure_name
            and not _is_cut_short(result)
            and Spelling(cleaned(query.text)).words == Spelling(result.matched or result.label).words
        )
    confirmed = identified.get(iri, False) and (step > Step.INSIDE or not query.text.strip())
    return Candidate(iri, result, name_score, verdicts, sure_name or confirmed)


def _is_cut_short(result: SearchResult) -> bool:
    """Tell whether a name is the first word of the label, with which others may begin: Bell."""
    name, label = Spelling(result.matched).words, Spelling(result.label).bare_words
    return len(name) == 1 < len(label) and label[:1] == name


def _name_score(wanted: Spelling, result: SearchResult) -> float:
    least, more = _SCORES[_STEPS[result.step]]
    if not more:
        return float(least)
    names = (result.matched, result.label)
    alike = max(OSA.normalized_similarity(wanted.dense, Spelling(name).dense) for name in names if name)
    begun = any(wanted.dense.startswith(Spelling(name).dense) for name in names if name)
    return least + more * alike + (_BEGUN_SO if begun and result.step == Step.INSIDE.name.lower() else 0)


def _is_sure(wanted: Spelling, first: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell whether the first candidate is the only one that can be meant."""
    if not first.sure_name or first.contradicted:
        return False
    open_ = [other for other in others if not other.contradicted]
    kind = id_of(first.iri).partition("/")[0]
    return not any(
        other.step in _RIVALS or (id_of(other.iri).startswith(f"{kind}/") and _begins_with(other.result, wanted))
        for other in open_
    )
