"""The factory of the application: its areas, and rules for all."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from itertools import chain
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from graph.build.build_snapshot import in_use
from graph.build.snapshot import Snapshot
from graph.registers import page_of as page_in_register
from graph.stores.open_store import open_named
from graph.stores.store import EmbeddedStore, Store, StoreError
from ontology.namespaces import prefixed_name
from webapp.ask import routes as ask
from webapp.charts import routes as charts
from webapp.charts.registry import question_of
from webapp.comparison import routes as comparison
from webapp.components import legends, responses, site_pages
from webapp.config import Settings
from webapp.dataset import routes as dataset
from webapp.entities import routes as entities
from webapp.explorer import routes as explorer
from webapp.fact_check import routes as fact_check
from webapp.gallery import routes as gallery
from webapp.home import routes as home
from webapp.home.corrections import CONTACT, correction_address
from webapp.http import (
    assets,
    common_headers,
    compression,
    cors,
    error_log,
    errors,
    negotiation,
    path_converters,
    path_prefix,
    request_address,
    response_cache,
    security,
)
from webapp.http.assets import bundle
from webapp.http.cache import SizedLRUCache
from webapp.http.hangup import at_hangup
from webapp.http.open_requests import OPEN_REQUESTS, OpenRequests
from webapp.http.site_address import example_root, site_address, site_root
from webapp.listings import routes as listings
from webapp.models.data_version import DataVersion
from webapp.models.partnership import PARTNERS_OF_GAMES, is_explorable
from webapp.models.site import OneSite, SiteData, Sites, appearance, current_site, site_of
from webapp.reconcile import routes as reconcile
from webapp.search import routes as search
from webapp.server.asgi import AsgiApplication
from webapp.server.reloading import Reloader
from webapp.server.warming import Preparation
from webapp.sharing import routes as sharing
from webapp.sparql import routes as sparql
from webapp.sparql.admission import AdmissionControl
from webapp.sparql.service import SparqlService
from webapp.text.dates import beginnings, format_date, format_date_range, period, years
from webapp.text.english import (
    amount,
    capital,
    count_phrase,
    first_sentence,
    join_words,
    language_name,
    qualified,
    the_body,
    the_country,
)

AREAS = (
    home,
    explorer,
    comparison,
    listings,
    gallery,
    sparql,
    charts,
    dataset,
    search,
    fact_check,
    ask,
    reconcile,
    entities,
    sharing,
)
"""The modules of routes, each with its blueprint `area` and its `PAGES`."""

PAGES = tuple(chain.from_iterable(area.PAGES for area in AREAS))
"""The pages about no single thing, of all areas."""

_MEGABYTE = 1_000_000
COLLECTOR = (700, 10, 1_000)
"""When the garbage collector of a site looks at new, at younger and at all objects.

