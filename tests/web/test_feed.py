"""Feeds of more than one file and for more than one taste, and sitemaps of many pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from escarcha.web import feed, sitemap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import SiteTest

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def parsed(site: SiteTest, name: str) -> ET.Element:
    """Parse what the site has written, strictly."""
    return ET.fromstring(site.html(name))  # noqa: S314 - our own output


def titles(root: ET.Element) -> list[str | None]:
    """Return the titles of the entries of a feed."""
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


def links(root: ET.Element) -> dict[str | None, str | None]:
    """Return the links of a feed itself, by what they are."""
    return {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteTest]:
    """Return three dated notes, one of them revised since, of which two stand in one file."""
    from conftest import SiteTest  # noqa: PLC0415 - the plugin is loaded by then

    site = SiteTest(tmp_path_factory.mktemp("canal"))
    site.settings(
        'title = "T"\nbase_url = "https://x.es/y"\nauthors = ["Ana", "Eva"]\nlicense = "CC BY 4.0"\n'
        'feed = ["content", "sections", "tags"]'
    )
    site.write(
        "s/a.md",
        "---\ndate: 2026-01-01\nupdated: 2026-03-03\ntags: [Ñu, b]\n---\n# A\n\n[b](b.md#x) ![i](i.png)",
    )
    site.write("s/b.md", "---\ndate: 2026-01-02\n---\n# B").write(
        "c.md", "---\ndate: 2026-01-03\ntags: b\n---\n# C"
    )
    site.write("s/i.png", b"").write("d.md", "# D")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(feed, "PART", 2)
        yield site.freeze()


def test_a_feed_goes_on_in_other_files(dated: SiteTest) -> None:
    """The newest first, by the day of their last revision; each file leads to the next and back."""
    first, second = parsed(dated, "feed.xml"), parsed(dated, "feed-2.xml")
    assert (titles(first), titles(second)) == (["A", "C"], ["B"])
    assert links(first) == {
        None: "https://x.es/y/",
        "self": "https://x.es/y/feed.xml",
        "next": "https://x.es/y/feed-2.xml",
    }
    assert (links(second)["previous"], "next" in links(second)) == ("https://x.es/y/feed.xml", False)
    assert first.findtext(f"{ATOM}updated") == second.findtext(f"{ATOM}updated") == "2026-03-03T00:00:00Z"


def test_a_feed_says_whose_notes_they_are(dated: SiteTest) -> None:
    """Each author is one, the licence stands once, and a note has the tags that it carries."""
    root = parsed(dated, "feed.xml")
    assert [name.text for name in root.iterfind(f"{ATOM}author/{ATOM}name")] == ["Ana", "Eva"]
    assert root.findtext(f"{ATOM}rights") == "CC BY 4.0"
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == ["b", "Ñu"]
    assert (entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")) == (
        "2026-01-01T00:00:00Z",
        "2026-03-03T00:00:00Z",
    )


def test_a_feed_may_have_whole_notes(dated: SiteTest) -> None:
    """Whose links lead to where they lead on their pages, without the help of the reader's program."""
    content = parsed(dated, "feed.xml").findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert 'href="https://x.es/y/s/b/#x"' in content
    assert 'src="https://x.es/y/s/i.png"' in content
    assert '"/y/' not in content


def test_sections_and_tags_may_have_feeds(dated: SiteTest) -> None:
    """Each has the notes of its own, and its page names it; one without dated notes has none."""
    assert titles(parsed(dated, "s/feed.xml")) == ["A", "B"]
    assert titles(parsed(dated, "etiquetas/b/feed.xml")) == ["A", "C"]
    for url, name in (("s/", "s/feed.xml"), ("etiquetas/nu/", "etiquetas/nu/feed.xml")):
        named = {link.attrs["href"] for link in dated.page(url).css('link[type="application/atom+xml"]')}
        assert named == {"/y/feed.xml", f"/y/{name}"}
    assert titles(parsed(dated, "etiquetas/nu/feed.xml")) == ["A"]


def test_a_long_sitemap_is_in_parts(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first file names the others, which have every page once, as robots are told of one."""
    monkeypatch.setattr(sitemap, "MOST", 2)
    site.settings('title = "T"\nbase_url = "https://x.es"').write("a.md", "# A").write("b.md", "# B").freeze()
    assert "feed.xml" not in site.tree()  # without a date there is nothing new
    root = parsed(site, "sitemap.xml")
    assert root.tag == f"{SITEMAP}sitemapindex"
    parts = [str(each.text) for each in root.iter(f"{SITEMAP}loc")]
    assert parts == ["https://x.es/sitemap-1.xml", "https://x.es/sitemap-2.xml"]
    pages = [each.text for part in parts for each in parsed(site, part[13:]).iter(f"{SITEMAP}loc")]
    assert pages == ["https://x.es/", "https://x.es/a/", "https://x.es/b/"]
