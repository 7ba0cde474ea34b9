"""The pages and files of the releases: what is frozen comes as it is, and what changed can be followed."""

from __future__ import annotations

from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest
import zstandard
from flask.testing import FlaskClient

from graph.build.snapshot import Snapshot
from graph.build.table_names import MEDIA_TYPES, WORKBOOK
from graph.releases.frozen import Release, releases
from tests.some import some
from tests.webapp.html import parse

RELEASES = [pytest.param(release, id=release.version) for release in releases()]
LATER = [param for param in RELEASES if param.values[0].previous]  # type: ignore[union-attr]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("release", RELEASES)
def test_the_frozen_file_is_sent_as_it_is(client: FlaskClient, release: Release) -> None:
    response = client.get(f"/dataset/{release.version}.nq.zst", headers={"Accept-Encoding": "zstd, gzip"})
    assert response.data == release.path.read_bytes()
    assert response.mimetype == "application/zstd"
    assert "Content-Encoding" not in response.headers
    assert "immutable" in response.headers["Cache-Control"]
    line = client.get(f"/dataset/{release.version}.nq.zst.sha256").text
    assert line == f"{sha256(response.data).hexdigest()}  {release.version}.nq.zst\n"
    assert zstandard.decompress(response.data) == release.content()


@pytest.mark.parametrize("release", RELEASES)
def test_plain_n_quads_have_the_checksum_of_the_page(client: FlaskClient, release: Release) -> None:
    page = client.get(f"/dataset/{release.version}", headers={"Accept": "text/html"}).text
    by_suffix = client.get(f"/dataset/{release.version}.nq")
    by_accept = client.get(f"/dataset/{release.version}", headers={"Accept": "application/n-quads"})
    digest = sha256(by_suffix.data).hexdigest()
    assert digest in page
    assert by_accept.data == by_suffix.data
    assert by_accept.headers["Content-Location"] == f"/dataset/{release.version}.nq"
    assert "Accept" in by_accept.headers["Vary"]
    by_suffix.close()
    by_accept.close()


def test_a_file_that_the_client_has_is_not_sent_again(client: FlaskClient) -> None:
    address = f"/dataset/{releases()[0].version}.nq.zst"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    part = client.get(address, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, b"\x28\xb5\x2f\xfd")


@pytest.mark.parametrize("release", RELEASES)
def test_a_release_is_cited_under_its_own_address(client: FlaskClient, release: Release) -> None:
    address = f"https://w3id.org/olympic-partnerships/dataset/{release.version}"
    assert address in client.get(f"/dataset/{release.version}.bib").text
    response = client.get(f"/dataset/{release.version}")
    assert address in parse(response.text).all("p", **{"class": "citation"})[0].text
    assert response.headers["OPG-Version"].startswith('"')


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("/dataset/9.9", "There is no release 9.9"),
        ("/dataset/1.0.xyz", "no file “.xyz”"),
        ("/changes/9.9", "There is no release 9.9"),
        ("/changes.csv", ".atom, .json"),
        ("/changes/1.1/partnership/nobody", "changed nothing"),
        ("/changes/1.0/organization/visa", "changed nothing"),
    ],
)
def test_what_is_not_there_is_said(client: FlaskClient, address: str, right: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert right in response.text


def test_the_feed_has_each_release_once(client: FlaskClient) -> None:
    """What RFC 4287 asks for: an identifier, a title and a moment of each, an author, absolute links."""
    response = client.get("/changes", headers={"Accept": "application/atom+xml"})
    assert response.data == client.get("/changes.atom").data
    feed = ET.fromstring(response.data)  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [f"Release {it.version}" for it in releases()[::-1]]
    for part in (feed, *some(entries)):
        assert (part.findtext(f"{ATOM}id") or "").startswith("https://w3id.org/olympic-partnerships/dataset/")
        assert (part.findtext(f"{ATOM}updated") or "").endswith("T00:00:00Z")
        assert all((link.get("href") or "").startswith("http") for link in some(part.findall(f"{ATOM}link")))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")


@pytest.mark.parametrize("release", LATER)
def test_the_page_of_changes_counts_what_the_list_has(client: FlaskClient, release: Release) -> None:
    listed = client.get(f"/changes/{release.version}.json").get_json()
    assert listed == release.changes()
    page = client.get(f"/changes/{release.version}").text
    for kind in ("partnership", "organization", "event"):
        for slug in some([slug for slugs in listed["things"][kind].values() for slug in slugs]):
            assert f'href="/changes/{release.version}/{kind}/{slug}"' in page


def test_a_thing_tells_its_changes(client: FlaskClient) -> None:
    page = client.get("/partnership/top-09--alibaba").text
    assert 'Changed in <a href="/changes/1.1/partnership/top-09--alibaba">release 1.1</a>' in page
    told = parse(client.get("/changes/1.1/partnership/top-09--alibaba").text)
    assert "Joins TOP as cloud partner in a deal running to 2028" in [it.text for it in told.all("del")]
    assert "Joins TOP as cloud and e-commerce platform partner in a deal running to 2028" in [
        it.text for it in told.all("ins")
    ]


def test_data_and_changes_lead_to_all_releases(client: FlaskClient) -> None:
    for address in ("/data", "/changes"):
        page = client.get(address, headers={"Accept": "text/html"}).text
        assert all(f'href="/dataset/{release.version}"' in page for release in some(releases()))


@pytest.mark.parametrize("release", RELEASES)
def test_a_release_has_its_partnerships_as_a_table(client: FlaskClient, snapshot: Snapshot, release: Release) -> None:
    address = f"/dataset/{release.version}"
    page = client.get(address, headers={"Accept": "text/html"}).text
    for suffix in ("csv", "xlsx"):
        assert f'href="{address}.{suffix}"' in page
        if release.digest == snapshot.version:  # of another one the files are made when somebody asks
            with client.get(f"{address}.{suffix}") as response:
                assert response.status_code == 200
                name = f"olympic-partnerships-{release.version}.{suffix}"
                assert response.headers["Content-Disposition"] == f"attachment; filename={name}"
                assert response.headers["OPG-Version"] == f'"{release.version}";date="{release.date}"'
                assert response.headers["Content-Type"] in ("text/csv; charset=utf-8", MEDIA_TYPES[WORKBOOK])
