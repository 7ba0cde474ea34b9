"""The parts of a checked text: together they are the text, and each statement has its number at its words."""

from __future__ import annotations

from datetime import date

from tests.some import some
from tests.webapp.fact_check.evaluate import texts
from tests.webapp.fact_check.test_labelled import LABELLED
from webapp.fact_check.marked_text import Passage, sentences_with_claims
from webapp.fact_check.report import report_on
from webapp.models.reference_data import ReferenceData


def passages(catalogue: ReferenceData, text: str) -> list[Passage]:
    return sentences_with_claims(report_on(catalogue, text, date(2024, 8, 1)))


def test_all_words_and_all_statements_are_there_once(catalogue: ReferenceData) -> None:
    for labelled in some(list(texts(LABELLED / "third_set"))):
        text = labelled["text"]
        marked = passages(catalogue, text)
        assert ["".join(part.text for part in passage.parts) for passage in marked] == [
            line for line in text.split("\n") if line.strip()
        ]
        shown = [item for passage in marked for part in passage.parts for item in part.ended]
        beside = [item for passage in marked for item in passage.claims]
        assert [item.number for item in shown] == [item.number for item in beside] == list(range(1, len(beside) + 1))


def test_words_that_the_graph_contradicts_are_marked(catalogue: ReferenceData) -> None:
    text = "Visa has been a partner of the TOP programme since 1994. Alibaba joined in 2017."
    (passage,) = passages(catalogue, text)
    against = "".join(part.text for part in passage.parts if part.contradicted)
    assert "1994" in against
    assert "Alibaba" not in against
