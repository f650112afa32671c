"""A request beside its response, as HTML."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from markupsafe import escape

from escarcha.examples.commands import as_curl, as_httpie
from escarcha.rendering.exhibits.frames import draw_frame
from escarcha.rendering.highlight import highlight
from escarcha.rendering.images import read_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples import Example, Exchange
    from escarcha.rendering.exhibits.attachments import Attachments

SHOWN = 6_000
"""Characters of a body or of an output that are shown."""

KEPT = 64_000
"""Bytes of a body that are kept; see ``examples/inside/session.py``."""

_IMAGES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/svg+xml": ".svg",
}


def draw_exchanges(
    exchanges: Sequence[Exchange], number: int, example: Example, attachments: Attachments
) -> str:
    """Return the HTML of the requests of one block: a panel, or a tab for each.

    Args:
        exchanges: in order.
        number: of the block among those of its page; of tabs with one number browsers keep one open.
        example: that they belong to.
        attachments: of the page.
    """
    chains: list[list[Exchange]] = []
    for each in exchanges:
        if each.followed and chains:
            chains[-1].append(each)
        else:
            chains.append([each])
    panels = [
        _draw_panel(chain, example, attachments, keeps_cookies=_sets_cookie(exchanges)) for chain in chains
    ]
    if len(panels) == 1:
        return panels[0]
    tabs = []
    for chain, panel in zip(chains, panels, strict=True):
        shown = " open" if chain is chains[0] else ""
        statuses = " → ".join(escape(each.status[:3]) for each in chain)
        label = f"<summary>{escape(_label(chain[0]))} <small>{statuses}</small></summary>"
        tabs.append(f'<details class="tab" name="peticiones-{number}"{shown}>{label}{panel}</details>')
    return f'<div class="tabs">{"".join(tabs)}</div>'


def _draw_panel(
    chain: Sequence[Exchange], example: Example, attachments: Attachments, *, keeps_cookies: bool
) -> str:
    """Draw a request and its response, and those that followed because a response redirected there."""
    parts = []
    for each in chain:
        commands = {}
        if not each.followed and "multipart/" not in each.request:
            for name, write in (("curl", as_curl), ("httpie", as_httpie)):
                commands[name] = write(each.request, keeps_cookies=keeps_cookies, follows=len(chain) > 1)
        title = "Petición, siguiendo la redirección" if each.followed else "Petición"
        parts.append(draw_figure(title, "http", f"{each.request}\n", "request", **commands))
        parts.append(_draw_response(each, example, attachments))
    label = escape(_label(chain[0]))
    return f'<div class="exchange" role="group" aria-label="{label}">{"".join(parts)}</div>'


def _draw_response(exchange: Exchange, example: Example, attachments: Attachments) -> str:
    lines = [f"HTTP/1.1 {exchange.status}", *(f"{name}: {value}" for name, value in exchange.headers)]
    kind = next((value for name, value in exchange.headers if name.lower() == "content-type"), "")
    kind = kind.partition(";")[0].strip().lower()
    note, view, title = "", "", "Vista previa"
    if exchange.image and kind in _IMAGES:
        link = attachments.add("respuesta", _IMAGES[kind], exchange.image)
        alternative = f"Respuesta a {escape(_label(exchange))}"
        view = f'<img src="{escape(link)}" alt="{alternative}"{_size(exchange.image)} loading="lazy">'
        title = "Imagen"
    elif exchange.is_binary:
        note = f"El cuerpo son {_count(exchange.size)} bytes que no son texto."
    elif kind == "text/html" and exchange.status[:1] != "3":
        view = draw_frame(exchange.body, f"Vista previa: {_label(exchange)}", example, attachments)
    body = "" if exchange.image and kind != "image/svg+xml" else exchange.body
    if exchange.size > KEPT and body:
        note = f"La respuesta sigue: son {_count(exchange.size)} bytes."
    if exchange.chunks > 1:
        note = f"{note} Llegó en {exchange.chunks} trozos.".lstrip()
    response = "\n".join([*lines, "", body]).rstrip("\n") + "\n"
    drawn = draw_figure("Respuesta", "http", response, f"response status-{exchange.status[:1]}", note=note)
    caption = f'<figcaption><span class="code-title">{title}</span></figcaption>'
    return f'{drawn}<figure class="code view">{caption}{view}</figure>' if view else drawn


def _size(image: bytes) -> str:
    """Say how large an image is, so that nothing jumps when it comes."""
    width, height = read_size(io.BytesIO(image))
    return f' width="{width}" height="{height}"' if width > 0 and height > 0 else ""


def draw_figure(title: str, language: str, text: str, names: str, *, note: str = "", **fields: str) -> str:
    """Return the HTML of some code with a title; what is long is cut at the end of a line, and says so.

    Args:
        title: what it is.
        language: of the code.
        text: the code.
        names: further classes.
        note: a sentence to stand below it.
        fields: what scripts find on it, by name.
    """
    shown = text
    if len(text) > SHOWN:
        end = text.rfind("\n", 0, SHOWN) + 1
        shown = text[:end] if end > SHOWN // 2 else f"{text[:SHOWN]}\n"
        left = text.count("\n") - shown.count("\n")
        rest = (
            f"{_count(left)} líneas más" if left > 1 else f"{_count(len(text) - len(shown))} caracteres más"
        )
        note = f"Aquí se corta: hay {rest}. {note}".rstrip()
    given = "".join(f' data-{name}="{escape(value)}"' for name, value in fields.items())
    caption = f'<figcaption><span class="code-title">{title}</span></figcaption>'
    code = f'<code class="language-{language}">{highlight(shown, language)}</code>'
    told = f'<p class="cut">{escape(note)}</p>' if note else ""
    return f'<figure class="code {names}"{given}>{caption}<pre tabindex="0">{code}</pre>{told}</figure>'


def _sets_cookie(exchanges: Sequence[Exchange]) -> bool:
    return any(name.lower() == "set-cookie" for each in exchanges for name, _ in each.headers)


def _label(exchange: Exchange) -> str:
    """``GET /hola``."""
    return re.sub(r" HTTP/1\.1$", "", exchange.request.partition("\n")[0])


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
