"""The engine's SVG to an image that is small, safe, and the same on every machine.

Only what draws something comes through. In an image nothing runs and nothing is fetched, whatever it holds;
but a reader may open it by itself.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from escarcha.mermaid.paths import simpler
from escarcha.mermaid.sheet import (
    LETTERS,
    PROPERTIES,
    Rules,
    called,
    declarations,
    fitting,
    is_inside,
    read_rules,
    short,
    smaller,
    write_rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = 'Arial,"Liberation Sans",Roboto,"Noto Sans",sans-serif'
"""Fonts of nearly the same width; whoever has none of them has one that is wider."""

MARGIN = 8
"""Room left and right for the letters of wider fonts."""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_DEFINITIONS = frozenset(["marker", "symbol", "clipPath", "linearGradient", "radialGradient", "pattern"])
_GROUPS = frozenset(["g", "defs"])
_DRAWN = (
    _DEFINITIONS
    | _GROUPS
    | {
        "svg",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polygon",
        "polyline",
        "text",
        "tspan",
        "use",
        "stop",
    }
)
_ATTRIBUTES = PROPERTIES | frozenset(
    [
        *("id", "class", "style", "href", "viewBox", "preserveAspectRatio", "overflow", "points"),
        *("x1", "y1", "x2", "y2", "dx", "dy", "offset", "gradientUnits", "gradientTransform"),
        *("orient", "refX", "refY", "markerWidth", "markerHeight", "markerUnits", "patternUnits"),
    ]
)
_REFERENCE = re.compile(r"url\(\s*#([\w-]+)")
_EMS = re.compile(r"^(-?[\d.]+)em$")


def to_image(svg: str, rules: str = "") -> str:
    """Return an image of what the engine has drawn.

    Args:
        svg: as the engine wrote it.
        rules: to be added to its style sheet.

    Raises:
        ValueError: if it is no SVG.
    """
    try:
        root = ET.fromstring(svg)  # noqa: S314 - the engine declares no entities that could grow
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    sheet = "".join(style.text or "" for style in root.iter(f"{_NAMESPACE}style"))
    # An image is alone with its style, so its rules need not say whose they are.
    written = read_rules(re.sub(rf"#{root.get('id')}(?![\w-])", "", sheet) + rules)
    _clear(root)
    kept = fitting(written, root)
    while _drop_unused(root, kept):
        kept = fitting(written, root)
    _drop_names(root, kept)
    style = ET.Element("style")
    style.text = write_rules([(":root", f"font-family:{FONTS}"), *kept])
    root.insert(0, style)
    left, top, width, height = map(float, root.get("viewBox", "0 0 0 0").split())
    root.attrib = {
        "xmlns": _NAMESPACE[1:-1],
        "width": f"{width + 2 * MARGIN:.0f}",
        "height": f"{height:.0f}",
        "viewBox": f"{left - MARGIN:g} {top:g} {width + 2 * MARGIN:g} {height:g}",
    }
    return ET.tostring(root, "unicode")


def _clear(parent: ET.Element) -> None:
    """Leave out of an element, and of all that is in it, what draws nothing and what leads elsewhere."""
    parent.tag = parent.tag.removeprefix(_NAMESPACE)
    parent.attrib = dict(_attributes(parent))
    kept: list[ET.Element] = []
    for child in parent:
        _clear(child)
        if child.tag == "a":  # which nobody can follow in an image
            kept += child
        elif child.tag in _DRAWN and not _draws_nothing(child):
            kept.append(child)
    parent[:] = kept


def _draws_nothing(element: ET.Element) -> bool:
    """Tell an empty group, and the line of today: an image is the same on any day."""
    is_empty = element.tag in _GROUPS and not len(element)
    return is_empty or (element.tag, element.get("class")) == ("line", "today")


def _attributes(element: ET.Element) -> Iterator[tuple[str, str]]:
    for full_name, value in element.items():
        name = full_name.rpartition("}")[2]
        if name not in _ATTRIBUTES or not is_inside(value):
            continue
        if name in {"id", "class"} or (name == "href" and value.startswith("#")):
            yield name, value
        elif name == "style":
            if style := declarations(value):
                yield name, style
        elif name == "font-size":
            yield name, smaller(value)
        elif ems := _EMS.match(value):  # lines stay as far apart as the engine has put them
            yield name, f"{float(ems[1]) / LETTERS:.3g}em"
        elif name == "d":
            yield name, simpler(short(value))
        elif name != "href":
            yield name, short(value)


def _drop_unused(root: ET.Element, rules: Rules) -> bool:
    """Take the definitions out that nothing refers to, and tell whether there were any."""
    used = _references(root, rules)
    unused = [
        (parent, child)
        for parent in root.iter()
        for child in parent
        if child.tag in _DEFINITIONS and child.get("id") not in used
    ]
    for parent, child in unused:
        parent.remove(child)
    return bool(unused)


def _drop_names(root: ET.Element, rules: Rules) -> None:
    """Take the ids and classes away that nothing refers to, and what has held definitions."""
    names, used = called(rules), _references(root, rules)
    for element in root.iter():
        classes = dict.fromkeys(name for name in element.get("class", "").split() if f".{name}" in names)
        element.attrib.pop("class", None)
        if classes:
            element.set("class", " ".join(classes))
        if element.get("id") not in used and f"#{element.get('id')}" not in names:
            element.attrib.pop("id", None)
        element[:] = [child for child in element if child.tag != "defs" or len(child)]


def _references(root: ET.Element, rules: Rules) -> set[str]:
    values = [value for element in root.iter() for value in element.attrib.values()]
    links = {value[1:] for value in values if value.startswith("#")}
    return links.union(_REFERENCE.findall(" ".join([*values, *(body for _, body in rules)])))
