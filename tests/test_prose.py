"""Rules for docstrings and comments: short openings, short sentences, no metaphors."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from inspect import cleandoc
from io import StringIO
from pathlib import Path

import pytest

from tests.each import each
from tests.some import some

ROOT = Path(__file__).parents[1]
FILES = [
    path.relative_to(ROOT).as_posix()
    for package in ("ontology", "graph", "queries", "webapp")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "node_modules" not in path.parts
]

LONGEST_OPENING = 12
LONGEST_SENTENCE = 20
"""Words, at most."""

NO_NOUN = re.compile(
    r"(How|What|When|Where|Whether|Which|Who|Whom|Whose|Why|Every way|From"
    r"|Ask|Build|Call|Check|Find|Load|Look|Make|Open|Put|Read|Return|Run|Say|Tell|Write)\b"
)
"""How an opening begins that is a question or an order rather than the name of something."""

METAPHOR = re.compile(
    r"(?<![\w-])(?<!single-)(flights?|gates?|kept|shelf|shelves|takeaways?|zygotes?|bur(?:y|ies|ied)|constellations?"
    r"|meetings?)(?![\w-])",
    re.IGNORECASE,
)

CODE = re.compile(r"``.+?``|`[^`]*`|\S+://[^\s)]+[^\s).,;:]")
REFERENCE = re.compile(r"\((?:RFC|PEP|OWASP|SPARQL|see|section|https?:)[^()]*\)")
ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|cf|St|No|Dr|Fig|approx)\.")
ITEM = re.compile(r"^(?:[*-]|\d{1,2}[.)])\s")
SECTION = re.compile(r"(Args|Attributes|Returns|Yields|Raises|Note|Example|Examples|References):$")
ENTRY = re.compile(r"[\w., *]+?(?: \([^)]*\))?: ")
END = re.compile(r"(?<=[.!?])[\"\u201d\u2019)]*\s+")
HALF = re.compile(r"[;:]\s+")
ALONE = re.compile(
    r"(?:a|an|the|it|its|they|their|this|these|that|those|each|every|all|any|both|none|nobody|nothing|no|one|some|most"
    r"|others?|who|there|here|only|if|where|as|[A-Z]\w*|\w+s)\b.*?"
    r"\b(?:is|are|was|were|be|has|have|had|does|do|did|may|must|can|cannot|could|will|would|should|\w\w+(?:s|ed))\b",
    re.DOTALL,
)
"""How a clause begins that could stand alone: with a subject, and a verb after it, as far as words can show."""


def words(text: str) -> int:
    """Return the number of words; code and an address are one, a reference to a standard is none."""
    plain = CODE.sub("code", REFERENCE.sub("", text))
    return len([word for word in plain.split() if re.search(r"\w", word)])


def blocks(docstring: str) -> Iterator[str]:
    """Yield the paragraphs, items of lists and entries of sections; examples and titles of sections are none."""
    block: list[str] = []
    example = in_section = False
    for line in [*docstring.splitlines(), ""]:
        text = line.strip()
        example = text.startswith(">>>") or (example and bool(text))
        title = SECTION.match(text) is not None
        in_section = title or (in_section and (not text or line.startswith(" ")))
        entry = in_section and ENTRY.match(text) is not None
        if not text or title or example or entry or ITEM.match(text):
            if block:
                yield " ".join(block)
            block = []
        if text and not title and not example:
            start = entry and ENTRY.match(text)
            block.append(ITEM.sub("", text[start.end() :] if start else text, count=1))


def sentences(block: str) -> Iterator[str]:
    """Yield the sentences; one ends at a semicolon or colon too if what follows could stand alone."""
    joined = CODE.sub(lambda code: code[0].replace(" ", "_"), ABBREVIATION.sub(r"\1", block))
    for whole in END.split(joined):
        sentence = ""
        for part in re.split(f"({HALF.pattern})", whole):
            if HALF.fullmatch(part):
                sentence += part
            elif sentence and words(part) >= 3 and ALONE.match(part):
                yield sentence
                sentence = part
            else:
                sentence += part
        yield sentence


def opening(docstring: str) -> str:
    """Return what stands before the first full stop or line break."""
    return END.split(docstring.partition("\n")[0])[0]


def module_docstring(file: str) -> str:
    return ast.get_docstring(ast.parse((ROOT / file).read_text(encoding="utf-8"))) or ""


def prose(file: str) -> Iterator[tuple[int, str]]:
    """Yield the docstrings of a file, those of values too, and its comments, each with its line."""
    text = (ROOT / file).read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, cleandoc(node.value.value)
    for token in tokenize.generate_tokens(StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ")


def findings(file: str) -> Iterator[str]:
    """Yield what breaks a rule in a file."""
    first = opening(module_docstring(file))
    if words(first) > LONGEST_OPENING:
        yield f"{file}:1: {words(first)} words before the first full stop or line break: {first}"
    if NO_NOUN.match(first):
        yield f"{file}:1: no noun phrase: {first}"
    for line, text in prose(file):
        for sentence in (one for block in blocks(text) for one in sentences(block)):
            if words(sentence) > LONGEST_SENTENCE:
                yield f"{file}:{line}: {words(sentence)} words: {sentence}"
        if word := METAPHOR.search(text):
            yield f"{file}:{line}: a metaphor, {word[0]}: {text}"


@each("file", FILES)
def test_docstrings_and_comments_are_short_and_plain(file: str) -> None:
    assert list(findings(file)) == []


def test_every_module_has_a_docstring() -> None:
    assert [file for file in some(FILES) if not module_docstring(file)] == []


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        ("One, e.g. this. Two is `a. B` or https://x.y/z. Three?", 3),
        ("A value: it is a number; the unit is a second.", 3),
        ("A value: a number, a text; else nothing.", 1),
    ],
)
def test_sentences_end_where_a_reader_would_pause(block: str, parts: int) -> None:
    assert len(list(sentences(block))) == parts


def test_words_of_code_and_standards_count_as_a_reader_reads_them() -> None:
    assert words("See `a b c` at https://example.org/x (RFC 9110, section 12.5.3) - now.") == 5


def test_examples_and_names_of_entries_are_no_sentences() -> None:
    docstring = "Return it.\n\n>>> f(1)\n2\n\n"
    docstring += "Args:\n    text: What is read.\n    limit: How many.\n\n* one\n  more\n* two"
    assert list(blocks(docstring)) == ["Return it.", "What is read.", "How many.", "one more", "two"]


def test_each_rule_has_findings(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    long = " ".join(["word"] * 21)
    module.write_text(f'"""What this is.\n\n{long}."""\n\nA = 1\n"""{long}."""\n# kept\n', encoding="utf-8")
    assert [finding.partition("py:")[2][:4] for finding in findings(str(module))] == ["1: n", "1: 2", "6: 2", "7: a"]
    module.write_text(f'"""A {long[:-5]}."""\n', encoding="utf-8")
    assert [finding.partition("py:")[2][:4] for finding in findings(str(module))] == ["1: 2", "1: 2"]
