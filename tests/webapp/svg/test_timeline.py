"""Timelines of real partners and categories: bars stand where their dates say, no text collides, nothing leaves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.some import some
from tests.webapp.html import parse
from webapp.components.timelines import editions, holders_timeline, partner_sections, partner_timeline
from webapp.models.partnership import LabelledIri, Partnership, partnerships_about
from webapp.models.site import SiteData, current_site
from webapp.models.urls import subject_of
from webapp.svg.games_axis import calendar
from webapp.svg.network import NARROW, WIDE
from webapp.svg.timeline import Lane, Section, Span, domain, layout, packed, timeline
from webapp.text.dates import decimal_year


@pytest.fixture
def here(app: Flask) -> Iterator[SiteData]:
    with app.app_context():
        yield current_site()


def deals_of(here: SiteData, kind: str, slug: str) -> list[Partnership]:
    return partnerships_about(here.catalogue, subject_of(kind, slug))


RICH_AND_POOR = ["alibaba", "coca-cola", "omega", "longines", "mcdonalds", "panasonic", "xerox", "granberg", "mengniu"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("slug", RICH_AND_POOR)
def test_no_text_collides_or_leaves(here: SiteData, slug: str, width: float) -> None:
    deals = deals_of(here, "organization", slug)
    sections = partner_sections(here.catalogue, deals)
    years = domain([span for section in sections for lane in section.lanes for span in lane.spans])
    games = [game for game in editions(here.catalogue, set(deals[0].games)) if years[0] <= game.at <= years[1]]
    canvas = layout(sections, games, years, width)
    for one, other in some(itertools.combinations(canvas.labels, 2)):
        assert not one.box.overlaps(other.box), f"{one.text!r} and {other.text!r}"
    for text in some(canvas.labels):
        assert text.box.x >= -1, text.text
        assert text.box.x + text.box.width <= width + 1, text.text
        assert text.box.y + text.box.height <= canvas.height + 1, text.text


def test_every_partnership_has_its_bar_once_in_each_drawing(here: SiteData) -> None:
    deals = deals_of(here, "organization", "coca-cola")
    drawing = partner_timeline(here.catalogue, LabelledIri("x", "Coca-Cola"), deals)
    assert drawing
    for picture in (drawing.wide, drawing.narrow):
        bars = parse(picture).all("a", class_="bar")
        assert sorted(bar.attributes["href"] for bar in bars) == sorted(here.catalogue.urls.page(d.iri) for d in deals)
        assert all(bar.all("title") for bar in some(bars))


def test_what_is_special_has_a_shape_of_its_own(here: SiteData) -> None:
    drawing = partner_timeline(
        here.catalogue, LabelledIri("x", "McDonald's"), deals_of(here, "organization", "mcdonalds")
    )
    assert drawing
    gone = next(bar for bar in parse(drawing.wide).all("a", class_="b-ended"))
    assert "ended before" not in gone.text
    assert "16 June 2017" in gone.text
    assert gone.all("path", class_="c-cross")
    assert gone.all("rect", class_="c-term")
    assert {"ended", "framed", "unsure", "marked", "unmarked"} <= drawing.kinds
    cola = partner_timeline(here.catalogue, LabelledIri("x", "Coca-Cola"), deals_of(here, "organization", "coca-cola"))
    assert cola
    joint = parse(cola.wide).all("a", class_="b-joint")
    assert joint
    assert all(len(bar.all("rect", class_="c-fill")) == 2 for bar in some(joint))
    assert len(parse(cola.wide).all("a", class_="b-announced")) == 1


def test_games_are_marked_where_a_partnership_was_in_force(here: SiteData) -> None:
    deals = deals_of(here, "category", "timekeeping")
    drawing = holders_timeline(here.catalogue, LabelledIri("x", "Timekeeping"), deals)
    assert drawing
    marked = {link.attributes["href"] for link in parse(drawing.wide).all("a", class_="marked")}
    assert "/games/2000-summer" in marked
    assert "/games/1960-summer" not in marked
    assert "/games/1940-summer" not in {link.attributes["href"] for link in parse(drawing.wide).all("a")}
    assert marked == {here.catalogue.urls.page(games) for deal in deals for games in deal.games}


def test_bars_stand_where_their_dates_say() -> None:
    scale = calendar((2010.0, 2020.0), (0.0, 1000.0), [])
    assert scale.x(decimal_year("2015")) == 500
    assert scale.x(decimal_year("2014", last=True)) == 500
    assert scale.x(decimal_year("2010-07", last=True)) == pytest.approx(58.1, abs=0.1)
    assert decimal_year("2016-12", last=True) == decimal_year("2016-12-31", last=True) == 2017


def test_bars_that_overlap_in_time_stand_in_rows_of_their_own() -> None:
    spans = [Span("", "a", 2010, 2014), Span("", "b", 2012, 2013), Span("", "c", 2014, None), Span("", "d", 2013, 2015)]
    rows = packed(spans, calendar((2009.0, 2020.0), (0.0, 1000.0), []))
    assert [[span.title for span in row] for row in rows] == [["a", "c"], ["b", "d"]]


def test_a_single_year_is_shown_in_the_company_of_others() -> None:
    assert domain([Span("", "a", 2012, 2013)]) == (2009, 2016)


def test_names_are_escaped_and_shortened_but_whole_in_the_title() -> None:
    name = '<script>alert("1")</script> & مرحبا 阿里巴巴 ' + "x" * 90
    lane = Lane(name, (Span(name, name, 2010, 2011, href='/a"b'),), href="/x")
    drawing = timeline([Section(name, (lane,))], [], name)
    assert drawing
    for picture in (drawing.wide, drawing.narrow):
        assert "<script>" not in picture
        assert parse(picture).all("title")[0].text.startswith('<script>alert("1")</script> &')
