"""What happened when the Examples of a note ran, put into the places that are marked for it.

Code that stands right above what it did makes a pair with it; where there is room, they are side by side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import escape

from escarcha.examples.download import is_application, pack
from escarcha.examples.example import Kind
from escarcha.rendering.exhibits.exchange import draw_exchanges, draw_figure
from escarcha.rendering.exhibits.gathering import PLACE, RAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escarcha.examples import Example, Outcome, StepOutcome
    from escarcha.examples.example import Table
    from escarcha.rendering.exhibits.attachments import Attachments
    from escarcha.rendering.fragment import Fragment

_NAMED = ("Flask", "Werkzeug", "Jinja2", "Django")
"""Packages worth naming; the first that was used is."""

_TRACEBACK = re.compile(r"^Traceback \(most recent call last\):$", re.MULTILINE)
_FOREIGN_FRAME = re.compile(r'^  File "…/.*\n(?:    .*\n)*', re.MULTILINE)
"""Lines of a traceback that lead to an installed package, as ``examples/masks.py`` writes them."""


def show_outcomes(
    html: str, fragment: Fragment, outcomes: Sequence[Outcome], attachments: Attachments
) -> str:
    """Put what happened into the places that are marked for it.

    Args:
        html: of the note.
        fragment: that it comes from.
        outcomes: one for each Example; none if nothing has run.
        attachments: take up what is published beside the page.
    """
    if not fragment.exhibits:
        return html
    text, *rest = html.split(PLACE)
    if not outcomes:
        plain = zip(fragment.exhibits, rest, strict=True)
        return "".join([text, *(f"{exhibit.plain}{following}" for exhibit, following in plain)])
    pieces: list[str] = []
    group: list[int] = []
    for number, following in enumerate(rest):
        group.append(number)
        if following.strip() or number == len(rest) - 1:
            pieces.append(_pair(text, _draw_group(group, fragment, outcomes, attachments)))
            text, group = following, []
    return "".join([*pieces, text])


def _pair(before: str, shown: str) -> str:
    """Put what happened below the code that did it."""
    if not shown:
        return before
    start = end = len(before.rstrip())
    while before[:start].rstrip().endswith("</figure>"):
        at = before.rfind("<figure ", 0, start)
        if not before.startswith(RAN, at):
            break
        start = at
    exhibits = f'<div class="exhibits">{shown}</div>'
    if start == end:
        return f"{before}{exhibits}"
    return f'{before[:start]}<div class="example"><div>{before[start:end]}</div>{exhibits}</div>'


def _draw_group(
    group: Sequence[int], fragment: Fragment, outcomes: Sequence[Outcome], attachments: Attachments
) -> str:
    """Draw exhibits that follow each other, and below them what they ran with."""
    drawn = "".join(_draw_exhibit(number, fragment, outcomes, attachments) for number in group)
    last = {exhibit.example: number for number, exhibit in enumerate(fragment.exhibits)}
    ended = [
        fragment.exhibits[number].example
        for number in group
        if last[fragment.exhibits[number].example] == number
    ]
    feet = "".join(_draw_foot(fragment.examples[each], outcomes[each], attachments) for each in ended)
    return f"{drawn}{feet}" if drawn else ""


def _draw_exhibit(
    number: int, fragment: Fragment, outcomes: Sequence[Outcome], attachments: Attachments
) -> str:
    exhibit = fragment.exhibits[number]
    example, outcome = fragment.examples[exhibit.example], outcomes[exhibit.example]
    steps = list(zip(example.steps, outcome.steps, strict=True))[exhibit.first : exhibit.end]
    shown: list[str] = []
    session = ""
    for step, happened in steps:
        if step.kind is Kind.CONSOLE:
            session += f"$ {step.text}\n{happened.output}"
            continue
        if happened.exchanges:
            shown.append(draw_exchanges(happened.exchanges, number + 1, example, attachments))
        if step.kind is Kind.JINJA:
            shown.append(draw_figure("Resultado", "html", f"{happened.output.rstrip()}\n", "output"))
            continue
        shown += [*_draw_output(happened), *map(_draw_table, happened.tables)]
    if session:
        shown.append(draw_figure("Consola", "console", session, "output"))
    return "".join(shown)


def _draw_output(happened: StepOutcome) -> list[str]:
    """Draw what a step wrote; a traceback apart, with the example's own lines alone."""
    found = _TRACEBACK.search(happened.output)
    written = happened.output[: found.start()] if found else happened.output
    drawn = []
    if written.strip():
        title = "Terminal" if happened.exchanges else "Resultado"
        drawn.append(draw_figure(title, "text", f"{written.rstrip()}\n", "output"))
    if found:
        told = _FOREIGN_FRAME.sub("", happened.output[found.start() :])
        drawn.append(draw_figure("Excepción", "pytb", told, "output raised"))
    return drawn


def _draw_table(table: Table) -> str:
    """Draw what a statement of SQL gives, as the table that it is."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = ("".join(f"<td>{escape(value)}</td>" for value in row) for row in table.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    left = table.total - len(table.rows)
    more = f'<p class="cut">Aquí se corta: hay {left} filas más.</p>' if left else ""
    caption = '<figcaption><span class="code-title">Resultado</span></figcaption>'
    drawn = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    framed = f'<div class="table" role="region" tabindex="0" aria-label="Resultado">{drawn}</div>'
    return f'<figure class="code output rows">{caption}{framed}{more}</figure>'


def _draw_foot(example: Example, outcome: Outcome, attachments: Attachments) -> str:
    """Say with what it ran and what that means, and let readers take it home."""
    named = next((f"{name} {outcome.versions[name]} · " for name in _NAMED if name in outcome.versions), "")
    python = ".".join(outcome.versions.get("Python", "").split(".")[:2])
    link = ""
    if is_application(example) and not outcome.failures:
        kind = attachments.page_name or "ejemplo"
        name = f"{kind}-{attachments.count(kind) + 1}"
        link = attachments.add(kind, ".zip", pack(example, outcome.versions, name))
        link = f'<a href="{escape(link)}" download="{escape(name)}.zip">Descargar el ejemplo</a>'
    told = (
        "Nadie lo ha escrito a mano: el código se ejecutó al publicar la página, y esto es lo que pasó. "
        "Un ejemplo que deja de funcionar no se publica."
    )
    return (
        f'<div class="stamp"><details><summary>Ejecutado con {escape(named)}Python {escape(python)}</summary>'
        f"<p>{told}</p></details>{link}</div>"
    )
