"""An Edition: every page of it is placed once, and what was found then is kept with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escarcha.pages.page import place_fragment

if TYPE_CHECKING:
    import pytest

    from conftest import SiteTest


def test_a_page_is_placed_once_in_a_freeze(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often its links, its terms and its files are asked for; the glossary is read before, once."""
    placed = []

    def count(fragment: Any, entry: Any, *rest: Any, **named: Any) -> Any:
        placed.append(entry.url)
        return place_fragment(fragment, entry, *rest, **named)

    monkeypatch.setattr("escarcha.pages.edition.place_fragment", count)
    site.settings('glossary = "glosario.md"\nbase_url = "https://ejemplo.es"')
    site.write("glosario.md", "# Glosario\n\n## Ruta\n\nEl camino.\n")
    for name in "abcd":
        site.write(f"s/{name}.md", f"---\ndate: 2026-01-01\n---\n# {name}\n\nUna ruta y [otra](a.md).\n")
    site.freeze()
    assert not site.failed
    assert sorted(placed) == sorted(
        ["/", "/glosario/", "/glosario/", "/s/", *(f"/s/{name}/" for name in "abcd")]
    )
