"""The style sheet of an image: of the one that all diagrams of a kind share, what this one answers to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterable, Iterator

Rules = list[tuple[str, str]]
"""Selectors, separated by commas, and declarations, separated by semicolons."""

LETTERS = 0.875
"""How large letters are drawn, of what the engine has measured: it takes them for narrower than they are.

By its measure a line is 5 to 14 % shorter than in Arial, and 18 to 28 % shorter than in DejaVu Sans, the
widest font that readers are likely to have. The room around a label takes what is left.
"""

PROPERTIES = frozenset(
    [
        *("fill", "fill-opacity", "fill-rule", "clip-path", "clip-rule", "stop-color", "stop-opacity"),
        *("stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap"),
        *("stroke-linejoin", "stroke-opacity", "stroke-miterlimit", "opacity", "mix-blend-mode"),
        *("text-anchor", "dominant-baseline", "alignment-baseline", "text-decoration"),
        *("font-size", "font-style", "font-weight", "visibility", "display", "shape-rendering"),
        *("marker-start", "marker-mid", "marker-end", "transform", "transform-origin"),
        *("x", "y", "cx", "cy", "r", "rx", "ry", "d", "width", "height"),
    ]
)
"""Those that draw something. The font is ours, and an image stands still and casts no shadow."""

_OUTSIDE = re.compile(r"url\(\s*(?!#[\w-]+\s*\))|\\", re.IGNORECASE)
"""What would lead out of the image; the engine itself writes nothing with escapes."""

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ID = re.compile(r'\[id="([\w-]+)"\]')
_PSEUDO = re.compile(r":[\w-]+(?:\([^)]*\))?")
_NAME = re.compile(r"[.#]?[A-Za-z_][\w-]*")
_PIXELS = re.compile(r"^([\d.]+)(?=(?:px)?(?:\s|!|$))")
_LONG = re.compile(r"(\.\d\d)\d+")


def read_rules(sheet: str) -> Rules:
    """Return the rules of a style sheet; those with @ before them are for motion, paper and fonts."""
    return [
        (_ID.sub(r"#\1", selectors.strip()) or ":root", kept)
        for selectors, body in _RULE.findall(sheet)
        if (kept := declarations(body)) and "@" not in selectors
    ]


def fitting(rules: Rules, root: ET.Element) -> Rules:
    """Return the rules that something in an image answers to."""
    present = {name for element in root.iter() for name in _names(element)}
    kept = ((_fitting_selectors(selectors, present), body) for selectors, body in rules)
    return [(selectors, body) for selectors, body in kept if selectors]


def called(rules: Rules) -> set[str]:
    """Return the names by which rules call what they are for: tags, ``.classes`` and ``#ids``."""
    return {name for selectors, _ in rules for name in _NAME.findall(selectors)}


def write_rules(rules: Iterable[tuple[str, str]]) -> str:
    """Return the style sheet."""
    return "".join(f"{selectors}{{{body}}}" for selectors, body in rules)


def declarations(text: str) -> str:
    """Return those of some declarations that draw something."""
    kept = []
    for declaration in text.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name in PROPERTIES and value and is_inside(value):
            kept.append(f"{name}:{smaller(value) if name == 'font-size' else short(value)}")
    return ";".join(kept)


def is_inside(value: str) -> bool:
    """Tell whether a value names nothing outside of the image."""
    return not _OUTSIDE.search(value)


def smaller(size: str) -> str:
    """Return the size that letters are drawn in, for the one that they were measured in."""
    return _PIXELS.sub(lambda found: f"{float(found[1]) * LETTERS:.4g}", size)


def short(value: str) -> str:
    """Cut the decimals that nobody sees, and in which machines differ."""
    return _LONG.sub(r"\1", value)


def _fitting_selectors(selectors: str, present: set[str]) -> str:
    return ",".join(
        selector.strip()
        for selector in selectors.split(",")
        if "[" not in selector and present.issuperset(_NAME.findall(_PSEUDO.sub("", selector)))
    )


def _names(element: ET.Element) -> Iterator[str]:
    yield element.tag
    yield f"#{element.get('id')}"
    for name in element.get("class", "").split():
        yield f".{name}"
