"""The reference pages of the documentation, written from the code, so that they are always current."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import click
from flask import Flask
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

import graph
from ontology.files import ONTOLOGY
from ontology.namespaces import ONTOLOGY_NAMESPACE, prefixed_name
from queries import registry
from queries.parameter_types import Parameter
from queries.registry import Query
from queries.results import to_markdown
from webapp.app import AREAS, PAGES
from webapp.cli.commands import COMMANDS, group
from webapp.config import TABLE
from webapp.gallery.openapi import document
from webapp.http import path_converters
from webapp.http.problem_types import PROBLEM_TYPES
from webapp.text.english import first_sentence

_CONTENTS = "```{contents}\n:local:\n```"
"""The list of a page's headings."""

_KINDS = {
    OWL.Class: "Classes",
    OWL.ObjectProperty: "Properties with a thing as value",
    OWL.DatatypeProperty: "Properties with a plain value",
    OWL.AnnotationProperty: "Names",
    OWL.NamedIndividual: "Individuals",
}


def write(folder: Path) -> None:
    """Write all pages into a folder; those that are current stay as they are, so that nothing is built again."""
    folder.mkdir(exist_ok=True)
    for name, text in pages().items():
        path = folder / f"{name}.md"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Return the text of each page, in Markdown, by its name."""
    found = {
        "settings": _settings(),
        "command-line": _command_line(),
        "http-api": _http_api(),
        "addresses": _addresses(),
        "problem-types": _problem_types(),
        "queries": _queries(),
        "data-dictionary": _data_dictionary(),
        "vocabulary": _vocabulary(),
    }
    titles = {name: text.partition("\n")[0].removeprefix("# ") for name, text in found.items()}
    lines = [f"- [{title}]({name}.md)" for name, title in titles.items()]
    about = "These pages are written from the code each time the documentation is built."
    return {"index": _page("Reference", about, "\n".join(lines)), **found}


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", *parts)) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return to_markdown(head, ([cell.replace("|", "\\|") for cell in row] for row in rows)).rstrip("\n")


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _settings() -> str:
    rows = [(_code(row.variable), f"{_code(str(row.default))} {row.unit}".strip(), row.sentence) for row in TABLE]
    return _page(
        "Settings",
        "Each setting is an environment variable of `opg serve`. The site does not start with a value that is wrong. "
        "`OPG_HOME`, `OPG_TABLES` and `OPG_STORE` say where the graph is; see the [command line](command-line.md).",
        _table(("variable", "default", "meaning"), rows),
    )


def _command_line() -> str:
    parts = []
    context = click.Context(group, info_name="opg", **group.context_settings)
    for name in COMMANDS:
        if command := group.get_command(context, name):
            said = command.get_help(click.Context(command, parent=context, info_name=name))
            parts.append(f"## opg {name}\n\n```text\n{said}\n```")
    codes = "Exit codes: 0, the answer is there; 1, it is negative or something failed; 2, the command was wrong."
    return _page("Command line", codes, _CONTENTS, f"```text\n{group.get_help(context)}\n```", *parts)


def _http_api() -> str:
    parts = []
    for path, operations in document()["paths"].items():
        operation = operations.get("get") or operations["post"]
        rows = [
            (_code(item["name"]), "yes" if item.get("required") else "no", item["description"])
            for item in operation.get("parameters", [])
        ]
        parameters = [_table(("parameter", "required", "meaning"), rows)] if rows else []
        parts.append("\n\n".join((f"## {path}", operation.get("description") or operation["summary"], *parameters)))
    about = (
        "Each named query is an address. `/api/openapi.json` describes all of them in OpenAPI 3.1 for programs. "
        "A suffix, `format=` or `Accept` chooses the format. Errors are [problem types](problem-types.md). "
        'The field `OPG-Version` names number and day of the data, such as `"1.1";date="2026-11-27"` (RFC 9651). '
        "The field `OPG-Hints` of an answer of `/sparql` names terms that the graph does not have: a List of "
        "Strings with the parameters `line`, `column` and `nearest`, in ASCII and at most 4,000 characters long."
    )
    return _page("HTTP API", about, *parts)


def _addresses() -> str:
    app = Flask(__name__, static_folder=None)
    path_converters.install(app)
    for area in AREAS:
        app.register_blueprint(area.area)
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    every = [
        (
            _code(rule.rule),
            " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})),
            first_sentence(" ".join((app.view_functions[rule.endpoint].__doc__ or "").split("\n\n")[0].split())),
        )
        for rule in rules
    ]
    return _page(
        "Addresses",
        "## Pages",
        _table(("address", "page"), [(_code(page.path), page.title) for page in PAGES]),
        "## All addresses",
        "What stands in `<angle brackets>` is a name, such as that of a thing or a format.",
        _table(("address", "methods", "what it does"), every),
    )


def _problem_types() -> str:
    rows = [(str(item.status), _code(item.name), item.title, item.remedy) for item in PROBLEM_TYPES]
    about = "Errors are JSON by RFC 9457, unless the client prefers a page. `type` leads to `/errors#<name>`."
    return _page("Problem types", about, _table(("status", "name", "title", "what to do"), rows))


def _queries() -> str:
    parts = [
        f"## {subject.capitalize()}\n\n" + "\n\n".join(map(_query, queries))
        for subject, queries in groupby(registry.public(), lambda query: query.subject)
    ]
    about = (
        "`opg query NAME`, `/queries/<name>` and `/api/queries/<name>` ask them. "
        "A parameter without a default must be given."
    )
    return _page("Named queries", about, _CONTENTS, *parts)


def _query(query: Query) -> str:
    rows = [(_code(item.name), " or ".join(item.types), _default(item), item.description) for item in query.parameters]
    table = [_table(("parameter", "type", "default", "meaning"), rows)] if rows else []
    return "\n\n".join((f"### {query.name}", f"**{query.title}.** {query.description}", *table))


def _default(parameter: Parameter) -> str:
    return "(optional)" if parameter.optional else _code(prefixed_name(parameter.default or ""))


def _data_dictionary() -> str:
    text = (Path(graph.__file__).parent / "data" / "README.md").read_text(encoding="utf-8")
    text = text.replace("[CONTRIBUTING](../../CONTRIBUTING.md)", "[Correct a fact](../how-to/correct-a-fact.md)")
    text = text.replace("[CC BY 4.0](LICENSE)", "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)")
    return text.replace("# The data\n", "# Data dictionary\n", 1)


def _vocabulary() -> str:
    terms = Graph().parse(ONTOLOGY)
    parts = [f"The namespace is `{ONTOLOGY_NAMESPACE}`, with the prefix `op:`. The page `/ontology` shows the same."]
    for kind, title in _KINDS.items():
        names = sorted(
            term
            for term in terms.subjects(RDF.type, kind)
            if isinstance(term, URIRef) and term.startswith(ONTOLOGY_NAMESPACE)
        )
        rows = [
            (
                _code(prefixed_name(term)),
                str(terms.value(term, SKOS.definition) or terms.value(term, RDFS.comment) or ""),
                _names(terms.objects(term, RDFS.domain)),
                _names(terms.objects(term, RDFS.range)),
            )
            for term in names
        ]
        columns = 4 if kind in (OWL.ObjectProperty, OWL.DatatypeProperty) else 2
        head = ("term", "definition", "domain", "range")[:columns]
        parts += [f"## {title}", _table(head, [row[:columns] for row in rows])]
    return _page("Vocabulary", *parts)


def _names(found: Iterable[Node]) -> str:
    """Return the names of classes and datatypes; a class without a name is left out."""
    return ", ".join(_code(prefixed_name(term)) for term in found if isinstance(term, URIRef))
