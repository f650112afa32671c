"""The frames of callouts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escarcha.markup.stash import CalloutEdge


def draw_edge(edge: CalloutEdge) -> str:
    """Return the HTML of a callout's frame up to its title, between title and body, or after the body."""
    names = f'class="callout callout-{escape(edge.kind)}"'
    if edge.kind == "tab":
        parts = ("<details class=tab>\n<summary>", "</summary>", "</details>")
    elif edge.is_open is None:
        parts = (f'<div {names} role="note">\n<p class="callout-title">', "</p>", "</div>")
    else:
        opening = f'<details {names}{" open" * edge.is_open}>\n<summary class="callout-title">'
        parts = (opening, "</summary>", "</details>")
    return parts[edge.part]