To look at all takes 0.1 s, which one page has to wait. It found some hundred objects after 400 pages.
"""


class _Application(Flask):
    """Flask where no view and no hook is asynchronous, which it would find out a dozen times for each request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function as it is."""
        return func


def create_app(store: Store | None = None, snapshot: Snapshot | None = None) -> Flask:
    """Return the WSGI application over a store, or over a snapshot, whose files can then be downloaded too.

    Without either it shows the store that OPG_STORE names (see `graph.stores.open_store`), or the snapshot in use.
    This is built first where there is none of the tables that are asked for. It then takes over newer snapshots by
    itself.
    """
    served = store is None and snapshot is None
    settings = Settings.read()
    if served and (named := os.environ.get("OPG_STORE")):
        store = open_named(named, settings.remote_seconds)
    if store is None:
        snapshot = snapshot or in_use()
        store = snapshot.opened(settings.in_memory_mb)
    app = _Application("webapp", static_folder="static", template_folder="templates")
    _prepare_templates(app)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31_536_000  # assets carry the edition in their address
    common_headers.install(app)
    security.install(app)
    negotiation.install(app)
    cors.install(app)
    compression.install(app)
    path_prefix.install(app)
    errors.install(app)
    cache = SizedLRUCache(settings.cache_mb * _MEGABYTE)
    admission = AdmissionControl(settings)

    def over(store: Store, snapshot: Snapshot | None) -> SiteData:
        return SiteData(store, snapshot, SparqlService(store, snapshot, settings, cache, admission), cache)

    app.extensions[OPEN_REQUESTS] = OpenRequests()
    sites = Sites(app, over(store, snapshot))
    if isinstance(store, EmbeddedStore) and store.version:
        response_cache.install(app, cache, lambda: (site_of(app).store.version, assets.modified()))
    app.wsgi_app = OneSite(app.wsgi_app, sites)  # type: ignore[method-assign]
    request_address.install(app, settings)
    path_converters.install(app)
    for area in AREAS:
        app.register_blueprint(area.area)
    site_pages.install(app, PAGES)
    responses.install(app)
    app.extensions[CONTACT] = settings.contact
    if served:
        sites.current.start()
        preparation = Preparation(app, sites)
        preparation.start(settings.prepare_seconds)
        if snapshot:
            megabytes = settings.in_memory_mb
            Reloader(app, snapshot.home, sites, lambda one: over(one.opened(megabytes), one), preparation).start()
        else:
            at_hangup(lambda: None)  # a server is asked for its version anyway; a file or folder is as it was
    return app


def create_asgi_app() -> AsgiApplication:
    """Return the site for an ASGI server; see `create_app` for what it shows."""
    settings = Settings.read()
    error_log.install(settings.log)
    application = AsgiApplication(create_app(), settings)
    gc.collect()
    gc.freeze()  # what is loaded stays: the collector need not look at it again
    gc.set_threshold(*COLLECTOR)
    gc.enable()  # `opg serve` has a worker load without it
    return application


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        spoken=format_date,
        beginnings=beginnings,
        amount=amount,
        qualified=qualified,
        listed=join_words,
        counted=count_phrase,
        language_name=language_name,
        capital=capital,
        the_body=the_body,
        the_country=the_country,
        first_sentence=first_sentence,
        prefixed_name=prefixed_name,
    )
    app.jinja_env.globals.update(
        period=period,
        years=years,
        day_span=format_date_range,
        asset=_asset,
        static=_static,
        site_address=site_address,
        site_root=site_root,
        example_root=example_root,
        built=bundle,
        chart_question=question_of,
        bars_legend=legends.bars_legend,
        network_legend=legends.network_legend,
        timeline_legend=legends.timeline_legend,
        correction_address=correction_address,
        page_of=_page_of,
        register_page=page_in_register,
        on_day=_on_day,
        explorable=_explorable,
        menu=site_pages.menu(PAGES),
        partners_of_games=PARTNERS_OF_GAMES,
        programme_years=_programme_years,
        short_programme=_short_programme,
    )
    app.context_processor(_shared)


def _shared() -> dict[str, Any]:
    """Give every template what belongs to the running site; the page of an error must do without the store."""
    try:
        site = current_site()
        return {
            "data_version": site.catalogue.version,
            "not_stated": site.catalogue.not_stated,
            "category_families": site.catalogue.families,
            "own_data": site.catalogue.has_own_content,
            "graph_size": 0 if site.catalogue.has_own_content else site.catalogue.statements,
            "shows": site.catalogue.shows,
        }
    except StoreError:
        nothing = {"data_version": DataVersion(""), "not_stated": [], "category_families": {}}
        return nothing | {"own_data": True, "shows": bool}


def _asset(name: str) -> str:
    """Return the address of a static file, which changes with its content so that browsers may keep it for long.

    A script of the bundle has no such address: its parts import it by its name, and it would run twice.
    """
    return f"{_static(name)}?v={appearance()}"


def _static(name: str) -> str:
    """Return the address of a static file whose name already changes with its content."""
    return f"/static/{name}"


def _page_of(iri: str) -> str:
    """Return the address of the page about a thing; see `Urls.page`."""
    return current_site().catalogue.urls.page(iri)


def _explorable(iri: str) -> bool:
    """Tell whether the explorer can begin with a thing."""
    return is_explorable(current_site().catalogue, iri)


def _programme_years(iri: str) -> str:
    """Return the years of a programme, or those of its Games where it has none of its own."""
    programme = current_site().catalogue.programmes[iri]
    return years(programme.start, programme.end) or programme.begins[:4]


def _on_day(programme: str, day: str) -> str:
    """Return the address of who was in a programme on a day; see `Urls.on_day`."""
    return current_site().catalogue.urls.on_day(programme, day)


def _short_programme(iri: str) -> str:
    """Return a programme's name in few letters: the term, or the Games of a domestic programme."""
    catalogue = current_site().catalogue
    return catalogue.short(iri, catalogue.programmes[iri].short.removesuffix(" domestic"))
