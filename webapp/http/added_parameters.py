"""The query parameters that other services add to addresses.

Newsletters, advertisers, social networks, translators and scripts add them to links of any site: campaign tags, click
identifiers, cache busters. They say nothing to this site, so they are dropped before a request is read. No area
therefore has to know them, however strictly it refuses unknown parameters. The response cache has one entry for all. A
test holds that no parameter of ours has such a name.

The names are those that Firefox, Brave and AdGuard remove, by kind rather than one by one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_ADDED = re.compile(
    r"(amp;)?("  # where `&amp;` of a page was copied into an address
    r"_.*"  # jQuery's `_`, `_ga`, `_gl`, `_hsenc`, `__hstc`, `_openstat`, `_branch_match_id`, a translator's `_x_tr_sl`
    r"|(utm|mtm|pk|piwik|matomo|hsa|gad|ga|mc|ml|oft|oly|vero|fb|itm|int|at|stm|sc|sfmc|share|amp|wt|cm|ns|guce|soc)_.+"
    r"|wt\..+|guccounter|xtor|ocid|smid|mbid|cmp"  # campaigns, as those before
    r"|\w*cl(ic)?k?id|\w*braid|gclsrc|srsltid|igsh(id)?|epik|rdt_cid|sccid|li_fat_id|wickedid|rb_clickid"  # clicks
    r"|s_cid|s_kwcid|ef_id|cjevent|irgwc|tblci|dicbo|usqp"  # shops and recommendations
    r"|mkt_tok|hsctatracking|elq\w*|trk\w*|n?cid|cmpid|icid|spm|scm|isappinstalled|nsukey"  # mail and messengers
    r"|ref|ref_src|ref_url|referr?er|nocache|cachebuster"
    r")",
    re.IGNORECASE | re.ASCII,
)
_RAW = ("RAW_URI", "REQUEST_URI")

_SHORT = 1_000
"""Characters of a query string up to which it is worth remembering what of it remains."""


def is_added(name: str) -> bool:
    """Tell whether others add a parameter of this name.

    >>> is_added("utm_source"), is_added("fbclid"), is_added("_"), is_added("query")
    (True, True, True, False)
    """
    return _ADDED.fullmatch(name) is not None


def without_added_parameters(query: str) -> str:
    """Return a query string without what others added, the rest byte for byte.

    >>> without_added_parameters("from=partner/visa&fbclid=x&to=partner/kodak&utm%5Fsource=mail")
    'from=partner/visa&to=partner/kodak'
    """
    fields = query.split("&")
    own = [field for field in fields if not is_added(unquote_plus(field.partition("=")[0]))]
    return query if len(own) == len(fields) else "&".join(own)


_remembered = lru_cache(1_000)(without_added_parameters)


def drop_added(environ: WSGIEnvironment) -> None:
    """Take what others added out of the address of a request, wherever a WSGI environment holds that."""
    query = environ.get("QUERY_STRING", "")
    own = _remembered(query) if len(query) < _SHORT else without_added_parameters(query)
    if own == query:
        return
    environ["QUERY_STRING"] = own
    for name in _RAW:
        if name in environ:
            environ[name] = environ[name].partition("?")[0] + (f"?{own}" if own else "")
