"""Raw HTML passes as on GitHub: nothing of it runs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from escarcha.problems import Code, Severity
from escarcha.rendering.renderer import Renderer
from escarcha.rendering.sanitiser import is_safe_address, sanitise

RENDERER = Renderer()
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">a</a>',
    "[a](javascript:alert(1))",
    "[a](JaVa&#x73;cript:alert(1))",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    '<a href="java\tscript:alert(1)">a</a>',
    '<iframe src="https://ejemplo.es"></iframe>',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<details open ontoggle=alert(1)>",
    '<form action="javascript:alert(1)"><button>a</button></form>',
    "<style>@import 'https://ejemplo.es'</style>",
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<meta http-equiv="refresh" content="0; url=https://ejemplo.es">',
    '<base href="https://ejemplo.es">',
    "<b style='background: url(https://ejemplo.es)'>a</b>",
    "<math><mtext></p><img src=x onerror=alert(1)></mtext></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "- <script>a",
    "| <img src=x onerror=a> |\n|---|\n| <script>b |",
)


def rendered(body: str) -> str:
    """Return the HTML of a note."""
    return "·".join(RENDERER.render(body).parts)


def assert_harmless(html: str) -> None:
    """Check what a browser would make of some HTML."""
    tree = LexborHTMLParser(f"<main>{html}</main>")
    main = tree.css_first("main")
    assert main is not None
    assert not main.css("script, style, iframe, object, embed, svg, math, form, meta, base, link")
    for node in main.css("*"):
        assert not [name for name in node.attrs if name.startswith("on") or name in {"style", "srcdoc"}]
        for name in ("href", "src"):
            scheme = re.match(r"[\s\x00-\x1f]*([a-z][\s\w+.-]*):", node.attrs.get(name) or "", re.IGNORECASE)
            assert not scheme or re.sub(r"\s", "", scheme[1]).lower() not in {"javascript", "vbscript"}


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_hostile_passes(body: str) -> None:
    """No script, no handler, no frame, no address that runs."""
    assert_harmless(rendered(body))


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "a", "\n\n", "> ", "- ", "`", "<", "</p>", '"', "-->", "<!--"]), max_size=8
    )
)
def test_no_mixture_of_hostile_things_passes(pieces: list[str]) -> None:
    """Not in any order or nesting."""
    assert_harmless(rendered("".join(pieces)))


@pytest.mark.parametrize(
    "html",
    [
        '<details open="">\n<summary>a</summary>\n<p>b</p>\n</details>',
        "<p>a <sub>b</sub> <sup>c</sup> <mark>d</mark> <ruby>e<rt>f</rt></ruby></p>",
        '<p>a <kbd translate="no">Ctrl</kbd></p>',
        '<p class="a"><b>a</b></p>',
        '<p><a name="ancla">a</a><a href="https://ejemplo.es" title="b">c</a></p>',
        '<p><img alt="a" src="https://ejemplo.es/b.png" width="3" height="4"></p>',
        '<p lang="en" dir="ltr" title="a">b</p>',
        '<p><video controls="" src="https://ejemplo.es/a.mp4"></video></p>',
    ],
)
def test_markup_passes_untouched(html: str) -> None:
    """What only marks up is the author's to write."""
    assert sorted(re.findall(r'[\w-]+="?[^" >]*|<\w+', html)) == sorted(
        re.findall(r'[\w-]+="?[^" >]*|<\w+', rendered(html))
    )


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<img src='a.png'>", '<img alt="" src="a.png">'),
        ("<img title=' alt=b' src=a.png>", '<img alt="" title=" alt=b" src="a.png">'),
        ("a <img src=a.png alt> b", '<img src="a.png" alt="">'),
    ],
)
def test_an_image_without_a_text_says_so(body: str, html: str) -> None:
    """As an image of Markdown's has an empty ``alt``, so has one of HTML's."""
    assert html in sanitise(body)


def test_a_lost_element_is_a_warning_at_its_line() -> None:
    """Whoever wrote it hears that it is not published, and why."""
    (remark,) = RENDERER.render('a\n\n<iframe src="b"></iframe>').remarks
    assert (remark.code, remark.line, remark.severity) == (Code.HTML_REMOVED, 3, Severity.WARNING)


def test_unknown_elements_leave_their_text() -> None:
    """As on GitHub, and without a word: other tools have elements of their own."""
    fragment = RENDERER.render("<Listing>\n\na\n\n</Listing>")
    assert ("".join(fragment.parts).strip(), fragment.remarks) == ("<p>a</p>", ())


def test_trusted_html_passes_whole() -> None:
    """The author of every note may say so in the settings."""
    html = '<svg viewBox="0 0 1 1"></svg><a href="javascript:a()" onclick="b()">c</a>'
    assert html in "".join(Renderer(trusts_html=True).render(html).parts)


@pytest.mark.parametrize(
    ("address", "tag", "safe"),
    [
        ("https://a.es", "a", True),
        ("mailto:a@b.es", "a", True),
        ("a.md", "a", True),
        ("javascript:a", "a", False),
        ("VBSCRIPT:a", "a", False),
        ("file:///etc/passwd", "a", False),
        ("data:image/png;base64,AA", "img", True),
        ("data:image/png;base64,AA", "a", False),
        ("data:text/html,a", "img", False),
    ],
)
def test_addresses_that_may_stand_in_a_page(address: str, tag: str, *, safe: bool) -> None:
    """Schemes that lead somewhere, and images written out in their address."""
    assert is_safe_address(address, tag) is safe
