"""The queries that pages about things always ask, by kind."""

from __future__ import annotations

from typing import Final

from webapp.models.rows import (
    ContributionsRow,
    CoverageOfPartnerRow,
    EventsAboutRow,
    EventsBesideRow,
    EvidenceAboutRow,
    FiguresAboutRow,
    IdentifiersOfRow,
    ParticipantsRow,
    PeopleOfOrganizationRow,
    RelationsOfRow,
    ReportsAboutRow,
    RolesOfPersonRow,
    ThingMentionsRow,
)

QUERIES: Final[dict[str, tuple[tuple[type[tuple[str, ...]], str], ...]]] = {
    "partner": (
        (EvidenceAboutRow, "thing"),
        (EventsAboutRow, "thing"),
        (CoverageOfPartnerRow, "partner"),
        (ContributionsRow, "partner"),
        (ReportsAboutRow, "about"),
        (PeopleOfOrganizationRow, "organization"),
        (RelationsOfRow, "organization"),
        (IdentifiersOfRow, "thing"),
    ),
    "organization": (
        (EventsAboutRow, "thing"),
        (ThingMentionsRow, "thing"),
        (PeopleOfOrganizationRow, "organization"),
        (RelationsOfRow, "organization"),
        (EvidenceAboutRow, "thing"),
        (IdentifiersOfRow, "thing"),
    ),
    "games": ((EvidenceAboutRow, "thing"), (FiguresAboutRow, "about"), (IdentifiersOfRow, "thing")),
    "programme": ((EvidenceAboutRow, "thing"), (FiguresAboutRow, "about"), (ReportsAboutRow, "about")),
    "person": (
        (EventsAboutRow, "thing"),
        (EvidenceAboutRow, "thing"),
        (RolesOfPersonRow, "person"),
        (IdentifiersOfRow, "thing"),
    ),
    "event": ((EventsBesideRow, "event"), (ParticipantsRow, "event"), (EvidenceAboutRow, "thing")),
}
"""Classes of rows with the parameter that takes the thing, those that take longest first."""
