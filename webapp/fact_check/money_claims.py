"""Statements on what was paid, held to what was reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, name_of, rows_in
from webapp.fact_check.facts import Facts, Money
from webapp.fact_check.judging import all_texts
from webapp.fact_check.reported_amounts import close, of_tier, reported_claims, wants
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_FAR: Final = 40
"""Characters between a sponsor and an amount beyond which the amount alone is the place of the statement."""

_NEAR: Final = Decimal("0.15")
"""How far an amount must be from a report that excludes it."""

_MEASURES: Final = {
    "broadcast": r"broadcast|tv|television|fernseh|rundfunk|télé|tele|droits|derechos de|转播|放映権|放送",
    "ticketing": r"ticket|billett|entradas|票|チケット",
    "licensing": r"licen[sc]|lizenz|merchandis|特许|ライセンス",
    "sponsorship": r"sponsor|partner|parten|patrocin|socio|赞助|スポンサー|協賛",
    "top": r"\btop\b|worldwide|mondial|weltweit|mundial|global|全球|ワールドワイド",
}


class Sum(NamedTuple):
    """An amount of a text, and whether it is one for each year or cycle."""

    mention: Mention
    amount: Decimal
    currency: str
    yearly: bool


def money_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what is said to have been paid, or earned."""
    for mention in view.of_kind("amount"):
        if view.negated(mention.start):
            continue
        if _unreal(view, mention):
            if not view.strong:
                told = list(reported_claims(view, mention, _payers(view, mention)))
                yield from (one for one in told if wants(view, mention) or _is_exact(view, mention))
            continue
        told = list(_told(view, mention))
        if all(claim.finding.verdict == "not-recorded" for claim in told):
            told = list(reported_claims(view, mention, _payers(view, mention))) or told
        yield from told


def _told(view: SentenceView, mention: Mention) -> Iterator[Claim]:
    """Yield what an amount says where a verb or a word for partners tells who paid or earned it."""
    if not view.cues("pay") + view.cues("partner") + view.cues("sign"):
        return
    first, last = view.segment(mention.start)
    where = context(view, mention.start)
    who = [] if _is_total(view, mention) else _payers(view, mention)
    amount, currency = mention.id.split(" ")
    sum_ = Sum(mention, Decimal(amount), currency, view.has("per_year", first, last))
    if len(who) == 1:
        yield _paid(view, sum_, who[0], where)
    elif not who and where.named:
        yield from _earned(view, sum_, where)


def _is_total(view: SentenceView, mention: Mention) -> bool:
    """Tell whether an amount is what organizers took in from all: a clause names no sponsor, but them or a total."""
    first, last = view.segment(mention.start)
    if any(first <= m.start < last for m in view.sponsors()):
        return False
    bodies = [m for m in view.of_kind("organization") if first <= m.start < mention.start]
    return bool(bodies) or bool(_TOTAL.search(folded(view.slice(first, mention.start))))


_TOTAL: Final = re.compile(
    r"\b(?:total|domestic sponsorship|sponsorship (?:income|revenue)|in all|altogether|insgesamt|gesamteinnahmen"
    r"|au total|en total|en conjunto|ingresos por patrocinio|recettes de parrainage)\b"
    r"|总收入|赞助总额|総収入|協賛金総額"
)
"""Words for what all sponsors paid together."""


def _payers(view: SentenceView, mention: Mention) -> list[Mention]:
    """Return the sponsors of which a sentence says that they paid an amount."""
    who = [m for m in subjects(view, mention.start, mention.end) if not _after_colon(view, mention, m)]
    spoken = view.forms.unspaced and view.has("pronouns", view.start, mention.start)
    if not who and (spoken or _PUT.search(folded(view.slice(view.segment(mention.start)[0], mention.start)))):
        who = _last_sponsor(view, mention.start)
    return who


def _after_colon(view: SentenceView, amount: Mention, who: Mention) -> bool:
    """Tell whether a colon or semicolon stands between an amount and a sponsor after it, which it is not of."""
    return who.start >= amount.end and bool(re.search("[:;：；]", view.slice(amount.end, who.start)))  # noqa: RUF001


