"""A page's text on paper: well-formed, and within what HTML lets stand where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import SiteTest
from escarcha.book.chapters import Chapter, chapters_of
from escarcha.book.paper import Paper
from escarcha.book.references import References

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[str, str]]:
    """Return what writes the HTML of a front page that knows no host, with one page below it."""
    site = SiteTest(tmp_path_factory.mktemp("papel"))
    edition = site.write("index.md", "# Inicio").write("nota.md", "# Nota").write("a.pdf", b"%PDF").edition()
    chapters = chapters_of(edition.site, edition.site.root)

    def place(_: Chapter, name: str) -> str:
        return f"#{name}"

    ids = {"/": frozenset(["a:b"])}
    references = References(edition, chapters, ids, place=place, show=lambda _: None)
    return lambda html: Paper(references, deeper=False).write(html, chapters[0])


@pytest.mark.parametrize(
    ("html", "paper"),
    [
        ("<p>a<br>b &lt; c &nbsp;", "<p>a<br/>b &lt; c \xa0</p>"),
        ("<p>\x0bx</p><!-- no -->", "<p>x</p>"),
        ('<p id="a:b" onclick="x" tabindex="0" class="c">x</p>', '<p id="inicio--a_3a_b" class="c">x</p>'),
        ('<p id="x">1</p><p id="x">2</p>', '<p id="inicio--x">1</p><p>2</p>'),
        ('<a href="#a:b">x</a>', '<a href="#inicio--a_3a_b">x</a>'),
        ('<a href="#no">x</a>', '<a href="#inicio">x</a>'),
        ('<a href="/nota/#no">x</a>', '<a href="#s1" data-ref="1">x</a>'),
        ('<a class="term" href="/nota/">x</a>', '<a href="#s1" class="term">x</a>'),
        ('<a href="/a.pdf">x</a>', "<span>x</span>"),
        ('<a href="javascript:x">x</a><a>y</a>', "<span>x</span><span>y</span>"),
        ('<a href="HTTP://[">x</a>', '<a href="HTTP://[">x</a>'),
        ("<details>x</details>", '<div class="details">x</div>'),
        ("<summary>s</summary>", '<div class="summary">s</div>'),
        (
            '<div class="trace-code">x</div><p class="trace-steps"><a href="#x">1</a></p>',
            '<p class="trace-steps"><span>1</span></p>',
        ),
        ("<font>a<custom-x>b</custom-x></font><tt>c</tt>", "ab<code>c</code>"),
        ("<script>x</script><button>x</button><p hidden>x</p>", ""),
        ("<ul><p>x</p><li>y</li></ul>", "<div><p>x</p><div>y</div></div>"),
        ("<dl><dd>x</dd></dl>", "<div><div>x</div></div>"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "<dl><dt>t</dt><dd>d</dd></dl>"),
        (
            "<dl><div><dt>t</dt><dd>d</dd></div></dl>",
            "<dl><div><dt>t</dt><dd>d</dd></div></dl>",
        ),
        ("<dl><div><dd>d</dd></div></dl>", "<div><div><div>d</div></div></div>"),
        ("<ul><div><dt>t</dt></div></ul>", "<div><div><div>t</div></div></div>"),
        ("<b><div>x</div></b><b><i>y</i></b>", "<div><div>x</div></div><b><i>y</i></b>"),
        ('<ol start="x" type="a"><li value="2">x</li></ol>', '<ol><li value="2">x</li></ol>'),
        ('<img src="https://ejemplo.com/a.png" alt="una foto">', "<span>una foto</span>"),
        ('<img src="data:image/png;base64,AA">', '<img src="data:image/png;base64,AA" alt=""/>'),
        ('<img src="/a.png#only-dark" alt="x">', ""),
        ('<video src="https://ejemplo.com/v.mp4"></video>', '<a href="https://ejemplo.com/v.mp4">v.mp4</a>'),
        ('<iframe src="//ejemplo.com/" title="Mapa"></iframe>', '<a href="https://ejemplo.com/">Mapa</a>'),
        ("<math><mi>x</mi></math>", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'),
        ('<input type="checkbox" checked> a <input type="text">', "☑ a "),
        ("<div>" * 3000 + "x", "<div>" * 3000 + "x" + "</div>" * 3000),
    ],
)  # fmt: skip
def test_what_stands_on_paper(write: Callable[[str], tuple[str, str]], html: str, paper: str) -> None:
    """Each thing of a page is what it can be on paper, and nothing of it is lost that can be read."""
    assert write(html) == ("", paper)


def test_the_title_is_apart(write: Callable[[str], tuple[str, str]]) -> None:
    """The heading of a chapter is what its page has for a title."""
    assert write('<h1 id="x">La <em>nota</em></h1><p>y') == ("La <em>nota</em>", "<p>y</p>")
