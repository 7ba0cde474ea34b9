"""The cards that go with links to pages. A card has the page's title, its figures, and its partnerships."""

from __future__ import annotations

from collections.abc import Sequence, Set

from graph.dates import Basis
from graph.iris import mint
from webapp.components.schema_org import NAME
from webapp.components.site_pages import site_pages
from webapp.models.entity import Entity
from webapp.models.reference_data import slug
from webapp.models.rows import PartnershipsAboutRow, PartnershipsListRow
from webapp.models.search_results import THING_KINDS, notes
from webapp.models.site import SiteData
from webapp.sharing.og_image import Card, Dot
from webapp.svg.fonts import drawable, first_drawable
from webapp.text.dates import dated, format_date
from webapp.text.english import capital, integer, language_name, noun

_TOP = mint("programme", "top").value
_OTHER_KINDS = {"source": "Source", "event": "Event", "partnership": "Partnership", "role": "Role", "tier": "Tier"}


def of_site(here: SiteData, name: str) -> Card | None:
    """Return the card of the first page, `home`, or of a list; None where there is no such page."""
    deals, version = here.catalogue.partnerships_by_date, _version(here)
    if name == "home":
        games = sum(bool(integer(row.partners)) for row in here.catalogue.games_rows)
        counts = ((len(deals), "partnerships"), (len({row.partner for row in deals}), "partners"), (games, "Games"))
        figures = [(f"{number:,}", word) for number, word in counts if number]
        return Card(
            "An open knowledge graph", "Who sponsors the Olympic Games?", figures, "", _dots(here, None), version
        )
    page = next((page for page in site_pages() if page.path == f"/{name}" and page.lede), None)
    return Card(NAME, page.title, (), page.lede, _dots(here, None), version) if page else None


def of_thing(here: SiteData, address: str, subject: Entity) -> Card:
    """Return the card of the page about a thing."""
    kind = address.split("/")[1]
    title = _title(subject, kind)
    word = THING_KINDS[kind][0] if kind in THING_KINDS else _OTHER_KINDS.get(kind, capital(kind.replace("-", " ")))
    own = _partnerships(here, kind, subject.iri)
    figures = _figures(here, kind, subject.iri, own)
    note = notes(here.catalogue).get(subject.iri, "") or _note(subject)
    return Card(word, title, figures, note if drawable(note) else "", _dots(here, own), _version(here))


def _version(here: SiteData) -> str:
    """Return what the card says of the version of the data."""
    return capital(here.catalogue.version.words)


def _title(subject: Entity, kind: str) -> str:
    """Return the name of a thing in letters that can be drawn: its label, another name, or what kind of thing it is."""
    found = first_drawable((subject.label, *(alias.text for alias in subject.aliases)))
    if found or kind != "source":
        return found or capital(slug(subject.iri).replace("-", " "))
    return f"A source in {language_name(subject.text('http://purl.org/dc/terms/language'))}"


def _note(subject: Entity) -> str:
    publisher = subject.text("http://purl.org/dc/terms/publisher")
    date = format_date(subject.text("published") or subject.text("date"))
    return " · ".join(filter(None, (publisher, subject.text("place"), date)))


def _dots(here: SiteData, own: Set[str] | None) -> list[Dot]:
    families = here.catalogue.families
    return [
        Dot(families[row.category], own is None or row.partnership in own)
        for row in here.catalogue.partnerships_by_date
    ]


def _partnerships(here: SiteData, kind: str, iri: str) -> set[str]:
    """Return the partnerships that a thing takes part in."""
    if kind == "games":
        return {row.partnership for row in here.ask.rows(PartnershipsAboutRow, about=iri)}
    return {row.partnership for row in here.catalogue.partnerships_by_date if iri in _sides(here, kind, row)}


def _sides(here: SiteData, kind: str, deal: PartnershipsListRow) -> Sequence[str]:
    """Return the things of a kind that a partnership belongs to."""
    catalogue = here.catalogue
    match kind:
        case "partner":
            return (deal.partner,)
        case "partnership":
            return (deal.partnership,)
        case "programme":
            return deal.programme, catalogue.programmes[deal.programme].whole
        case "category":
            return deal.category, catalogue.groups[deal.category]
        case "country":
            return (catalogue.partner_countries.get(deal.partner, ""),)
    return ()


def _figures(here: SiteData, kind: str, iri: str, own: Set[str]) -> Sequence[tuple[str, str]]:
    """Return what there is of partnerships; nothing for a kind of thing that has none.

    A first year that is only assumed is left out: nobody could see that on a picture.
    """
    rows = [row for row in here.catalogue.partnerships_by_date if row.partnership in own]
    if not rows or kind == "partnership":
        return ()
    begun = sorted((day, row.fromBasis) for row in rows if (day := dated(row.from_) or dated(row.until)))
    found = [_counted(len(rows), "partnership")]
    if kind == "partner":
        games = max(integer(row.gamesCount) for row in here.catalogue.partner_rows if row.partner == iri)
        found += [(str(games), "Games")] if games else []
    else:
        found.append(_counted(len({row.partner for row in rows}), "partner"))
    if not begun or kind == "games" or slug(begun[0][1]) == Basis.ASSUMED:
        return found
    return [*found, (begun[0][0][:4], "the first year")]


def _counted(number: int, word: str) -> tuple[str, str]:
    return f"{number:,}", noun(number, word)
