"""Questions in words: what they are read as, and what nobody answers."""

from __future__ import annotations

import pytest

from graph.stores import query_form
from graph.stores.store import Answer as Answers
from graph.stores.store import EmbeddedStore, Rows
from queries import registry
from queries.ask_forms import read_form
from queries.run import run
from tests.some import some
from tests.webapp.ask.evaluate import DAY, FOLDER, outcome, questions
from webapp.models.reference_data import ReferenceData, slug
from webapp.questions.answer import Answer, ask
from webapp.questions.choosing import concepts_of
from webapp.questions.lexicon import LANGUAGES, lexicon, real_words, unanswered


def test_an_outcome_tells_right_from_wrong_and_missing(catalogue: ReferenceData) -> None:
    airline = ask(catalogue, "Who was the airline of Sochi 2014?", DAY)
    nothing = Answer("?")
    assert outcome({"has": ["aeroflot"]}, airline) == "right"
    assert outcome({"exactly": ["aeroflot"]}, airline) == "wrong"
    assert outcome({"column": "partner", "exactly": ["aeroflot"]}, airline) == "right"
    assert outcome({"lacks": ["aeroflot"]}, airline) == outcome({"from": "1999-01-01"}, airline) == "wrong"
    assert outcome({"none": True}, airline) == "wrong"
    assert outcome({"none": True}, nothing) == "right"
    assert outcome({"has": ["aeroflot"]}, nothing) == "missing"
    assert len(some(questions(FOLDER / "first_half.toml"))) >= 75


def reads(catalogue: ReferenceData, text: str) -> tuple[str, dict[str, str]]:
    answer = ask(catalogue, text, DAY)
    assert answer.reading, answer.reason
    return answer.reading.query, dict(answer.reading.parameters)


@pytest.mark.parametrize(
    "texts",
    [
        ["Who sponsors LA28?", "la28 partners", "Wer sponsert LA28?", "partenaires de LA28", "LA28 patrocinadores"],
        ["Which companies left TOP after Rio 2016?", "who quit top after rio", "Wer verließ TOP nach Rio 2016?"],
        ["How much did Toyota pay?", "what did Toyota pay", "Wie viel zahlte Toyota?", "¿Cuánto pagó Toyota?"],
        [
            "Since when is Omega a TOP partner?",
            "Seit wann ist Omega TOP-Partner?",
            "オメガはいつからTOPパートナーですか",
        ],
    ],
)
def test_ways_to_say_the_same_are_read_alike(catalogue: ReferenceData, texts: list[str]) -> None:
    first, *others = texts
    for other in some(others):
        assert reads(catalogue, other) == reads(catalogue, first), other


def test_times_are_read_with_their_prepositions(catalogue: ReferenceData) -> None:
    def days(text: str) -> tuple[str | None, str | None]:
        _, parameters = reads(catalogue, text)
        return parameters.get("first"), parameters.get("last")

    assert days("TOP partners in 2010") == ("2010-01-01", "2010-12-31")
    assert days("TOP partners after 2010") == ("2011-01-01", None)
    assert days("TOP partners before 2010") == (None, "2009-12-31")
    assert days("TOP partners since 2010") == ("2010-01-01", None)
    assert days("TOP partners until 2010") == (None, "2010-12-31")
    assert days("TOP partners in the 1990s") == ("1990-01-01", "1999-12-31")
    assert days("current TOP partners") == (DAY.isoformat(), DAY.isoformat())


def test_what_was_filled_in_is_said(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "former sponsors", DAY)
    assert answer.reading
    assert answer.reading.parameters == {"programme": "top"}
    assert "TOP" in answer.reading.reads


def test_a_typing_error_is_said_to_have_been_read_as_another_word(catalogue: ReferenceData) -> None:
    for text, said in some(
        {
            "sposnors of london 2012": "“sposnors” was read as “sponsor”",
            "sponsors of Bejing 2022": "“bejing” was read as “beijing”",
            "Alibba sponsor": "“alibba” was read as “Alibaba Group”",
            "vancouver 2010 natonal partners": "“natonal partner” was read as “national partner”",
        }.items()
    ):
        answer = ask(catalogue, text, DAY)
        assert answer.reading, text
        assert said in answer.reading.reads
    for text in some(["Who hacked sponsors?", "Who sinned with Alibaba?"]):
        assert "Not understood" in ask(catalogue, text, DAY).reason, text


