"""Icons in a text: ``<i class="icono descarga"></i>``, which GitHub shows as nothing.

Each becomes a drawing in the page itself, so that only those that are used are sent and none is asked for.
The drawings are our own: lines of 1.5 on a square of 16, as those of the theme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

CLASS = "icono"

ICONS = {
    "archivo": "M3.5 1.75h5.5l3.5 3.5v9h-9zM9 1.75v3.5h3.5",
    "aviso": "m8 2 6.5 11.5h-13zM8 6.5V9M8 11v.01",
    "buscar": "M7 2.5a4.5 4.5 0 1 0 .01 0zM10.5 10.5 14 14",
    "candado": "M3.5 7.5h9v6.5h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
    "carpeta": "M1.75 3.5h4.5l1.5 2h6.5v7.5H1.75z",
    "casa": "m2 7.5 6-5.5 6 5.5M3.5 6.5V14h9V6.5M6.5 14v-4h3v4",
    "codigo": "m5.5 4.5-3.5 3.5 3.5 3.5m5-7 3.5 3.5-3.5 3.5M9 3 7 13",
    "correo": "M1.75 3.5h12.5v9H1.75zM2 4l6 5 6-5",
    "descarga": "M8 2v8.5M4.5 7 8 10.5 11.5 7M2.5 13.75h11",
    "enlace": "M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.5 2.5 7 9",
    "estrella": "m8 1.75 1.9 4 4.35.55-3.2 3 .85 4.3L8 11.5l-3.9 2.1.85-4.3-3.2-3L6.1 5.75z",
    "flecha": "M2 8h11.5M9.5 4l4 4-4 4",
    "hecho": "m3 8.5 3.2 3.2L13 4.8",
    "idea": "M6.3 14h3.4M6 11.5C4.8 10.6 4 9.3 4 7.5a4 4 0 0 1 8 0c0 1.8-.8 3.1-2 4z",
    "informacion": "M8 7.5V11M8 5v.01M8 1.75a6.25 6.25 0 1 0 .01 0z",
    "lapiz": "m3 13 .7-3 6.8-6.8a1.6 1.6 0 0 1 2.3 2.3L6 12.3z",
    "libro": "M8 4C6 2.5 4 2.5 1.75 2.75v10q4-.5 6.25 1.25 2.25-1.75 6.25-1.25v-10C12 2.5 10 2.5 8 4z",
    "nieve": "M8 1.5v13M2.4 4.75l11.2 6.5m0-6.5-11.2 6.5M6.25 2.5 8 4.25 9.75 2.5m-3.5 11L8 11.75l1.75 1.75",
    "no": "m4 4 8 8m0-8-8 8",
    "persona": "M8 2a3 3 0 1 0 .01 0zM2.5 14c.5-3 2.5-4.5 5.5-4.5s5 1.5 5.5 4.5",
    "reloj": "M8 4.5V8l2.5 1.5M8 1.75a6.25 6.25 0 1 0 .01 0z",
    "terminal": "M1.75 2.75h12.5v10.5H1.75zM4.5 6l2 2-2 2M8 10.25h3",
}
"""The path of each, by the name that authors write."""


def draw_icons(tree: LexborHTMLParser) -> None:
    """Draw the icons of a note, in place."""
    for node, name in icons_in(tree):
        if path := ICONS.get(name):
            svg = f'<svg class="{CLASS}" viewBox="0 0 16 16" aria-hidden="true"><path d="{path}"/></svg>'
            node.replace_with(LexborHTMLParser(svg, is_fragment=True).css("svg")[0])


def icons_in(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """Yield the icons that a note asks for, with the name of each."""
    for node in tree.css(f"i.{CLASS}"):
        names = [name for name in (node.attrs.get("class") or "").split() if name != CLASS]
        yield node, names[0] if names else ""
