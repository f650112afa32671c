"""The lists among the tags of a PDF, mended: WeasyPrint 70 puts there what PDF/UA does not let stand.

A list holds items, and an item a label and one body: ISO 32000-1, 14.8.4.3.3. WeasyPrint has a body for lines
of text alone, and a box around terms where there is one in HTML.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pydyf

    Element: TypeAlias = pydyf.Dictionary


def mend_lists(_: object, pdf: pydyf.PDF) -> None:
    """Put right what the lists of a PDF hold, before it is written."""
    elements = {each.reference: each for each in pdf.objects if _is_element(each)}
    for element in [*elements.values()]:
        if element["S"] == "/L":
            _unbox(element, elements)
        elif element["S"] == "/LI":
            _give_body(element, elements, pdf)


def _is_element(thing: object) -> bool:
    return isinstance(thing, dict) and thing.get("Type") == "/StructElem"


def _unbox(group: Element, elements: dict[Any, Element]) -> None:
    """Let the items of a list stand in it, and not in boxes."""
    kids: list[Any] = []
    pending = deque(group["K"])
    while pending:
        kid = pending.popleft()
        box = elements.get(kid)
        if box is not None and box["S"] not in {"/L", "/LI", "/Caption"}:
            pending.extendleft(reversed(box["K"]))
            box["K"] = type(box["K"])()
        else:
            kids.append(kid)
    _adopt(group, kids, elements)


def _give_body(item: Element, elements: dict[Any, Element], pdf: pydyf.PDF) -> None:
    """Put all but the label of an item into one body, if it is not there."""
    labels: list[Any] = []
    others: list[Any] = []
    for kid in item["K"]:
        (labels if kid in elements and elements[kid]["S"] == "/Lbl" else others).append(kid)
    kinds = [elements[kid]["S"] if kid in elements else "" for kid in others]
    if kinds in ([], ["/LBody"]):
        return
    for kid, kind in zip(others, kinds, strict=True):
        if kind == "/LBody":
            elements[kid]["S"] = "/Div"
    body = type(item)({**item, "S": "/LBody", "P": item.reference})
    pdf.add_object(body)
    _adopt(body, others, elements)
    item["K"] = type(item["K"])([*labels, body.reference])


def _adopt(element: Element, kids: list[Any], elements: dict[Any, Element]) -> None:
    element["K"] = type(element["K"])(kids)
    for kid in kids:
        if kid in elements:
            elements[kid]["P"] = element.reference
