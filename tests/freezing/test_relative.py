"""A site that opens from a disk: what its pages, sheets and scripts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha.freezing import Options
from escarcha.freezing.relative import Relative

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import SiteTest


@pytest.fixture
def relative(tmp_path: Path) -> Relative:
    """Return what converts a site below ``/apuntes`` of a host, with a page in the folder ``a/b``."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "index.html").touch()
    return Relative(tmp_path, "/apuntes", "https://ejemplo.es")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/apuntes/", "../../index.html"),
        ("/apuntes", "../../index.html"),
        ("/apuntes/a/", "../index.html"),
        ("/apuntes/a/b/?q=x#y", "index.html?q=x#y"),
        ("/apuntes/a/b", "index.html"),
        ("/apuntes/a%C3%B1o/x%20y.png", "../../a%C3%B1o/x%20y.png"),
        ("/apuntes/a/b/12:30.png", "./12:30.png"),
        ("../c/", "../c/index.html"),
        ("..", "../index.html"),
        ("foto.png", "foto.png"),
        ("#y", "#y"),
        ("?q=x", "?q=x"),
        ("", ""),
        ("/otro/sitio/", "https://ejemplo.es/otro/sitio/"),
        ("/apuntes-viejos/", "https://ejemplo.es/apuntes-viejos/"),
        ("https://ejemplo.es/apuntes/", "https://ejemplo.es/apuntes/"),
        ("//ejemplo.es/a/", "//ejemplo.es/a/"),
        ("mailto:ana@ejemplo.es", "mailto:ana@ejemplo.es"),
        ("data:image/png;base64,/a/", "data:image/png;base64,/a/"),
        ("http://[", "http://["),
        ("/apuntes/%00", "../../%00"),
        (f"/apuntes/{'ñ' * 300}", f"../../{'ñ' * 300}"),
    ],
)
def test_an_address_leads_to_the_same_place(relative: Relative, old: str, new: str) -> None:
    """It leads there from the page's own folder, to a file; what is not of the site stays, or gets a host."""
    assert relative.reference(old, "/a/b/index.html") == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<a href='/apuntes/'>x</a>", '<a href="../../index.html">x</a>'),
        ("<a\nclass=x href = /apuntes/a/>x</a>", '<a\nclass=x href="../index.html">x</a>'),
        ('<IMG SRC="/apuntes/a.png"/>', '<IMG SRC="../../a.png"/>'),
        ('<img srcset="/apuntes/a.png 1x, b.png">', '<img srcset="../../a.png 1x, b.png">'),
        ('<p style="background: url(/apuntes/a.png)">', '<p style="background: url(../../a.png)">'),
        (
            '<img srcset="data:image/png;base64,AA 1x, /apuntes/a.png">',
            '<img srcset="data:image/png;base64,AA 1x, ../../a.png">',
        ),
        (
            "<p style='background: url(\"/apuntes/a b.png\")'>",
            '<p style="background: url(&quot;../../a b.png&quot;)">',
        ),
        ('<link rel="manifest" href="/apuntes/a.json">', None),
        ('<script src="/apuntes/a.js" integrity="x" crossorigin defer>', '<script src="../../a.js" defer>'),
        ('<script src="https://ejemplo.com/a.js" integrity="x" crossorigin="anonymous">', ""),
        ("<style>\n@import '/apuntes/a.css';</style>", "<style>\n@import '../../a.css';</style>"),
        (
            '<meta http-equiv=refresh content="0; url=/apuntes/">',
            '<meta http-equiv=refresh content="0; url=../../index.html">',
        ),
        ('<a href="/apuntes/?a=1&amp;b=2">x</a>', '<a href="../../index.html?a=1&amp;b=2">x</a>'),
        ('<p title="a > b"><a href="/apuntes/">', '<p title="a > b"><a href="../../index.html">'),
        ('<pre>\n\n  href="/apuntes/"\r\n</pre>', ""),
        ('<!-- <a href="/apuntes/"> --><p>&lt;a href="/apuntes/"&gt;', ""),
        ('<script>"<a href=\\"/apuntes/\\">"</script>', ""),
        ('<p data-href="/apuntes/" title="href=\'/apuntes/\'">', ""),
    ],
)
def test_a_page_keeps_all_but_its_addresses(relative: Relative, old: str, new: str | None) -> None:
    """An address is found wherever an element has one, and nothing that looks like one is touched."""
    expected = "" if new is None else new or old
    # On a line of its own, as elements are found by their lines.
    assert relative.page(f"<p>ñ\n{old}\n", "/a/b/index.html") == f"<p>ñ\n{expected}\n"


def test_a_freeze_in_place_and_back(site: SiteTest) -> None:
    """The same notes give the same relative site each time, and after it the hosted one is as it was."""
    site.settings('base_url = "https://ejemplo.es/apuntes"\nstyle = "own.css"')
    site.write("own.css", "body { background: url(/apuntes/a.png) }").write("a.png", b"\x89PNG")
    site.write("viejo/a.css", "@import '/apuntes/own.css';")
    site.write("index.md", "# Inicio\n\n[a](b/nota.md)").write("b/nota.md", "# Nota\n\n![a](../a.png)")
    hosted = site.freeze().tree()
    first = site.freeze(Options(relative=True)).tree()
    again = site.freeze(Options(relative=True, jobs=2)).tree()
    assert first == again != hosted
    assert first["own.css"] == b"body { background: url(a.png) }"
    assert first["viejo/a.css"] == b"@import '../own.css';"
    assert b'href="b/nota/index.html"' in first["index.html"]
    assert b'"/apuntes' not in b"".join(text for name, text in first.items() if name.endswith(".html"))
    assert site.freeze().tree() == hosted
