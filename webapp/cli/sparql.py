"""The command `opg sparql`, which runs a query of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from webapp.cli.errors import Failure, Misuse
from webapp.cli.options import DataSource, GivenText, OutputFormat, answer_format_option, columns_option, place_options
from webapp.cli.reading import read_text
from webapp.cli.streams import note

if TYPE_CHECKING:
    from graph.stores.store import Answer, Store
    from webapp.sparql.problems import QueryProblem


@click.command(epilog="Examples: opg sparql question.rq · opg sparql network.rq --format jsonld")
@click.argument("file", type=GivenText("the path of a file with a query, or -"))
@answer_format_option
@columns_option
@place_options
def sparql(file: str, format_: str | None, columns: str | None, place: DataSource) -> None:
    """Ask the SPARQL 1.1 query in FILE, or on standard input for "-".

    \b
      echo 'SELECT ?games { organization:alibaba op:partnerOf ?games }' | opg sparql -

    The default graph is the union of all named graphs, and the prefixes of the project need not be declared. CONSTRUCT
    and DESCRIBE answer in Turtle unless --format says otherwise. An ASK whose answer is false exits with 1. Nothing is
    changed, and no other service is asked. Hints on standard error name terms that the graph does not have.
    """  # noqa: D301 - click looks for the character that \b stands for
    from graph.stores.store import Truth
    from queries.hints import hints
    from webapp.cli.output import write
    from webapp.config import Settings
    from webapp.sparql.problems import QueryProblem

    longer = "The endpoint takes no longer query; OPG_QUERY_KB sets how long one may be."
    text = read_text(file, Settings.read().query_bytes, "A file with a query", longer)
    store = place.open(foreign=True)
    try:
        answer = _ask(store, text)
    except QueryProblem as problem:
        raise _told("<stdin>" if file == "-" else file, problem) from problem
    for hint in hints(store, text):
        note(f"Hint: {hint.text}")
    write(answer, OutputFormat(format_, columns))
    if isinstance(answer, Truth) and not answer.value:
        click.get_current_context().exit(Failure.exit_code)


def _told(name: str, problem: QueryProblem) -> Failure:
    """Say what is wrong, and where; a query that is one, but would ask other services, was understood."""
    from webapp.http.problem_types import NO_FEDERATION

    kind = Failure if problem.kind is NO_FEDERATION else Misuse
    lines = [f"{name}: {problem.kind.title}. {problem.description}"]
    if problem.position:
        lines.append(problem.position.excerpt)
        lines.append(problem.kind.remedy)
    return kind("\n".join(lines))


def _ask(store: Store, text: str) -> Answer:
    """Run the query; what the endpoint refuses is refused here, unless a server decides for itself.

    Raises:
        QueryProblem: it is no query, or one that is refused.
    """
    from graph.stores.store import EmbeddedStore, QuerySyntaxError
    from queries.sparql_text.errors import QueryTextError
    from queries.sparql_text.screening import DEEPEST, screen
    from queries.sparql_text.syntax_errors import syntax_error
    from webapp.http.problem_types import MALFORMED
    from webapp.sparql.problems import QueryProblem, refused

    embedded = isinstance(store, EmbeddedStore)
    if embedded:
        try:
            screen(text, DEEPEST)
        except QueryTextError as error:
            raise refused(error) from error
    try:
        return _with_prefixes(store, text)
    except QuerySyntaxError as error:
        message = str(error)
        raise (refused(syntax_error(text, message)) if embedded else QueryProblem(MALFORMED, message)) from error


def _with_prefixes(store: Store, text: str) -> Answer:
    """Ask as it stands; where a prefix is missing, ask again with those of the project, on the same line as before."""
    from graph.stores.store import QuerySyntaxError
    from ontology.namespaces import ALL_PREFIXES

    try:
        return store.query(text)
    except QuerySyntaxError as error:
        if "refix" not in str(error):
            raise
    declarations = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in ALL_PREFIXES.items())
    try:
        return store.query(f"{declarations} {text}")
    except QuerySyntaxError as error:
        before = len(declarations) + 1  # on the first line, which is told as somebody typed it
        message = re.sub(r"(?<=^error at 1:)\d+", lambda column: str(int(column[0]) - before), str(error))
        raise QuerySyntaxError(message) from error
