"""The Python side of the vocabulary says what the Turtle side says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ontology import files, namespaces
from ontology.generate_terms import json_ld_context, python_terms
from ontology.namespaces import ALIGNMENT_PREFIXES, ALL_PREFIXES, CODE_LIST_KINDS, ENTITY_KINDS, PREFIXES
from ontology.terms import OP
from tests.ontology import graphs
from tests.some import some

TURTLE = (files.ONTOLOGY, files.CONCEPTS, files.ALIGNMENTS, files.SHAPES)
LISTED = {name for name in (*OP.__annotations__, *OP._extras) if not name.startswith("_")}


def test_terms_and_ontology_name_the_same() -> None:
    assert {graphs.name(term) for term in graphs.terms()} == LISTED


def test_the_generated_files_are_current() -> None:
    """After a change of the ontology: `make terms`."""
    assert files.TERMS.read_text(encoding="utf-8") == python_terms(graphs.ontology())
    assert files.CONTEXT.read_text(encoding="utf-8") == json_ld_context(graphs.ontology(), graphs.shapes())


@pytest.mark.parametrize("wrong", ["partnr", "Partner", "sponsorOf", "title"])
def test_a_misspelt_term_raises_where_it_is_written(wrong: str) -> None:
    with pytest.raises(AttributeError, match=wrong):
        getattr(OP, wrong)
    with pytest.raises(AttributeError, match=wrong):
        OP[wrong]


def test_a_term_that_is_a_keyword_can_be_written() -> None:
    assert str(OP["from"]) == namespaces.ONTOLOGY_NAMESPACE + "from"


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_prefixes_mean_the_same_everywhere(path: Path) -> None:
    known = ALL_PREFIXES
    declared = dict(re.findall(r"^@prefix ([\w-]+): <(.+)> \.$", path.read_text(encoding="utf-8"), re.MULTILINE))
    private = {"ops", "structure"}
    assert declared
    assert {prefix: iri for prefix, iri in declared.items() if prefix not in private} == {
        prefix: known[prefix] for prefix in declared if prefix not in private
    }


def test_no_two_prefixes_have_one_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert not set(PREFIXES) & set(ALIGNMENT_PREFIXES)


def test_every_kind_of_entity_and_code_list_has_a_prefix() -> None:
    for kind in some((*ENTITY_KINDS, *CODE_LIST_KINDS)):
        assert PREFIXES[kind] == f"{namespaces.ID_BASE}{kind}/"


def test_all_files_are_there() -> None:
    for path in (*TURTLE, files.CONTEXT, *files.VOCABULARY):
        assert path.is_file(), path


def test_names_and_paths_cost_no_rdf_library() -> None:
    program = "import sys, ontology.namespaces, ontology.files; print('rdflib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
