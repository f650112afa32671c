"""Which sheets a page asks for besides the one of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha.web.sheets import sheets_for

if TYPE_CHECKING:
    from conftest import SiteTest


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>Nada.</p>", []),
        ('<p class="callout-title">Nota</p>', ["notices"]),
        ("<p title='a > b' class=callout>Nota</p>", ["notices"]),
        ('<p title="a > b" class="callout">Nota</p>', ["notices"]),
        ('<p>Con <code>class="callout"</code>, <code>="line"</code> y &lt;dl&gt; inline.</p>', []),
        ('<dl><dt>A</dt></dl><ul class="tarjetas"></ul>', ["seldom", "pieces"]),
        ('<math><mn>1</mn></math><span class="line marked">x</span>', ["seldom", "pieces"]),
    ],
)
def test_a_text_asks_for_what_is_in_its_tags(html: str, names: list[str]) -> None:
    """Not for what it writes about."""
    assert sheets_for(html) == names


def test_a_note_about_pieces_has_no_sheet_for_them(site: SiteTest) -> None:
    """Whatever its prose and its code name."""
    text = 'Con `inline` y `{ .md-button }`.\n\n```html\n<div class="grid cards"><dl class="callout">\n```\n'
    page = site.write("nota.md", f"# Nota\n\n{text}").freeze().page("nota/")
    assert len(page.css("link[rel=stylesheet]")) == 1
