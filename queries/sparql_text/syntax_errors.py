"""The parser's messages, written for people who write queries.

The parser (of pyoxigraph) says how far it looked, and what it looked for there. For a character it looks where the
character should stand. For a word it takes as many characters as the word has, and names the place after them. Hence
the place of a word is as many characters before the one that is named. Words of several lengths that could stand at one
place are not all named. The `[_]` that it also names means only that there were too few characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.nearest import alike
from graph.stores.sparql_tokens import SPACE
from ontology.namespaces import ALL_PREFIXES
from queries.sparql_text.errors import SparqlSyntaxError
from queries.sparql_text.foreign_characters import foreign
from queries.sparql_text.position import Position

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<rest>.*)", re.DOTALL)
_ITEM = re.compile(
    r"""(?:^|,\ )(?: (?P<characters>\[.*?\])(?=,\ |$) | "(?P<token>(?:[^"\\]|\\.)*)" | (?P<said>[^,]+) )""",
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE = re.compile(rf"{SPACE}(?:(?:BASE{SPACE}|PREFIX{SPACE}[^\s:<]*+:{SPACE})<[^>]*+>{SPACE})*+", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z_]*")
_PREFIX = re.compile(r"(?P<prefix>[\w.-]*):[^\s:]*$")
_BARE = re.compile(r"(?<![\w?$:])[A-Za-z][\w.-]*$")
_IRI = re.compile(r"<[^\s=]")
_UNFINISHED = re.compile(r"(?:a|\S*[?$<:]\S*?)(?:\s+\S+?)?\s*(?P<close>[}.;])")
"""One or two terms where three make a statement, and what closes it."""

_FORMS = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")
_WORDS = (
    *("FROM", "NAMED", "WHERE", "DISTINCT", "REDUCED", "OPTIONAL", "UNION", "MINUS", "FILTER", "EXISTS", "GRAPH"),
    *("BIND", "AS", "VALUES", "UNDEF", "GROUP", "ORDER", "BY", "ASC", "DESC", "HAVING", "LIMIT", "OFFSET", *_FORMS),
)
_NOT_OURS = frozenset(("{|", "|}", "~", "<<", "<<(", ">>", ")>>", "--"))
"""Tokens that the parser knows beyond SPARQL 1.1."""

_VALUES = frozenset(("?", "$", "<", ":", "_:", '"', "'", '"""', "'''", "+", "-", ".", "true", "false"))
_QUOTES = ("'''", '"""', "'", '"')
_DIGITS = "['0'..='9']"
_SHOWN = 8
_LONGEST = 60

_VAGUE = "something is missing or does not belong here, or shortly after."
_NO_FORM = f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}, after any PREFIX and BASE."
_NOWHERE = (
    "The parser does not say where it goes wrong. Look for brackets that do not pair, "
    "for something missing near the end, and for a BIND to a variable that is in use before."
)
_SENTENCES = {
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is neither in GROUP BY nor the result of an aggregate; add it to GROUP BY, or "
        "take one of its values, as in (SAMPLE(?x) AS ?one)"
    ),
    "The SELECT contains an expression with a variable that is unbound": (
        "an expression in SELECT uses a variable that is neither in GROUP BY nor within an aggregate"
    ),
    "SELECT * is not authorized with GROUP BY": (
        "SELECT * cannot be used with GROUP BY or an aggregate; name the variables"
    ),
    "Duplicated variable name in SELECT": "SELECT names the same variable twice",
}
"""What the parser says of a SELECT as a whole, in words that say what would be right."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """What the parser looked for: words, tokens as written in a query, classes of characters, and its sentences."""

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    classes: tuple[str, ...]
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, rest: str) -> _Expected:
        """Take apart what follows "expected"."""
        items = list(_ITEM.finditer(rest))
        said = [item["said"].strip() for item in items if item["said"]]
        return cls(
            tuple(word for word in said if re.fullmatch(r"\w+", word)),
            tuple(re.sub(r"\\(.)", r"\1", item["token"]) for item in items if item["token"]),
            tuple(item["characters"] for item in items if item["characters"] not in {None, "[_]"}),
            tuple(sentence for sentence in said if " " in sentence),
        )


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong, and the offset of the character where; None where that cannot be told."""

    offset: int | None
    reason: str


def syntax_error(query: str, message: str) -> SparqlSyntaxError:
    """Return the error for a query that the parser has refused with `message`."""
    found = _PLACE.match(message)
    if not found:
        return SparqlSyntaxError(f"The parser says: {message}")
    lines = query.split("\n")[: int(found["line"]) - 1]
    reached = sum(len(line) + 1 for line in lines) + int(found["column"]) - 1
    reached = min(reached, len(query))
    fault = _foreign(query, reached) or _fault(query, reached, _Expected.of(found["rest"]))
    if fault.offset is None:
        return SparqlSyntaxError(fault.reason[0].upper() + fault.reason[1:])
    position = Position.at(query, fault.offset)
    return SparqlSyntaxError(f"At line {position.line}, column {position.column}: {fault.reason}", position)


def _foreign(query: str, reached: int) -> _Fault | None:
    """Name a character that no query has outside strings, be it invisible; the parser may have looked further on."""
    found = foreign(query)
    return _Fault(found.offset, f"{found.name} does not belong here.") if found and found.offset <= reached else None