def _unreal(view: SentenceView, mention: Mention) -> bool:
    """Tell whether an amount is that of a plan or a rumour; that somebody reported it is none."""
    if view.strong:
        return True
    first, last = view.segment(mention.start)
    plans = {view.slice(*cue) for cue in view.cues("unreal") if first <= cue[0] < last}
    told = _REPORTED | {"would"} if _REPORTS.search(folded(view.slice(view.start, mention.start))) else _REPORTED
    return bool(plans - told)


def _is_exact(view: SentenceView, mention: Mention) -> bool:
    """Tell whether only the mood of the verb leaves an amount open, as in reports: "il verserait 150 millions"."""
    first, last = view.segment(mention.start)
    plans = [folded(view.slice(*cue)) for cue in view.cues("unreal") if first <= cue[0] < last]
    return all(_MOOD.search(plan) for plan in plans)


_MOOD: Final = re.compile(r"(?:rait|raient|ria|rian)$|見通し|expected to|^soll|預計|预计|見込")

_REPORTS: Final = re.compile(r"\breport(?:s|ed)?\b|\bput\b|estimat|according to|reckon")
"""Words for a report, in which "would pay" tells what was agreed."""


_REPORTED: Final = frozenset(
    {"soll", "sollen", "報じられ", "とされる", "とみられる", "reportedly", "believed to", "thought to"}
)

_PUT: Final = re.compile(
    r"\b(?:puts?|values?|estimates?|valora|cifra|schatzt|beziffert|nannte|nennt|evalue|estime|chiffre)\b"
)


def _last_sponsor(view: SentenceView, place: int) -> list[Mention]:
    """Return the sponsor named last, here or in the sentence before."""
    named = [m for m in view.sponsors() if m.end <= place]
    if named:
        return named[-1:]
    before = view.previous
    if before is None or len(before.subject) != 1:
        return []
    return [m for m in before.mentions if m.iri in before.subject][:1]


def _paid(view: SentenceView, told: Sum, who: Mention, where: Context) -> Claim:
    """Judge what a partner is said to have paid."""
    facts, mention, amount, currency, yearly = view.facts, told.mention, told.amount, told.currency, told.yearly
    programmes = {iri for row in rows_in(facts, who.iri, where) for iri in (row.programme, row.whole)}
    reports = facts.money_of.get(who.iri, [])
    bids = [money for money in reports if any(iri.endswith("-bid") for iri in money.about)]
    reports = [money for money in reports if money not in bids] or reports
    if where.named and not where.carried:
        reports = [money for money in reports if money.about & programmes]
    same = [money for money in reports if money.currency == currency]
    fitting = [money for money in same if (money.basis in {"per-year"}) == yearly]
    agreeing = [money for money in fitting if close(money.amount, amount)]
    label = facts.catalogue.label
    words = "; ".join(
        f"{money.by}: {money.amount:,.0f} {money.currency} ({money.basis.replace('-', ' ')})" for money in reports[:6]
    )
    verdict: Verdict = "not-recorded"
    behind = reports
    if agreeing:
        verdict, behind = "supported", agreeing
    elif (
        same
        and fitting
        and not bids
        and not yearly
        and not _allowed(view, mention, fitting, amount)
        and not _written(facts, who.iri, amount)
        and (len({money.about for money in fitting}) == 1 or _far(same, amount))
    ):
        verdict = "contradicted"
    reads = f"{label(who.iri)} paid {mention.text} for {name_of(where, facts)}"
    place = (
        (min(who.start, mention.start), max(who.end, mention.end))
        if view.start <= who.start
        and view.segment(who.start) == view.segment(mention.start)
        and -_FAR <= mention.start - who.end <= _FAR
        else (mention.start, mention.end)
    )
    finding = Finding(
        verdict,
        f"{words}." if words else "No amount is recorded.",
        tuple(m.iri for m in behind[:6]),
        "reported-values",
        {"about": slug(who.iri)},
    )
    return Claim(*place, "money", reads, finding, who)


def _far(reports: list[Money], amount: Decimal) -> bool:
    """Tell whether an amount is more or less than half of all that was reported, whatever each report counts."""
    amounts = [money.amount for money in reports]
    return amount * 2 < min(amounts) or amount > max(amounts) * 2


