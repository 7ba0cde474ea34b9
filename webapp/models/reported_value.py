"""Money as reported by somebody: each report once, never added up."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import ReportsAboutRow
from webapp.text.dates import dated, years
from webapp.text.english import amount, qualified


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """An amount with its bounds in words, what it is for, and who said so."""

    iri: str
    amount: str
    years: str
    reported_by: str
    about: LabelledIri
    programme: LabelledIri
    tier: LabelledIri | None


def money_of(catalogue: ReferenceData, iri: str) -> list[ReportedValue]:
    """Return what was reported about a thing, by programme in order of time, then by partner."""
    found: dict[str, dict[str, LabelledIri]] = {}
    for row in catalogue.ask.rows(ReportsAboutRow, about=iri):
        values = found.setdefault(row.report, {})
        values[row.property.rpartition("#")[2]] = LabelledIri(row.value, row.valueLabel)
    reports = (_report(iri, values) for iri, values in found.items())
    programmes = catalogue.programmes
    return sorted(reports, key=lambda report: (programmes[report.programme.iri].order, report.about.label, report.iri))


def _report(iri: str, values: dict[str, LabelledIri]) -> ReportedValue:
    unknown = LabelledIri("", "not stated")

    def text(name: str) -> str:
        return values[name].iri if name in values else ""

    start, end, value, currency = dated(text("start")), dated(text("end")), text("amount"), text("currency")
    money = amount(value, currency) + ("" if currency else " (currency not stated)")
    return ReportedValue(
        iri,
        qualified(money, slug(text("basis"))) if value else "amount not stated",
        f"to {end}" if end and not start else years(start, end),
        text("reportedBy"),
        values.get("partner", values.get("programme", unknown)),
        values.get("programme", unknown),
        values.get("tier"),
    )
