"""No word that readers of a note would see is lost, or its author is told which construct was left out.

Notes are put together at random from constructs of GitHub, Obsidian and other tools, in containers and
without a blank line between them, so that one may become part of another. Each word in them is another.
"""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from escarcha.problems import Code
from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()

LEFT_OUT = frozenset([Code.HTML_REMOVED, Code.FOOTNOTE, Code.OVERFULL_ROW, Code.UNRENDERABLE])
"""What says that something of a note is not on its page."""

WORD = "@"
"""Stands for a word of its own."""

INLINE = (
    *(
        "@",
        "**@** *@* ~~@~~ ==@==",
        "`@` $x$ \\@",
        "[@](a.md) [@][b] [@]",
        "<https://a.es/> @",
        "https://b.es/@",
    ),
    *("[[@]] [[a|@]] [[a#@]] [[@]][[@]]", "![[@]] ![[nota#@]]", "![@](a.png) ![@|100](b.png) ![[c.png|@]]"),
    *(
        "@^[@ *@*]",
        "@[^1]",
        "@[^@]",
        "#@ #@/@",
        "$\\text{@}$ $`@`$",
        "$$@$$",
        "Pasa de $100 a @ 90$",
        "@ ^nombre",
    ),
    *("<b>@</b> <kbd>@</kbd>", "<u>@", "</i>@", "<Card>@</Card> @", "<font color=red>@</font>", "<br>@"),
    *("<script>@</script> @", "<iframe>@</iframe>", "<svg><text>@</text></svg>", "<textarea>@</textarea>"),
    *(
        "<button>@</button>",
        "<math><mi>@</mi></math>",
        "<title>@",
        "<x-y a='1'>@",
        "a < @ > b & @",
        "{{ @ }}",
    ),
    *(
        "**@ =** *@ =*",
        "*@ **@*@**",
        "$@ y $@",
        "\\newcommand{@}",
        "^[@",
        "[[@",
        "==@",
        "*@",
    ),
)
BLOCKS = (
    *(
        "# @",
        "@\n===",
        "@\n@  \n@\n---",
        "- @\n- @\n  - @",
        "- [ ] @\n- [/] @\n- [-] @\n- [a] @",
        "1. @\n2. @",
    ),
    *(
        "> @\n@",
        "> [!tip] @\n> @",
        "> [!nadie]- @\n> @",
        '!!! note "@"\n    @',
        "??? tip\n    @",
        ":::tip @\n@\n:::",
    ),
    *(
        "/// note | @\n@\n///",
        '=== "@"\n\n    @',
        "!!! @\n    @",
        ":::tip\n@",
        "| @ | @ |\n|---|---|\n| @ | |",
    ),
    *(
        "```python\n@\n```",
        "```dataview\nLIST @\n```",
        "```dataviewjs\n@\n```",
        "```math\n\\text{@}\n```",
        "```\n@",
    ),
    *(
        "~~~nadie x=1\n@\n~~~",
        "    @",
        "$$\n@\n$$",
        "$$\n\\nada{@}\n$$",
        "$$\n\\begin{align}@\\end{align}\n$$",
    ),
    *(
        "<div>\n\n@\n\n</div>",
        "<div>@",
        "<details><summary>@</summary>\n\n@\n\n</details>",
        "<p>@",
        "<table><tr><td>@",
    ),
    *(
        "<script>\n@\n</script>",
        "<ul><li>@</ul>",
        "<pre>\n@\n\n@</pre>",
        "<dialog>@</dialog>",
        "<form>@</form>",
    ),
    *(
        "@\n: @",
        "[^1]: @",
        "[^@]: @\n\n    @",
        "---\n@",
        "@\n@",
        "\u00a0@",
        "@ ^abc",
        "<!-- {.pasos} -->\n1. @",
    ),
)
CONTAINERS = (
    ("- ", "  "),
    ("1. ", "   "),
    ("- [ ] ", "  "),
    ("> ", "> "),
    ("> [!tip]\n> ", "> "),
    (":::tip\n", ""),
)


@st.composite
def notes(draw: st.DrawFn, depth: int = 2) -> str:
    """Constructs one after the other, some in containers, with blank lines between or not."""
    note = ""
    for _ in range(draw(st.integers(1, 4))):
        piece = draw(st.sampled_from(BLOCKS)) if draw(st.booleans()) else draw(st.sampled_from(INLINE))
        if draw(st.booleans()):
            piece = f"{piece} {draw(st.sampled_from(INLINE))}"
        if depth and draw(st.integers(0, 2)) == 0:
            first, rest = draw(st.sampled_from(CONTAINERS))
            piece = first + draw(notes(depth - 1)).replace("\n", f"\n{rest}")
        note += ("" if not note else draw(st.sampled_from(["\n", "\n\n"]))) + piece
    return note


def with_words(note: str) -> tuple[str, set[str]]:
    """Write words into a note; return it and them."""
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append(f"pa{'abcdefghij'[len(words) % 10]}labra{len(words)}")
        return words[-1]

    return re.sub(WORD, word, note), set(words)


def seen(html: str) -> set[str]:
    """Return the words that readers of a page see, or hear of an image."""
    tree = LexborHTMLParser(f"<main>{html}</main>")
    texts = [tree.body.text(separator=" ") if tree.body else ""]
    texts += [str(node.attrs.get("alt")) for node in tree.css("img[alt]")]
    texts += [node.text() for node in tree.css("math")]  # which is drawn letter by letter
    return set(re.findall(r"pa[a-j]labra\d+", " ".join(texts)))


@given(notes())
def test_every_word_is_on_the_page_or_its_author_is_told(note: str) -> None:
    """Whatever stands beside it and around it."""
    body, words = with_words(note)
    fragment = RENDERER.render(body)
    html = "".join(
        f"{part}{link}"
        for part, link in zip(fragment.parts, [*(link.target for link in fragment.links), ""], strict=True)
    )
    lost = words - seen(html)
    told = {remark.code for remark in fragment.remarks}
    assert not lost or told & LEFT_OUT, (lost, body, html)
