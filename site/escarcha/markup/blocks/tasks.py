"""Tasks: an item that begins with a box, GitHub's ``[ ]`` and ``[x]`` and what the themes of Obsidian add.

https://github.github.com/gfm/#task-list-items-extension-. Letters and digits are no signs here: an item may
begin with ``[a]``.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

BOX = r"\[(?P<sign>[ xX/><!?*-])\]"
"""A box, as a regular expression."""

_TASK = re.compile(rf"{BOX}(?=[ \t])")
_NAMES = {
    " ": "Pendiente",
    "x": "Hecha",
    "/": "A medias",
    ">": "Aplazada",
    "<": "Con fecha",
    "-": "Cancelada",
    "!": "Importante",
    "?": "Dudosa",
    "*": "Destacada",
}
"""What is said of each sign to who does not see it."""


def read_box(text: str) -> tuple[ET.Element, int] | None:
    """Read the box that the text of an item begins with.

    Returns:
        The element and where the text goes on; None if it begins with no box.
    """
    task = _TASK.match(text)
    if task is None:
        return None
    sign = task["sign"].lower()
    # Screen readers say no more of a box than its name.
    box = ET.Element("input", {"type": "checkbox", "disabled": "disabled", "aria-label": _NAMES[sign]})
    if sign == "x":
        box.set("checked", "checked")
    elif sign != " ":
        box.set("data-task", sign)
    return box, task.end()