def test_the_first_partners_are_those_of_the_earliest_games_dated_or_not(catalogue: ReferenceData) -> None:
    """All that cover the earliest Games are first, and a missing date leaves nobody out."""
    for text, category in some({"first beer sponsor": "beer", "first airline": "airline"}.items()):
        every = ask(catalogue, f"{category} sponsors", DAY)
        first = ask(catalogue, text, DAY)
        openings = {str(row["opening"] if "opening" in row else row["from"]) for row in some(first.rows)}
        assert len(openings) == 1, text
        assert {str(row["partner"]) for row in first.rows} <= {str(row["partner"]) for row in every.rows}
    worldwide = ask(catalogue, "first TOP partner", DAY)
    assert {slug(row["partner"]["id"]) for row in some(worldwide.rows) if isinstance(row["partner"], dict)} >= {
        "kodak",
        "visa",
    }


def test_seasons_and_words_such_as_next_choose_among_games(catalogue: ReferenceData) -> None:
    assert reads(catalogue, "sponsors of the next winter games")[1] == {"games": "2030-winter"}
    assert reads(catalogue, "last summer olympics sponsors")[1] == {"games": "2024-summer"}
    assert reads(catalogue, "beijing winter sponsors")[1] == {"games": "2022-winter"}
    assert reads(catalogue, "北京奥运会赞助商")[1] == {"games": "2008-summer"}
    assert "winter Games without a place or year" in ask(catalogue, "winter sponsors", DAY).reason


def test_who_left_after_games_left_before_the_next(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "Which TOP partners left after Beijing 2008?", DAY)
    left = {slug(row["partner"]["id"]) for row in some(answer.rows) if isinstance(row["partner"], dict)}
    assert "kodak" in left
    assert "acer" not in left


def test_what_is_over_is_not_in_force_even_without_an_end(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "Worldwide Paralympic Partners today", DAY)
    assert {str(row["statusLabel"] if "statusLabel" in row else row["status"]) for row in some(answer.rows)}
    assert "bp" not in {slug(row["partner"]["id"]) for row in answer.rows if isinstance(row["partner"], dict)}


def test_other_readings_have_an_answer(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "sponsors of los angeles", DAY)
    for other in some(answer.alternatives):
        found = run(catalogue.ask.store, other.query, other.parameters)
        assert isinstance(found, Rows)
        assert found.rows, other.reads


def test_rows_name_a_source_and_the_days_of_games_are_from_and_until(catalogue: ReferenceData) -> None:
    for row in some(ask(catalogue, "beer sponsor of London 2012", DAY).rows):
        assert isinstance(row["source"], dict)
        assert row["source"]["label"]
    when = ask(catalogue, "When was Torino 2006?", DAY).rows[0]
    assert str(when["from"])[:4] == str(when["until"])[:4] == "2006"


def partners(catalogue: ReferenceData, text: str) -> set[str]:
    rows = ask(catalogue, text, DAY).rows
    return {slug(row["partner"]["id"]) for row in some(rows) if isinstance(row["partner"], dict)}


def test_two_companies_categories_or_countries_are_asked_for_at_once(catalogue: ReferenceData) -> None:
    both = partners(catalogue, "beer or car sponsors of London 2012")
    assert both == partners(catalogue, "beer sponsors of London 2012") | partners(
        catalogue, "car sponsors of London 2012"
    )
    assert partners(catalogue, "Visa and Samsung") == {"visa", "samsung"}
    assert partners(catalogue, "compare Toyota and Bridgestone") == {"toyota", "bridgestone"}
    korea, japan = (partners(catalogue, f"{country} TOP partners in 2010") for country in ("Korean", "Japanese"))
    assert partners(catalogue, "Korean and Japanese TOP partners in 2010") == korea | japan
    answer = ask(catalogue, "beer or car sponsors of London 2012", DAY)
    assert answer.reading
    assert "or category" in answer.reading.reads


