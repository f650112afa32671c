"""Requests beside their responses, and whatever else an Example has written, as HTML."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from escarcha.examples.request_commands import as_curl, as_httpie
from escarcha.figures.variables import (
    ExchangeFigure,
    OutputFigure,
    PictureFigure,
    Tab,
    TabsFigure,
)
from escarcha.highlighting import highlight
from escarcha.rendering.exhibits.frames import frame
from escarcha.rendering.exhibits.inside import draw_inside
from escarcha.rendering.images import read_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples import Example, Exchange, StepOutcome
    from escarcha.figures import Figures
    from escarcha.figures.variables import Figure
    from escarcha.rendering.exhibits.attachments import Attachments

SHOWN = 6_000
"""Characters of a body or of an output that are shown."""

KEPT = 64_000
"""Bytes of a body that are kept; see ``examples/child/client.py``."""

_IMAGES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/svg+xml": ".svg",
}


def draw_exchanges(
    happened: StepOutcome, number: int, example: Example, attachments: Attachments, figures: Figures
) -> Markup:
    """Return the HTML of the requests of one block: a panel, or a tab for each.

    Args:
        happened: in the block, the requests in order.
        number: of the block among those of its page; of tabs with one number browsers keep one open.
        example: that they belong to.
        attachments: of the page.
        figures: that draw them.

    Raises:
        EscarchaError: if the template of a figure fails.
    """
    chains: list[list[Exchange]] = []
    for each in happened.exchanges:
        if each.followed and chains:
            chains[-1].append(each)
        else:
            chains.append([each])
    keeps_cookies = _sets_cookie(happened.exchanges)
    panels = []
    for place, chain in enumerate(chains, 1):
        panel = _draw_panel(chain, example, attachments, figures, keeps_cookies=keeps_cookies)
        traces = [(_label(each), each.trace) for each in chain if each.trace]
        inside = draw_inside(traces, happened.listings, f"{number}-{place}", figures) if traces else ""
        panels.append(panel + inside)
    if len(panels) == 1:
        return panels[0]
    titles = (
        Markup("{} <small>{}</small>").format(_label(chain[0]), " → ".join(each.status[:3] for each in chain))
        for chain in chains
    )
    tabs = tuple(Tab(title, panel) for title, panel in zip(titles, panels, strict=True))
    return figures.draw(TabsFigure(tabs, f"peticiones-{number}"))


def _draw_panel(
    chain: Sequence[Exchange],
    example: Example,
    attachments: Attachments,
    figures: Figures,
    *,
    keeps_cookies: bool,
) -> Markup:
    """Draw a request and its response, and those that followed because a response redirected there."""
    parts = []
    for each in chain:
        commands = {}
        if not each.followed and "multipart/" not in each.request:
            for name, write in (("curl", as_curl), ("httpie", as_httpie)):
                commands[name] = write(each.request, keeps_cookies=keeps_cookies, follows=len(chain) > 1)
        title = "Petición, siguiendo la redirección" if each.followed else "Petición"
        parts.append(draw_output(figures, title, "http", f"{each.request}\n", "request", **commands))
        parts += _draw_response(each, example, attachments, figures)
    return figures.draw(ExchangeFigure(_label(chain[0]), Markup().join(parts)))


def _draw_response(
    exchange: Exchange, example: Example, attachments: Attachments, figures: Figures
) -> list[Markup]:
    lines = [f"HTTP/1.1 {exchange.status}", *(f"{name}: {value}" for name, value in exchange.headers)]
    kind = next((value for name, value in exchange.headers if name.lower() == "content-type"), "")
    kind = kind.partition(";")[0].strip().lower()
    note = ""
    view: Figure | None = None
    if exchange.image and kind in _IMAGES:
        link = attachments.add("respuesta", _IMAGES[kind], exchange.image)
        view = PictureFigure(_label(exchange), link, *_size(exchange.image))
    elif exchange.is_binary:
        note = f"El cuerpo son {_count(exchange.size)} bytes que no son texto."
    elif kind == "text/html" and exchange.status[:1] != "3":
        view = frame(exchange.body, _label(exchange), example, attachments)
    body = "" if exchange.image and kind != "image/svg+xml" else exchange.body
    if exchange.size > KEPT and body:
        note = f"La respuesta sigue: son {_count(exchange.size)} bytes."
    if exchange.chunks > 1:
        note = f"{note} Llegó en {exchange.chunks} trozos.".lstrip()
    response = "\n".join([*lines, "", body]).rstrip("\n") + "\n"
    status = exchange.status[:1]
    drawn = draw_output(figures, "Respuesta", "http", response, "response", status=status, note=note)
    return [drawn, figures.draw(view)] if view else [drawn]


def _size(image: bytes) -> tuple[int, int]:
    """Return how large an image is, so that nothing jumps when it comes; twice 0 if nobody knows."""
    width, height = read_size(io.BytesIO(image))
    return (width, height) if width > 0 and height > 0 else (0, 0)


def draw_output(
    figures: Figures, title: str, language: str, text: str, kind: str, *, note: str = "", **fields: str
) -> Markup:
    """Return the HTML of some text with a title; what is long is cut at the end of a line, and says so.

    Args:
        figures: that draw it.
        title: what it is.
        language: of the text.
        text: what was written, received or sent.
        kind: as ``OutputFigure`` has it.
        note: a sentence to stand below it.
        fields: further ones of ``OutputFigure``.

    Raises:
        EscarchaError: if the template of the figure fails.
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
    code = Markup(highlight(shown, language))  # noqa: S704 - escaped by the highlighter
    return figures.draw(OutputFigure(code, language, title, kind, note=note, **fields))


def _sets_cookie(exchanges: Sequence[Exchange]) -> bool:
    return any(name.lower() == "set-cookie" for each in exchanges for name, _ in each.headers)


def _label(exchange: Exchange) -> str:
    """``GET /hola``."""
    return re.sub(r" HTTP/1\.1$", "", exchange.request.partition("\n")[0])


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
