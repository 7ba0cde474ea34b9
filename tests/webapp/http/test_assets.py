"""Where the bundle for the browser is found, and that its absence is no failure."""

from __future__ import annotations

import json
from pathlib import Path

from flask.testing import FlaskClient

from webapp.http.assets import Bundle, bundle, manifest_text, modified

_CHUNKS = {
    "_shared-1.js": {"file": "assets/shared-1.js", "name": "shared", "css": ["assets/shared-1.css"]},
    "src/chart.ts": {"file": "assets/chart-1.js", "name": "chart", "isDynamicEntry": True, "css": ["assets/chart.css"]},
    "src/sparql.ts": {
        "file": "assets/sparql-1.js",
        "name": "sparql",
        "isEntry": True,
        "imports": ["_shared-1.js"],
        "dynamicImports": ["src/chart.ts"],
        "css": ["assets/sparql-1.css"],
    },
    "src/fonts.css": {
        "file": "assets/fonts-1.css",
        "name": "fonts",
        "isEntry": True,
        "assets": ["assets/latin-1.woff2", "assets/picture.png", "assets/latin-ext-1.woff2"],
    },
}


def _built(folder: Path) -> Path:
    (folder / "manifest.json").write_text(json.dumps(_CHUNKS), encoding="utf-8")
    return folder


def test_the_files_of_an_entry(tmp_path: Path) -> None:
    found = bundle("sparql", _built(tmp_path))
    assert found.scripts == (f"{tmp_path.name}/assets/sparql-1.js",)
    assert found.styles == tuple(f"{tmp_path.name}/assets/{name}" for name in ("shared-1.css", "sparql-1.css"))
    assert found.parts == tuple(f"{tmp_path.name}/assets/{name}" for name in ("shared-1.js", "chart-1.js"))


def test_the_files_of_a_style_sheet(tmp_path: Path) -> None:
    found = bundle("fonts", _built(tmp_path))
    assert found
    assert found.scripts == ()
    assert found.styles == (f"{tmp_path.name}/assets/fonts-1.css",)
    assert found.fonts == tuple(f"{tmp_path.name}/assets/{name}" for name in ("latin-1.woff2", "latin-ext-1.woff2"))


def test_what_is_not_built_is_empty(tmp_path: Path) -> None:
    assert bundle("sparql", tmp_path) == Bundle()
    assert not bundle("chart", _built(tmp_path)), "a part of an entry is no entry"
    assert not bundle("sparql", tmp_path / "nowhere")


def test_another_bundle_is_another_edition(tmp_path: Path) -> None:
    assert (manifest_text(tmp_path), modified(tmp_path)) == ("", 0)
    first = manifest_text(_built(tmp_path))
    changed = (tmp_path / "manifest.json").read_text(encoding="utf-8").replace("fonts-1", "fonts-2")
    (tmp_path / "manifest.json").write_text(changed, encoding="utf-8")
    assert manifest_text(tmp_path) not in {"", first}
    assert modified(tmp_path) > 0
    assert bundle("fonts", tmp_path).styles == (f"{tmp_path.name}/assets/fonts-2.css",), "read anew"


def test_any_origin_may_load_them(client: FlaskClient) -> None:
    """Finding 20: a sandboxed embed has an origin of its own."""
    for address in ("/static/style.css", "/static/favicon.svg"):
        with client.get(address, headers={"Origin": "null"}) as response:
            assert response.headers["Access-Control-Allow-Origin"] == "*"