def test_who_is_not_from_a_country_is_from_another(catalogue: ReferenceData) -> None:
    every, french = (partners(catalogue, f"{word}sponsors of Paris 2024") for word in ("", "French "))
    others = partners(catalogue, "Which sponsors of Paris 2024 are not French?")
    assert others == partners(catalogue, "foreign sponsors of Paris 2024")
    assert others.isdisjoint(french)
    assert others | french <= every
    assert "exceptCountry" in reads(catalogue, "non-French sponsors of Paris 2024")[1]


def test_why_a_partner_left_is_told_by_the_notes_of_evidence(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "Why did Nortel leave London 2012?", DAY)
    assert all(row["note"] for row in some(answer.rows))
    assert {str(row["reason"]["label"]) for row in answer.rows if isinstance(row["reason"], dict)} == {"insolvent"}


def test_words_of_a_title_are_looked_for_in_the_titles_of_an_organization(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "chairman of the IOC marketing commission", DAY)
    assert all("marketing commission" in str(row["title"]).lower() for row in some(answer.rows))
    assert "Not understood" in ask(catalogue, "chairman of the IOC dancing commission", DAY).reason


def test_youth_games_are_named_by_their_city_or_year(catalogue: ReferenceData) -> None:
    assert reads(catalogue, "singapore youth")[1] == {"games": "2010-summer-youth"}
    assert reads(catalogue, "singapore 2010 youth sponsors")[1] == {"games": "2010-summer-youth"}
    assert reads(catalogue, "2018 youth olympics sponsors")[1] == {"games": "2018-summer-youth"}


def test_a_year_beside_a_city_chooses_among_its_games(catalogue: ReferenceData) -> None:
    for text in some(["1948 london sponsors", "london 1948 games sponsors", "what about london 1948?"]):
        assert reads(catalogue, text)[1] == {"games": "1948-summer"}, text


def test_a_city_is_the_place_of_a_signing_where_in_stands_before_it(catalogue: ReferenceData) -> None:
    assert reads(catalogue, "who signed the TCL deal in Beijing")[1] == {"who": "tcl", "place": "beijing"}
    assert reads(catalogue, "which deals were signed in Davos?")[1] == {"place": "Davos"}


def test_a_rank_of_tiers_is_one_of_the_programme_of_its_games(catalogue: ReferenceData) -> None:
    assert reads(catalogue, "tier one partners of London 2012")[1]["programme"] == "2012-summer-domestic"


def test_sponsors_before_a_year_go_by_the_games_that_were_held(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "Olympic sponsors before 1930", DAY)
    assert all(str(row["opening"]) < "1930" for row in some(answer.rows))
    assert "kodak" in partners(catalogue, "Olympic sponsors before 1930")


def test_until_a_day_to_come_asks_for_what_goes_on_until_then(catalogue: ReferenceData) -> None:
    found = ask(catalogue, "which TOP partners are signed until 2032", DAY)
    assert found.rows
    assert {row["until"] for row in found.rows} == {"2032-12-31"}


def test_who_left_after_a_year_left_with_its_last_day_or_later(catalogue: ReferenceData) -> None:
    query, parameters = reads(catalogue, "which top partners left after 2024")
    assert (query, parameters["first"]) == ("departed-partners", "2024-12-31")


def test_who_was_before_a_company_is_whom_it_replaced(catalogue: ReferenceData) -> None:
    query, parameters = reads(catalogue, "who was the timing partner in TOP before omega")
    assert (query, parameters["partner"]) == ("successors", "omega")


def test_a_french_article_without_its_vowel_is_no_part_of_a_name(catalogue: ReferenceData) -> None:
    _, parameters = reads(catalogue, "quelle banque a sponsorisé les jeux d'albertville")
    assert parameters["games"] == "1992-winter"


def test_former_names_are_told_and_not_the_one_of_today(catalogue: ReferenceData) -> None:
    found = ask(catalogue, "what was panasonic called before", DAY)
    assert "Matsushita" in {row["name"] for row in found.rows}
    assert "Panasonic" not in {row["name"] for row in found.rows}
    assert ask(catalogue, "what was visa called before", DAY).reading is None


def test_the_name_of_a_tier_is_read_before_words_of_other_languages(catalogue: ReferenceData) -> None:
    found = ask(catalogue, "vancouver 2010 national partners", DAY)
    assert found.rows
    assert {row["tier"]["label"] for row in found.rows if isinstance(row["tier"], dict)} == {"National Partner"}


