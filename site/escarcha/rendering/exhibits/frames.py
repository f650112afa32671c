"""An HTML answer as a browser shows it: a document in a frame that runs nothing and loads nothing.

The frame is sandboxed, and its document stands in the page itself, so that it lies under the page's own
Content-Security-Policy: https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-srcdoc
As that allows no inline styles, those of the answer become a sheet, which is published beside the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import nh3
from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

from escarcha.examples.example import Kind
from escarcha.figures.variables import FrameFigure
from escarcha.rendering.exhibits.attachments import FRAME_SHEET
from escarcha.rendering.sanitiser import TAGS, is_too_deep

if TYPE_CHECKING:
    from escarcha.examples import Example
    from escarcha.rendering.exhibits.attachments import Attachments

_FORMS = frozenset(
    ["button", "fieldset", "form", "legend", "meter", "optgroup", "option", "output", "progress"]
)
_PAGE = frozenset(
    ["article", "dialog", "footer", "header", "hgroup", "main", "nav", "search", "select", "textarea"]
)
_PLAIN = {"checked", "class", "cols", "colspan", "dir", "disabled", "headers", "height", "id", "lang", "max"}
_PLAIN |= {"min", "multiple", "open", "placeholder", "rows", "rowspan", "scope", "selected", "size", "title"}
_PLAIN |= {"for", "label", "start", "type", "value", "width", "align", "reversed", "role"}

_CLEANER = nh3.Cleaner(
    tags=set(TAGS | _FORMS | _PAGE) - {"audio", "video", "picture", "source", "track"},
    clean_content_tags={"script", "style", "title", "template"},
    attributes={"*": _PLAIN, "a": {"href"}, "img": {"src", "alt"}},
    generic_attribute_prefixes={"aria-"},
    link_rel=None,
    url_schemes={"data", "http", "https", "mailto"},
)

LARGEST = 20_000
"""Characters of a document that is shown in a frame, as it stands in the page a second time."""

_LOADS = re.compile(r"@import[^;]*+;?|url\((?!\s*+['\"]?data:)[^)]*+\)?", re.IGNORECASE)
"""What would make a style sheet ask for a file."""

_BLOCK = re.compile(r"<(p|h[1-6]|li|tr|br|form|hr|dt|dd|pre)\b", re.IGNORECASE)
_BLOCKS = {"li": 19, "tr": 24, "br": 19, "dt": 19, "dd": 19, "h1": 68, "h2": 58}
_LOWEST, _HIGHEST = 70, 360
"""Pixels: what a block takes in a browser's own style, and how high a frame may be."""


def frame(html: str, label: str, example: Example, attachments: Attachments) -> FrameFigure | None:
    """Return the frame that shows an answer; None if it shows no more than its source, or is too large.

    Args:
        html: the answer.
        label: of the request.
        example: whose static files the answer may ask for.
        attachments: take up its styles.
    """
    if not re.search(r"<[a-z]", html, re.IGNORECASE) or is_too_deep(html):
        return None
    tree = LexborHTMLParser(html)
    styles = _take_styles(tree, example)
    body = _CLEANER.clean(tree.body.inner_html or "" if tree.body else "").strip()
    if not body or len(body) > LARGEST:
        return None
    link = (
        f'<link rel="stylesheet" href="{escape(attachments.add(FRAME_SHEET, ".css", styles.encode()))}">'
        if styles
        else ""
    )
    # No link leads anywhere: each asks for a new window, and the frame may not open any.
    document = f'<!doctype html><html lang="es"><title>Vista previa</title><base target="_blank">{link}{body}'
    blocks = sum(_BLOCKS.get(found.lower(), 36) for found in _BLOCK.findall(body))
    words = len(re.sub("<[^>]*>", "", body))
    height = min(_HIGHEST, max(_LOWEST, 24 + blocks + words // 50 * 19))
    return FrameFigure(label, document, height)


def _take_styles(tree: LexborHTMLParser, example: Example) -> str:
    """Take the styles out of a document, wherever they stand; return the sheet that says the same."""
    sheets = []
    for node in tree.css("style, link[rel=stylesheet]"):
        sheets.append(node.text() if node.tag == "style" else _static(node.attrs.get("href"), example))
        node.decompose()
    for number, node in enumerate(tree.css("body [style], body[style]"), 1):
        selector = "body" if node.tag == "body" else f".e{number}"
        node.attrs["class"] = f"{node.attrs.get('class') or ''} e{number}".strip()
        sheets.append(f"{selector}{{{node.attrs['style']}}}")
    for image in tree.css("img"):
        drawn = _static(image.attrs.get("src"), example)
        if drawn:
            image.attrs["src"] = f"data:image/svg+xml,{quote(drawn)}"
        elif not str(image.attrs.get("src")).startswith("data:image/"):
            image.replace_with(image.attrs.get("alt") or "")
    return _LOADS.sub("", "\n".join(sheet for sheet in sheets if sheet))


def _static(address: str | None, example: Example) -> str:
    """Return the text of a file that the Example's folder has where an answer asks for it, or nothing."""
    path = re.split("[?#]", address or "")[0].lstrip("/")
    return next((step.text for step in example.steps if step.kind is Kind.FILE and step.path == path), "")
