"""The test whether a partnership passes the filters of a view. The rule is that of `webapp.explorer.view`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.dates import Basis
from webapp.explorer.make_edges import tier_class
from webapp.explorer.network import CATEGORY, COUNTRY
from webapp.explorer.view_state import ViewState
from webapp.models.partnership import Partnership
from webapp.models.reference_data import ReferenceData
from webapp.models.urls import subject_of

Fit = Callable[[Partnership], bool]


def fitting(catalogue: ReferenceData, state: ViewState, openings: Mapping[str, str]) -> Fit:
    """Return the test of a view's filters, which makes no edges; `openings` is the first day of each Games."""
    bases = Basis(state.basis).and_firmer if state.basis else ()
    categories = {subject_of(CATEGORY, name) for name in state.category}
    countries = {subject_of(COUNTRY, name) for name in state.country}

    def in_force(deal: Partnership) -> bool:
        since = deal.first_day or min(filter(None, (openings.get(games, "") for games in deal.games)), default="")
        return bool(since) and since <= state.date and (not deal.last_day or deal.last_day >= state.date)

    def in_categories(deal: Partnership) -> bool:
        return any({category.iri, catalogue.groups[category.iri]} & categories for category in deal.categories)

    def fits(deal: Partnership) -> bool:
        return (
            (not state.tier or tier_class(deal.programme_kind, deal.rank)[0] in state.tier)
            and (not categories or in_categories(deal))
            and (not countries or catalogue.partner_countries.get(deal.partner.iri, "") in countries)
            and (not state.season or any(catalogue.games[games].season in state.season for games in deal.games))
            and (not state.date or in_force(deal))
            and (not bases or deal.from_basis in bases)
        )

    return fits