def test_the_first_partner_has_a_beginning_that_is_known(catalogue: ReferenceData) -> None:
    found = ask(catalogue, "first partner of milano cortina 2026", DAY)
    assert found.rows
    assert not {row["fromBasis"] for row in found.rows} & {"assumed", "unknown"}


def things(answer: Answer, column: str) -> set[str]:
    return {slug(cell["id"]) for row in answer.rows if isinstance(cell := row[column], dict)}


def test_a_real_word_is_no_typing_error(catalogue: ReferenceData) -> None:
    """The word "founded" is one letter from "funded", and would be another question."""
    assert "founded" in real_words()
    for text in some(["Who found the sponsors?", "Which sponsors were fined?", "chicken sponsor"]):
        assert "Not understood" in ask(catalogue, text, DAY).reason, text
    known = {word for words in lexicon("en").phrases for word in words.split()}
    assert not [word for word in real_words() - known if lexicon("en").misspelt(word)[1]]


def test_terms_are_named_by_their_place(catalogue: ReferenceData) -> None:
    for text, term in some(
        {
            "Which companies were in the first term of the TOP programme?": "top-01",
            "partners of the third TOP term": "top-03",
            "zweite TOP-Periode Partner": "top-02",
            "entreprises du deuxième cycle TOP": "top-02",
            "第二期TOP赞助商": "top-02",
            "TOP第5期のスポンサー": "top-05",
        }.items()
    ):
        assert reads(catalogue, text)[1] == {"programme": term}, text
    assert ask(catalogue, "partners of the twelfth term of LA28", DAY).reading is None
    terms = ask(catalogue, "In which TOP terms was Kodak?", DAY)
    assert len(things(terms, "programme")) == ask(catalogue, "How many terms was Kodak in TOP?", DAY).rows[0]["number"]


def test_games_are_found_by_country_city_season_and_status(catalogue: ReferenceData) -> None:
    japan = things(ask(catalogue, "Which Olympic Games took place in Japan?", DAY), "games")
    assert {"1964-summer", "1998-winter"} <= japan
    assert "1940-summer" not in japan
    assert japan == things(ask(catalogue, "Quels Jeux ont eu lieu au Japon ?", DAY), "games")
    cancelled = ask(catalogue, "cancelled olympics", DAY)
    assert {slug(row["status"]["id"]) for row in some(cancelled.rows) if isinstance(row["status"], dict)} == {
        "cancelled"
    }
    winter = things(ask(catalogue, "Which Winter Games were cancelled?", DAY), "games")
    assert winter == {one for one in things(cancelled, "games") if one.endswith("-winter")}
    assert things(ask(catalogue, "Which Games took place in Paris?", DAY), "games") >= {"1924-summer", "2024-summer"}
    assert reads(catalogue, "cancelled sponsorships")[0] == "departed-partners"
    assert ask(catalogue, "sponsors of Tokyo 2016", DAY).reading is None


def test_who_signed_are_people_at_a_signing(catalogue: ReferenceData) -> None:
    signed = ask(catalogue, "who signed the intel TOP deal", DAY)
    assert {"thomas-bach", "brian-krzanich"} == things(signed, "person")
    told = ask(catalogue, "Who signed the deal between the IOC and Alibaba?", DAY)
    assert "jack-ma" in things(told, "person")


def test_two_bodies_of_one_event_are_both_involved(catalogue: ReferenceData) -> None:
    for text in some(
        ["Where did the IOC and Alibaba announce their deal?", "Où le CIO et Alibaba ont-ils annoncé leur accord ?"]
    ):
        assert reads(catalogue, text)[1] == {"who": "organization:ioc", "withWhom": "organization:alibaba"}, text


def test_a_deputy_is_asked_for_as_such(catalogue: ReferenceData) -> None:
    presidents = ask(catalogue, "ioc presidents", DAY)
    assert not [row for row in some(presidents.rows) if "vice" in str(row["title"]).lower()]
    deputies = ask(catalogue, "vice presidents of the IOC", DAY)
    assert all("vice" in str(row["title"]).lower() for row in some(deputies.rows))
    former = ask(catalogue, "former presidents of the IOC", DAY)
    assert things(former, "person") == things(presidents, "person") - {"kirsty-coventry"}


