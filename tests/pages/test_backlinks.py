"""What a page says of the notes that link to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import SiteTest


def named(site: SiteTest, url: str) -> list[tuple[str, str, str]]:
    """Return the links of «Enlazan aquí» on a page: title, address and sentence."""
    return [
        (link.text(), str(link.attrs["href"]), " ".join(p.text() for p in item.css("p")))
        for item in site.page(url).css(".backlinks li")
        for link in item.css("a")
    ]


def test_a_page_names_the_notes_that_link_to_it(site: SiteTest) -> None:
    """In reading order, each once with its first sentence, however they write the link."""
    site.write("x.md", "---\naliases: [Equis, /vieja/]\n---\n# La equis\n\n[a mí](x.md) y [[#Nada]]")
    site.write("a.md", "# A\n\nVer [x](x.md#nada). Y [otra vez](x.md).")
    site.write("s/b.md", "# B\n\n- [[Equis]]\n- Como dice [[x|la otra]], es así.")
    site.write("s/c.md", "# C\n\n![[x]]").write("s/d.md", "# D\n\nDe [antes](/vieja/).")
    site.write("s/e.md", "# E\n\n[Fuera](https://x.md), `[[x]]` y ![](x.png)").freeze()
    assert named(site, "x/") == [
        ("A", "/a/", "Ver x."),
        ("B", "/s/b/", "Como dice la otra, es así."),
        ("C", "/s/c/", ""),
        ("D", "/s/d/", "De antes."),
    ]
    assert not named(site, "a/")


def test_sections_are_linked_to_as_well(site: SiteTest) -> None:
    """By their folder or their own note; the front page, to which everything leads, names nobody."""
    site.write("index.md", "# Inicio").write("s/x.md", "# X").write("t/README.md", "# Te").write(
        "t/y.md", "# Y"
    )
    site.write("a.md", "# A\n\nA [una](s/) y a [otra](t/README.md) y a [casa](index.md).").freeze()
    expected = [("A", "/a/", "A una y a otra y a casa.")]
    assert named(site, "s/") == named(site, "t/") == expected
    assert not site.page("").css(".backlinks")


def test_a_page_that_everyone_links_to_stays_small(site: SiteTest) -> None:
    """It names twenty, and says how many there are besides; that is some KB."""
    site.write("x.md", "# X")
    for number in range(90):
        site.write(f"s/{number}.md", f"# Nota {number}\n\n{'Antes ' * 50}[x](../x.md){' después' * 50}.")
    site.freeze()
    (box,) = site.page("x/").css(".backlinks")
    assert len(named(site, "x/")) == 20
    assert "y 70 notas más" in box.text()
    assert len((box.html or "").encode()) < 6000


def test_a_setting_leaves_them_out(site: SiteTest) -> None:
    """The list is not there then, nor where nobody links to a page."""
    site.write("x.md", "# X").write("a.md", "# A\n\nVer [x](x.md).").freeze()
    assert site.page("x/").css(".backlinks")
    assert not site.page("a/").css(".backlinks")
    site.settings("backlinks = false").freeze()
    assert not site.page("x/").css(".backlinks")


@pytest.mark.parametrize("header", ["draft: true", "published: false"])
def test_what_is_hidden_links_to_nothing(site: SiteTest, header: str) -> None:
    """A draft, a note that is kept out and a comment leave no word."""
    site.write("x.md", "# X").write("a.md", f"---\n{header}\n---\n# A\n\nSecreto de [x](x.md).")
    site.write("b.md", "# B\n\nA la vista %%secreto%% de [x](x.md). %%Otro secreto de [[x]]%%").freeze()
    assert named(site, "x/") == [("B", "/b/", "A la vista de x.")]
    assert not [name for name, content in site.tree().items() if b"ecreto" in content]
