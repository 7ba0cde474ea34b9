"""The named queries as an assistant sees them, the fitting ones first."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from queries import registry, subjects
from queries.registry import Query
from queries.search.folding import stems, words_of
from webapp.mcp import answers

_DAY = re.compile(r"\b\d{4}(-\d{2}){1,2}\b")
_NAME, _WORDS = 4, 1
"""How much a word counts in the name, title or parameters of a query, and in its description."""


def fitting(about: str) -> list[Query]:
    """Return the queries that share words with a text, the likest first; all by subject where none does.

    A word that few queries have counts more than one that many have.
    """
    queries = sorted(registry.public(), key=subjects.order)
    wanted = frozenset(stems(words_of(_DAY.sub("date", about))))
    index, frequency = _index()
    scores = {
        query.name: sum(index[query.name][word] / frequency[word] for word in wanted & index[query.name].keys())
        for query in queries
    }
    found = [query for query in queries if scores[query.name]]
    return sorted(found, key=lambda query: -scores[query.name]) or queries


@cache
def _index() -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Return how much each word counts in each query, and how many queries have it."""
    index = {query.name: _weights(query) for query in registry.public()}
    return index, Counter(word for weights in index.values() for word in weights)


def _weights(query: Query) -> Counter[str]:
    own = f"{query.name} {query.title} {' '.join(item.name for item in query.parameters)}"
    weights = Counter(dict.fromkeys(stems(words_of(query.description)), _WORDS))
    weights.update(dict.fromkeys(stems(words_of(own)), _NAME))
    return weights


def described(query: Query) -> answers.NamedQuery:
    """Return what an assistant must know to ask a query."""
    return answers.NamedQuery(
        name=query.name,
        title=query.title,
        description=query.description,
        subject=subjects.title(query),
        parameters=[
            answers.QueryParameter(
                name=item.name,
                types=list(item.types),
                description=item.description,
                default=item.default,
                required=item.required,
            )
            for item in query.parameters
        ],
    )
