"""What a page makes of the elements of a note: captions of images, groups of tabs, heads of tables."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from escarcha.figures.templates import FIRST_TAB, TAB
from escarcha.figures.variables import ImageFigure, Tab, TabsFigure
from escarcha.markup.wikilinks import PLAYED
from escarcha.rendering.icons import draw_icons
from escarcha.rendering.nodes import element_behind, replace_by
from escarcha.rendering.tables import furnish_tables

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from escarcha.figures import Figures


def furnish(tree: LexborHTMLParser, figures: Figures) -> None:
    """Furnish a note, in place.

    Args:
        tree: the note.
        figures: that draw its captions and tabs.

    Raises:
        EscarchaError: if the template of a figure fails.
    """
    for image in tree.css("p > img[title]"):
        _caption(image, figures)
    tab = 'details[{}="{}"]'.format(*TAB)
    # The inner ones first, as a group is written anew with all that is in it.
    firsts = {node.mem_id: node for node in tree.css(f"{tab}:not({tab} + {tab}), {tab}[{FIRST_TAB}]")}
    for number, first in reversed(list(enumerate(firsts.values(), 1))):
        _group_tabs(first, f"pestanas-{number}", figures)
    furnish_tables(tree)
    draw_icons(tree)
    for image in tree.css("img[src]"):
        _play(image)
    for code in tree.css("pre, :not(pre) > code, kbd, samp"):
        # Browsers that translate the page leave it as it is.
        code.attrs["translate"] = "no"
    for image in tree.css("img")[1:]:
        # The first one may be what the reader sees first, and what is in the page itself has arrived.
        if "loading" not in image.attrs and not str(image.attrs.get("src")).startswith("data:"):
            image.attrs["loading"] = "lazy"


def _play(image: LexborNode) -> None:
    """Make a player of an image whose file is a film or a sound."""
    address = str(image.attrs["src"] or "")
    kind = PLAYED.get(PurePosixPath(urlsplit(address).path).suffix.lower())
    if kind is None:
        return
    player = LexborHTMLParser(f"<{kind} controls></{kind}>", is_fragment=True).css(kind)[0]
    for name, value in image.attrs.items():
        if name != "alt" or value:
            player.attrs["aria-label" if name == "alt" else name] = value
    player.attrs["preload"] = "metadata"
    image.replace_with(player)


def _caption(image: LexborNode, figures: Figures) -> None:
    """Make a figure of an image that stands alone and has a title: the title is its caption."""
    paragraph = image.parent
    title = str(image.attrs["title"] or "").strip()
    if paragraph is None or not title or paragraph.text().strip() or len(paragraph.css("img, br")) > 1:
        return
    del image.attrs["title"]
    replace_by(paragraph, figures.draw(ImageFigure(_html(image), title)))


def _group_tabs(first: LexborNode, name: str, figures: Figures) -> None:
    """Put tabs in a row into one group, by whose name browsers keep one of them open."""
    row = [first]
    while (following := element_behind(row[-1])) is not None and TAB in following.attrs.items():
        if FIRST_TAB in following.attrs:
            break
        row.append(following)
    drawn = figures.draw(TabsFigure(tuple(map(_read_tab, row)), name))
    for node in row[1:]:
        node.decompose()
    replace_by(first, drawn)


def _read_tab(disclosure: LexborNode) -> Tab:
    """Read the title of a tab, and what stands behind it."""
    title, body = Markup(), Markup()
    for node in disclosure.iter(include_text=True):
        if node.tag == "summary" and not title:
            title, body = Markup(node.inner_html), Markup()  # noqa: S704 - written by the renderer
        else:
            body += _html(node)
    return Tab(title, body)


def _html(node: LexborNode) -> Markup:
    return Markup(node.html or "")  # noqa: S704 - written by the renderer