def _fault(query: str, reached: int, expected: _Expected) -> _Fault:
    if expected.sentences:
        return _told(query, reached, expected.sentences[0])
    if expected.tokens or expected.classes:
        return _at_character(query, reached, expected)
    return _without_form(query, reached) or _at_word(query, reached, expected.words)


def _told(query: str, reached: int, sentence: str) -> _Fault:
    """Put what the parser says in a sentence; it is about what ends at `reached`."""
    if "Prefix not found" in sentence:
        return _unknown_prefix(query, reached)
    if sentence.startswith("IRI parsing failed"):
        start = _iri_before(query, reached)
        iri = " ".join(query[start:reached].split())
        return _Fault(start, f"the IRI {iri[:_LONGEST]}{'…' * (len(iri) > _LONGEST)} is not well formed.")
    reason = _SENTENCES.get(sentence, sentence.rstrip(".")) + "."
    return _Fault(reached, f"in what ends here, {reason}") if query[reached:].strip() else _Fault(None, reason)


def _unknown_prefix(query: str, reached: int) -> _Fault:
    """Help with the prefix that nobody has declared."""
    found = _PREFIX.search(query[max(0, reached - 1_000) : reached])
    if not found:
        return _Fault(reached, "the prefix before this is not declared.")
    prefix = found["prefix"]
    namespace = ALL_PREFIXES.get(prefix)
    help_ = f" Declare it first: PREFIX {prefix}: <{namespace}>" if namespace else ""
    return _Fault(reached - len(found[0]), f"the prefix {prefix}: is not declared.{help_}")


def _iri_before(query: str, reached: int) -> int:
    """Return where the IRI begins that ends, or never ends, at `reached`."""
    found = _IRI.search(query, query.rfind(">", 0, reached - 1) + 1, reached)
    return found.start() if found else reached


def _at_character(query: str, reached: int, expected: _Expected) -> _Fault:
    """Explain a place where certain characters could stand; words that begin before it are of no use there."""
    if "\\u" in expected.tokens:
        quote = next((quote for quote in _QUOTES if quote in expected.tokens), "a quotation mark")
        return _Fault(reached, f"the string is not closed: {quote} is missing.")
    if expected.tokens == (">",):
        return _Fault(_iri_before(query, reached), "the IRI that begins here is not closed: > is missing.")
    if not expected.tokens and expected.classes == (_DIGITS,):
        # A full stop that ends a statement may begin a number, too, and has been read as that.
        return (
            _Fault(reached - 1, "something is missing before this.")
            if query[reached - 1] == "."
            else _Fault(reached, "here must be a number.")
        )
    bare = _BARE.search(query[max(0, reached - _LONGEST) : reached])
    if bare and ":" in expected.tokens and "?" not in expected.tokens:
        reason = f"{bare[0]} is neither known here nor a name with a prefix and a colon.{_meant(bare[0], _WORDS)}"
        return _Fault(reached - len(bare[0]), reason)
    offered = _offered(expected.tokens)
    listed = f"{', '.join(offered[:_SHOWN])}{' and others' if len(offered) > _SHOWN else ''}"
    return _Fault(reached, f"here could stand {listed}." if offered else "the query cannot go on, or end, like this.")


def _offered(tokens: tuple[str, ...]) -> list[str]:
    """Return tokens as people name them."""
    values = "?" in tokens
    named = {"?": "a variable", "<": "an IRI", '"': "a string", "true": "a number"} if values else {}
    unnamed = _NOT_OURS | _VALUES if values else _NOT_OURS
    return [name for token, name in named.items() if token in tokens] + [
        f"“{token}”" for token in tokens if token not in unnamed
    ]


def _without_form(query: str, reached: int) -> _Fault | None:
    """Point to the first word after the prologue where it is no form of a query."""
    prologue = _PROLOGUE.match(query)
    start = prologue.end() if prologue else 0
    word = _word(query, start)
    if start > reached or word.upper() in _FORMS:
        return None
    if word.upper() == "PREFIX":
        return _Fault(start, "PREFIX needs a name, a colon and an IRI, as in PREFIX ex: <http://example.org/>")
    return _Fault(start, f"{_NO_FORM}{_meant(word, (*_FORMS, 'PREFIX', 'BASE'))}")


def _at_word(query: str, reached: int, words: tuple[str, ...]) -> _Fault:
    """Explain a place where the parser looked for words, and found none of them."""
    if not words:
        return _Fault(None, _NOWHERE) if not query[reached:].strip() else _Fault(reached, _VAGUE)
    start = max(0, reached - min(map(len, words)))
    close = _UNFINISHED.match(query, start, reached)
    if close and query[:start].rstrip()[-1:] in {"{", "}", ".", ";"}:
        reason = "the statement is not complete here; it needs a subject, a property and an object."
        return _Fault(close.start("close"), reason)
    if words == ("BY",):
        return _Fault(start, "here must be BY.")
    word = _word(query, start)
    meant = _meant(word, _WORDS)
    return _Fault(start, f"{word} is not known here.{meant}" if meant else _VAGUE)


def _word(query: str, start: int) -> str:
    found = _WORD.match(query, start)
    return found[0] if found else ""


def _meant(word: str, known: tuple[str, ...]) -> str:
    """Name the word of SPARQL that a misspelt one resembles."""
    meant = alike(word[:_LONGEST], known, limit=1, least=0.7)
    return f" Did you mean {meant[0]}?" if meant and meant[0] != word.upper() else ""
