"""Images say how large they are, so that nothing jumps when they arrive."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import SiteTest

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 300, 200, 8, 0, 0, 0, 0, 0)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"/>'


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("![a](á/b.png)", '<img alt="a" src="/a/b.png" width="300" height="200">'),
        ("![a](d.svg?v=1#x)", '<img alt="a" src="/d.svg?v=1#x" width="90" height="30">'),
        ("![a](á/b.png){width=150}", '<img alt="a" src="/a/b.png" height="100" width="150">'),
        ("![[b.png|60x10]]", '<img alt="" height="10" src="/a/b.png" width="60">'),
        ('<img src="á/b.png" height="7">', '<img alt="" src="/a/b.png" height="7">'),
        ("![a](rota.png)", '<img alt="a" src="/rota.png">'),
        ("![a](á/)", '<img alt="a" src="/a/">'),
    ],
)
def test_an_image_of_the_site_has_its_size(site: SiteTest, written: str, html: str) -> None:
    """Read from the file, for any format, unless the author says otherwise or the file is broken."""
    site.write("á/b.png", PNG).write("d.svg", SVG).write("rota.png", PNG[:20]).write("á/nota.md")
    site.write("n.md", f"# N\n\n{written}").freeze()
    assert html in site.article("n/")


def test_an_image_saved_in_the_same_moment_is_noticed(site: SiteTest) -> None:
    """Another size in pixels shows though bytes and time of the file are as many as before."""
    image = site.write("b.png", PNG).content / "b.png"
    site.write("n.md", "# N\n\n![](b.png)").freeze()
    before = image.stat()
    site.write("b.png", PNG.replace(struct.pack(">I", 300), struct.pack(">I", 400)))
    os.utime(image, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert 'width="400"' in site.freeze().article("n/")


def test_images_below_the_first_are_fetched_late(site: SiteTest) -> None:
    """The first may be what the reader sees first; the others wait until they are near."""
    site.write("b.png", PNG).write("n.md", "# N\n\n![](b.png)\n\n![](b.png)").freeze()
    assert [node.attrs.get("loading") for node in site.page("n/").css("article img")] == [None, "lazy"]


def test_a_title_is_a_caption(site: SiteTest) -> None:
    """An image that stands alone in its paragraph becomes a figure; one in a sentence stays there."""
    site.write("b.png", PNG).write("n.md", '# N\n\n![a](b.png "Un <b>")\n\nx ![a](b.png "no")').freeze()
    assert "<figcaption>Un &lt;b&gt;</figcaption>" in site.article("n/")
    assert len(site.page("n/").css("figure")) == 1