def _allowed(view: SentenceView, mention: Mention, reports: list[Money], amount: Decimal) -> bool:
    """Tell whether a report leaves room for an amount: it is a bound, or the text gives one."""
    before = max(view.start, mention.start - 24)
    if view.has("most", before, mention.start) or view.has("least", before, mention.start):
        return True
    floor = [money.amount for money in reports if money.basis == "minimum"]
    ceiling = [money.amount for money in reports if money.basis == "maximum"]
    if any(amount >= one for one in floor) or any(amount <= one for one in ceiling):
        return True
    totals = [money.amount for money in reports]
    if any(abs(one - amount) <= max(one, amount) * _NEAR for one in totals):
        return True
    return min(totals) <= amount <= max(totals)


def _written(facts: Facts, organization: str, amount: Decimal) -> bool:
    """Tell whether words of the graph on a partner have the number."""
    text = all_texts(facts, organization)
    plain = {f"{amount / scale:f}".rstrip("0").rstrip(".") for scale in (1, 10**3, 10**6, 10**9) if amount >= scale}
    return any(re.search(rf"(?<![\d.]){re.escape(number)}(?![\d])", text) for number in plain if number)


def _earned(view: SentenceView, told: Sum, where: Context) -> Iterator[Claim]:
    """Yield what a programme or Games are said to have earned."""
    facts, mention = view.facts, told.mention
    about = {*where.games, where.programme} - {""}
    if where.top:
        programmes = facts.catalogue.programmes
        about |= {
            iri for iri in programmes if slug(programmes[iri].whole) == "top" and set(programmes[iri].games) & about
        }
    low = view.text.lower()
    kinds = [name for name, pattern in _MEASURES.items() if re.search(pattern, low)]
    if slug(where.programme) == "top" or where.top:
        about |= {iri for iri, one in facts.catalogue.programmes.items() if slug(one.whole) == "top"}
    first, last = view.segment(mention.start)
    years = {m.id[:4] for m in view.of_kind("date") if first <= m.start < last}
    domestic = {f"{slug(games)}-domestic" for games in where.games}
    figures = [
        money
        for money in facts.money
        if not money.partner
        and money.currency == told.currency
        and (money.about & about or any(slug(iri) in domestic for iri in money.about))
        and (not money.indicator or any(kind in money.indicator for kind in kinds))
        and of_tier(view, mention.start, money)
    ]
    if not kinds:
        return
    agreeing = [
        money for money in figures
        if close(money.amount, told.amount) and (not years or any(year in money.note for year in years))
    ]  # fmt: skip
    words = "; ".join(f"{money.note}" for money in (agreeing or figures)[:5]) or "No figure is recorded."
    indicator = next(
        (money.indicator for money in agreeing or figures if money.indicator), "domestic-sponsorship-revenue"
    )
    excluded = not agreeing and _excluded(view, told, figures, years)
    finding = Finding(
        "supported" if agreeing else "contradicted" if excluded else "not-recorded",
        words,
        tuple(m.iri for m in (agreeing or figures)[:5]),
        "published-figures",
        {"indicator": indicator},
    )
    yield Claim(mention.start, mention.end, "money", f"{name_of(where, facts)}: {mention.text}", finding)


_EARNS: Final = re.compile(
    r"rais|earn|income|revenue|proceeds|took in|brought in|generat|collect|einnahm|eingenommen|erlos|einnimm"
    r"|recett|revenu|rapport|recaud|ingres|gener|collect|encaiss|recolt|収入|集め|筹|收入|营收"
)
"""Words for what was earned in all."""


def _excluded(view: SentenceView, told: Sum, figures: list[Money], years: set[str]) -> bool:
    """Tell whether an amount lies far outside all figures on what was earned, those of the years that are told."""
    earned = [money for money in figures if "revenue" in money.indicator]
    dated = [money for money in earned if not years or any(year in money.note for year in years)]
    first, last = view.segment(told.mention.start)
    games = view.of_kind("games")
    named = not games or any(first <= m.start and m.end <= told.mention.start for m in games)
    if not named or not _EARNS.search(folded(view.slice(first, last))):
        return False
    before = max(view.start, told.mention.start - 24)
    bounded = any(view.has(name, before, told.mention.start) for name in ("most", "least"))
    if not dated or bounded or told.yearly or wants(view, told.mention) or any(money.basis for money in dated):
        return False
    amounts = [money.amount for money in dated]
    return told.amount * (1 + _NEAR) < min(amounts) or told.amount > max(amounts) * (1 + _NEAR)