def test_the_longest_partner_is_one(catalogue: ReferenceData) -> None:
    assert reads(catalogue, "Which company has been in TOP the longest?")[0] == "longest-partners"
    found = ask(catalogue, "Wer ist am längsten bei TOP?", DAY)
    assert things(found, "partner") == {"coca-cola"}


def test_of_two_the_earlier_is_told(catalogue: ReferenceData) -> None:
    for text in some(
        [
            "Who joined TOP earlier, Visa or Samsung?",
            "Which of Visa and Samsung joined TOP first?",
            "Qui a rejoint TOP en premier, Visa ou Samsung ?",
            "¿Quién se unió antes a TOP, Visa o Samsung?",
        ]
    ):
        assert things(ask(catalogue, text, DAY), "partner") == {"visa"}, text


def test_ever_asks_about_all_years(catalogue: ReferenceData) -> None:
    (ever,), (today,) = (
        ask(catalogue, text, DAY).rows
        for text in ("How many TOP partners have there ever been?", "How many TOP partners are there?")
    )
    assert int(str(ever["number"])) > int(str(today["number"]))


def test_a_word_known_only_in_part_gives_way_to_what_follows(catalogue: ReferenceData) -> None:
    """の後 is "after", but の後任 is a successor."""
    assert reads(catalogue, "TOPでパナソニックの後任は")[0] == "successors"


def test_foundings_are_those_of_committees_and_of_top(catalogue: ReferenceData) -> None:
    founded = ask(catalogue, "When was the organising committee of French Alps 2030 founded?", DAY)
    assert {row["date"] for row in founded.rows} == {"2025-02-18"}
    assert ask(catalogue, "When was TOP created?", DAY).rows[0]["date"] == "1985"
    for text in some(["Who founded the IOC?", "When was the ioc founded", "When was Samsung founded?"]):
        assert ask(catalogue, text, DAY).reading is None, text


def test_a_form_that_fits_other_words_is_not_taken(catalogue: ReferenceData) -> None:
    for text in some(
        [
            "What are the terms of the Visa contract?",
            "What is a TOP partner?",
            "Who has been with TOP from the beginning?",
            "first term of IOC president Bach",
            "Will Samsung renew?",
            "partners of the Japanese Olympic Committee",
            "Which partners cancelled after Tokyo 2020 was postponed?",
            "Who owns the IOC?",
        ]
    ):
        assert ask(catalogue, text, DAY).reading is None, text


