"""What happened when an Example ran, as HTML: output, and requests beside their responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from escarcha.examples.example import Kind
from escarcha.rendering.highlight import highlight

if TYPE_CHECKING:
    from escarcha.examples import Example, Exchange, Failure, Outcome
    from escarcha.rendering.fragment import Exhibit

_NAMED = ("Flask", "Werkzeug", "Jinja2", "Django")
"""Packages worth naming; the first that was used is."""

SHOWN = 20_000
"""Characters of a body or of an output that are shown."""


def draw_exhibit(exhibit: Exhibit, example: Example, outcome: Outcome | None) -> str:
    """Return the HTML for an Exhibit's place.

    Args:
        exhibit: which steps, and what stands there if they have not run.
        example: that they belong to.
        outcome: of the Example; None if it has not run.
    """
    if outcome is None:
        return exhibit.plain
    shown = []
    for number in range(exhibit.first, exhibit.end):
        step, happened = example.steps[number], outcome.steps[number]
        if step.kind is Kind.HTTP:
            shown += [_draw_exchange(each) for each in happened.exchanges]
        elif step.kind is Kind.CONSOLE:
            shown.append(_frame("Consola", "console", f"$ {step.text}\n{happened.output}", "exhibit"))
        elif happened.output:
            shown.append(_frame("Resultado", "text", happened.output, "exhibit output"))
    # Nothing is published that fails; this is for the preview.
    shown += [_draw_failure(failure) for failure in outcome.failures]
    if not shown:
        return ""
    return f'<div class="exhibits">{"".join(shown)}{_stamp(outcome)}</div>'


def _draw_exchange(exchange: Exchange) -> str:
    lines = [f"HTTP/1.1 {exchange.status}", *(f"{name}: {value}" for name, value in exchange.headers)]
    if exchange.is_binary:
        body = f"[{exchange.size} bytes que no son texto]"
    else:
        body = exchange.body if len(exchange.body) <= SHOWN else f"{exchange.body[:SHOWN]}\n[…]"
    response = "\n".join([*lines, "", body]).rstrip("\n") + "\n"
    asked = _frame("Petición", "http", f"{exchange.request}\n", "exhibit request")
    return f'<div class="exchange">{asked}{_frame("Respuesta", "http", response, "exhibit response")}</div>'


def _frame(title: str, language: str, text: str, names: str) -> str:
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}\n[…]\n"
    caption = f'<figcaption><span class="code-title">{title}</span></figcaption>'
    code = f'<code class="language-{language}">{highlight(shown, language)}</code>'
    return f'<figure class="code {names}">{caption}<pre tabindex="0">{code}</pre></figure>'


def _draw_failure(failure: Failure) -> str:
    detail = f'<pre tabindex="0"><code>{escape(failure.detail)}</code></pre>' if failure.detail else ""
    told = f"<p>{escape(failure.cause)} {escape(failure.remedy)}</p>{detail}"
    return f'<div class="callout callout-failure"><p class="callout-title">El ejemplo falla</p>{told}</div>'


def _stamp(outcome: Outcome) -> str:
    """Say with what it ran."""
    named = next((f"{name} {outcome.versions[name]} · " for name in _NAMED if name in outcome.versions), "")
    python = ".".join(outcome.versions.get("Python", "").split(".")[:2])
    return f'<p class="stamp">Ejecutado con {escape(named)}Python {escape(python)}</p>'
