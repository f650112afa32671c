"""What the elements of a page are on paper: those that HTML has now, and where it has them stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TAGS = re.compile(
    "a|abbr|address|b|bdi|bdo|blockquote|br|caption|cite|code|col|colgroup|dd|del|dfn|div|dl|dt|em|figcaption"
    "|figure|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|rp|rt|ruby|s|samp|section|small|span|strong|sub|sup"
    "|table|tbody|td|tfoot|th|thead|tr|u|ul|var|wbr"
)
"""What a page on paper is made of; of other elements, only what is in them is written."""
_OTHERS = {"details": "div", "summary": "div", "center": "div", "tt": "code", "strike": "s"}
"""What stands for elements that fold, and for those that HTML has no more."""
_PARENTS = {
    "dd": ("dl",),
    "dt": ("dl",),
    "figcaption": ("figure",),
    "li": ("ol", "ul"),
    "rp": ("ruby",),
    "rt": ("ruby",),
}
_TERMS = re.compile("((dt )+(dd )+)+")
_LISTS = {
    "dl": re.compile(f"{_TERMS.pattern}|(div )+"),
    "ol": re.compile("(li )*"),
    "ul": re.compile("(li )*"),
}
"""What lists are made of, each element with a space; terms may stand in boxes, if all of a list do."""
_OF_WORDS = re.compile(
    "abbr|b|bdi|bdo|cite|code|dfn|em|h[1-6]|i|kbd|mark|p|pre|q|s|samp|small|span|strong|sub|sup|u|var"
)
"""What holds words, and no boxes."""
_BLOCKS = (
    "address, blockquote, center, details, div, dl, figure, h1, h2, h3, h4, h5, h6, hr, ol, p, pre, section,"
    " table, ul"
)


def name_of(node: LexborNode) -> str:
    """Return what an element is called on paper; empty if only what is in it is written.

    It is a mere box where HTML does not let it stand, or hold what it holds: what browsers pass over, readers
    of EPUB refuse.

    Args:
        node: of a page.
    """
    tag = str(node.tag)
    parent = _list_around(node) if tag in _PARENTS else None
    if tag in _PARENTS and (parent is None or parent.tag not in _PARENTS[tag] or not _is_sound(parent)):
        return "div"
    if not _is_sound(node) or (_OF_WORDS.fullmatch(tag) and _has_boxes(node)):
        return "div"
    name = _OTHERS.get(tag, tag)
    return name if _TAGS.fullmatch(name) else ""


def _has_boxes(node: LexborNode) -> bool:
    return any(child.css_first(_BLOCKS) is not None for child in node.iter())


def _list_around(node: LexborNode) -> LexborNode | None:
    """Return what a part of a list is in, but for the box that may be around terms."""
    parent = node.parent
    is_boxed = parent is not None and parent.tag == "div" and node.tag in {"dd", "dt"}
    return parent.parent if parent is not None and is_boxed else parent


def _is_sound(node: LexborNode) -> bool:
    """Tell whether a list holds what lists are made of; anything else does."""
    made_of = _LISTS.get(str(node.tag))
    boxes = node.iter() if node.tag == "dl" else ()
    return made_of is None or (
        bool(made_of.fullmatch(_within(node)))
        and all(_TERMS.fullmatch(_within(box)) for box in boxes if box.tag == "div")
    )


def _within(node: LexborNode) -> str:
    return "".join(f"{child.tag} " for child in node.iter())