def test_each_query_runs_once_for_a_question(catalogue: ReferenceData, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other readings are only asked whether they have rows."""
    store, asked = type(catalogue.ask.store), []
    query = store.query

    def counted(self: EmbeddedStore, text: str, *, chooses_graphs: bool | None = None) -> Answers:
        asked.append(text)
        return query(self, text, chooses_graphs=chooses_graphs)

    monkeypatch.setattr(store, "query", counted)
    answer = ask(catalogue, "sponsors of los angeles", DAY)
    assert some(answer.alternatives)
    assert len(asked) == len(set(asked))
    assert [query_form.form(text) for text in asked if "?partnership a op:Partnership" in text].count("SELECT") == 1


def test_in_the_present_tense_today_is_meant(catalogue: ReferenceData) -> None:
    _, parameters = reads(catalogue, "Who is the beer partner?")
    assert parameters == {"category": "beer", "first": DAY.isoformat(), "last": DAY.isoformat()}
    assert reads(catalogue, "beer partners")[1] == {"category": "beer"}
    assert reads(catalogue, "Who were the TOP partners?")[1] == {"programme": "top"}


def test_a_bare_year_stands_for_its_games(catalogue: ReferenceData) -> None:
    assert reads(catalogue, "1984 sponsors")[1] == {"games": "1984-summer"}
    assert reads(catalogue, "who hosts 2032")[1] == {"games": "2032-summer"}
    assert reads(catalogue, "sponsors in 1984")[1] == {"first": "1984-01-01", "last": "1984-12-31"}


def test_a_city_stands_for_its_latest_games_and_the_others_are_offered(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "sponsors of london", DAY)
    assert answer.reading
    assert answer.reading.parameters == {"games": "2012-summer"}
    assert {"games": "1948-summer"} in [dict(one.parameters) for one in answer.alternatives]


def test_how_many_counts_the_things_of_the_list(catalogue: ReferenceData) -> None:
    listed = ask(catalogue, "sponsors of Rio 2016", DAY)
    counted = ask(catalogue, "How many sponsors had Rio 2016?", DAY)
    partners = {str(row["partner"]) for row in some(listed.rows)}
    assert counted.rows == ({"number": len(partners)},)
    assert counted.columns == ("number",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "No question"),
        ("sponsors of Gondolin 2012", "Not understood"),
        ("why did Nike leave", "reason"),
        ("who did not sponsor Rio 2016", "not the case"),
        ("sponsors of Rio 2016 except Visa", "not the case"),
        ("foreign sponsors", "Foreign to which country"),
        ("Visa, Samsung and Omega", "At most two companies"),
        ("How much did Toyota and Bridgestone pay?", "Of two at once"),
        ("deals over 100 million", "compares amounts"),
        ("best sponsor", "no opinion"),
        ("medals of Rio 2016", "no athletes"),
        ("more than ten sponsors", "compares"),
        ("Who sponsors the 2060 Games?", "Games of 2060"),
        ("sponsors visa toyota rio 2016", "No query"),  # nothing says that either will do
        ("[" * 200, "No query"),
    ],
)
def test_what_is_not_understood_or_not_answered_is_said(catalogue: ReferenceData, text: str, reason: str) -> None:
    answer = ask(catalogue, text, DAY)
    assert answer.reading is None
    assert reason in answer.reason
    assert answer.json()["query"] is None


def test_where_nothing_is_recorded_it_says_how_it_read_the_question_and_what_is_near(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "Did Nike sponsor Atlanta 1996?", DAY)
    assert answer.reading is None
    assert "Atlanta 1996" in answer.reason
    assert {"games": "1996-summer"} in [dict(one.parameters) for one in some(answer.nearest)]


def test_a_title_is_looked_for_in_the_titles_that_sources_give(catalogue: ReferenceData) -> None:
    answer = ask(catalogue, "president of the IOC", DAY)
    assert "thomas-bach" in {slug(row["person"]["id"]) for row in some(answer.rows) if isinstance(row["person"], dict)}
    assert all("president" in str(row["title"]).lower() for row in some(answer.rows))


def test_every_public_query_with_a_form_can_be_asked_for(catalogue: ReferenceData) -> None:
    """Each form has words of its own, so that no two queries answer the same words with the same slots."""
    del catalogue
    asked = [query for query in registry.public() if query.ask]
    assert len(some(asked)) > 20
    seen: dict[tuple[object, ...], str] = {}
    for query in some(asked):
        for form in some(query.ask):
            kinds = tuple(sorted(str(query.parameter(name).types) for name in form.required))  # type: ignore[union-attr]
            key = (concepts_of(form.words), kinds, form.pick)
            if form.required:
                assert seen.setdefault(key, query.name) == query.name, f"{form.words}: {query.name} and {seen[key]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_every_language_have_the_concepts_of_english(language: str) -> None:
    known = {word.value for found in lexicon("en").phrases.values() for word in found if word.kind == "concepts"}
    known |= {word.value for word in lexicon("en").beginnings.values() if word.kind == "concepts"}
    own = {word.value for found in lexicon(language).phrases.values() for word in found if word.kind == "concepts"}
    assert set(some(own)) <= known
    assert "sponsor" in own


def test_what_no_query_answers_is_listed() -> None:
    assert len(some(unanswered())) > 5


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("who sponsors {gams}", "{gams} is no parameter"),
        ("who sponsors", "{games} is missing"),
        ("who {games", "a slot is written"),
        ("{games} => first partner", "after => stands"),
        ("{games} => only tiers", "tiers after => is no column"),
    ],
)
def test_a_form_that_does_not_fit_its_query_is_refused(form: str, message: str) -> None:
    parameters = [item for item in registry.get("partners-of-games").parameters if item.name == "games"]
    required = [type(item)(item.name, item.types, item.description, None, False, 1) for item in parameters]
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        read_form(form, required, {"partner", "tier"})
    assert message in str(caught.value)
