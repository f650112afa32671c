"""Tags that nothing closes, nested anywhere: no text of a note keeps it from being rendered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer

SAFE, TRUSTING = Renderer(), Renderer(trusts_html=True)

TAGS = (
    *(
        "a",
        "b",
        "table",
        "tr",
        "td",
        "pre",
        "h1",
        "h2",
        "ul",
        "li",
        "dl",
        "dd",
        "p",
        "div",
        "details",
        "summary",
    ),
    *(
        "select",
        "option",
        "svg",
        "math",
        "mtext",
        "foreignObject",
        "title",
        "textarea",
        "script",
        "style",
        "form",
    ),
    *("iframe", "template", "noscript", "blockquote", "figure", "caption", "button", "article", "n;", "body"),
)
PLACES = (
    *("{}", "# a {} b", "## {}", "a {} b", "- {}", "> {}", "1. a {}", "| {} |\n|---|\n| a {} |"),
    *("a\n: {}", "a {}\n===", "[a {}](b.md)", "![{}](a.png)", "**a {} b**", "`a` {}", "[^1]: {}"),
    *("a[^1] {}", "> [!tip] {}\n> a", "!!! a\n    {}", ":::note {}\na\n:::", "- [ ] {}", "$a$ {}"),
    *("%%{}%%", "```\n{}\n```", "a <i {}", '<p title="{}">'),
)


@st.composite
def notes(draw: st.DrawFn) -> str:
    """Blocks of every kind with tags in them that may be opened, closed or neither."""
    blocks = []
    for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=7)):
        names = draw(st.lists(st.sampled_from(TAGS), min_size=1, max_size=3))
        signs = "".join(draw(st.sampled_from([f"<{name}>", f"</{name}>", f"<{name} x='"])) for name in names)
        blocks.append(place.replace("{}", signs))
    return "\n\n".join(blocks)


@given(notes())
def test_no_tag_keeps_a_note_from_being_rendered(body: str) -> None:
    """Every heading is listed with the id it has in the page, and each link has its gap."""
    for renderer in (SAFE, TRUSTING):
        fragment = renderer.render(body)
        assert Code.UNRENDERABLE not in {remark.code for remark in fragment.remarks}
        assert len(fragment.parts) == len(fragment.links) + 1
        html = "".join(fragment.parts)
        assert all(f'id="{heading.id}"' in html for heading in fragment.headings)


@pytest.mark.parametrize(
    "body", ["# La etiqueta <table>\n\n## Filas", "<pre>for (i=0; i <n; i++)</pre>\n\n## Filas"]
)
def test_a_heading_within_what_is_not_closed_is_one(body: str) -> None:
    """It is listed, can be found, and is in the page, as on GitHub."""
    fragment = SAFE.render(body)
    assert "Filas" in [heading.text for heading in fragment.headings]
    assert "Filas" in LexborHTMLParser("".join(fragment.parts)).text()
