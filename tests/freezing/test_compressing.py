"""Compressed copies beside the files of a site."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import brotli

from escarcha.freezing import Options, compressing

if TYPE_CHECKING:
    import pytest

    from conftest import SiteTest

COMPRESSED = Options(compress=True)
UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}


def test_what_is_smaller_has_copies(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each unpacks to its file; after an edit only what is new is compressed, none without the wish."""
    site.write("a.md", "# A\n\n" + "Texto.\n" * 99).write("b.md", "# B\n\nUno.").write("x.txt", "corto")
    site.write("y.csv", "1,2\n" * 99).write("y.csv.gz", b"propio").write("foto.png", b"\x89PNG" * 99)
    first = site.freeze(COMPRESSED).tree()
    assert site.problems == [], site.problems
    copies = [name for name in first if name.endswith((".br", ".gz"))]
    assert {"a/index.html.br", "a/index.html.gz", "y.csv.br"} <= set(copies)
    assert not {"x.txt.gz", "foto.png.gz", "_headers.gz"} & set(copies)
    assert first["y.csv.gz"] == b"propio"
    for name in set(copies) - {"y.csv.gz"}:
        assert UNPACK[name[-3:]](first[name]) == first[name[:-3]]
        assert len(first[name]) < len(first[name[:-3]])
    asked: list[bytes] = []

    def compress(content: bytes) -> bytes:
        asked.append(content)
        return compressing._brotli(content)

    monkeypatch.setitem(compressing._COMPRESSORS, ".br", compress)
    site.write("b.md", "# B\n\nDos.").freeze(COMPRESSED)
    changed = [name for name, content in site.tree().items() if content in asked]
    assert "b/index.html" in changed
    assert "a/index.html" not in changed
    again = site.freeze().tree()
    assert [name for name in again if name.endswith((".br", ".gz"))] == ["y.csv.gz"]


def test_a_package_is_asked_for(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is done, and with what installs it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    (told,) = site.write("a.md", "# A").freeze(COMPRESSED).problems
    assert told.startswith("«--compress» necesita paquetes que no están instalados: brotli. Instálalos con:")
    assert not site.build.exists()
