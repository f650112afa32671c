"""Queries of Dataview: folded, below the title, told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from conftest import SiteTest

QUERY = "```dataview\nLIST FROM #curso\n```\n"


def test_it_stands_below_the_title_and_is_folded() -> None:
    """A note that opens with queries is called as its heading says, in the order of the note."""
    fragment = Renderer().render(f"{QUERY}\n```dataviewjs\ndv.list()\n```\n\n# Título\n\nTexto.")
    html = "".join(fragment.parts)
    assert html.count("LIST") == 1
    places = [html.index(each) for each in ("Título</h1>", "LIST", "dv", "Texto")]
    assert places == sorted(places)
    assert html.count("<details") == 2
    assert "<details open" not in html
    assert fragment.is_opened


def test_it_stays_where_it_stands_in_the_text() -> None:
    """Only what a note opens with is moved."""
    html = "".join(Renderer().render(f"Uno.\n\n{QUERY}\n# Título\n").parts)
    assert html.index("Uno") < html.index("LIST") < html.index("Título")


def test_it_is_told_once_for_the_site(site: SiteTest) -> None:
    """On the first note, with the number of the others, and not as a language that nobody knows."""
    site.write("a.md", "# A\n\nNada.").write("b.md", f"# B\n\n{QUERY}").write(
        "c.md", f"# C\n\n{QUERY}{QUERY}"
    ).freeze()
    (problem,) = [each for each in site.found if each.code is Code.QUERY]
    assert problem.place == "content/b.md:3"
    assert problem.cause.startswith("las consultas de Dataview (y en otra nota) no se responden aquí")
    assert Code.UNKNOWN_LANGUAGE.value not in site.codes
