"""What happened inside an Example, in words and beside its code: the Moments of its Traces as steps.

Moments that follow each other in one function, or one template, are a phase; each request of a chain of
redirects is a round.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from escarcha.examples.child.moments import End, Kind, Role, Verdict
from escarcha.figures.trace import (
    TraceChange,
    TraceFigure,
    TraceLine,
    TraceListing,
    TraceMoment,
    TracePhase,
    TraceRound,
    TraceRule,
)
from escarcha.highlighting import highlight, language_of_file
from escarcha.rendering.codeblock import shown_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escarcha.examples.child.moments import Moment, Rule, Trace
    from escarcha.figures import Figures

_PHASES = {
    Role.REQUEST: Markup("Llega la petición"),
    Role.ROUTE: Markup("La ruta"),
    Role.BEFORE: Markup("Antes de la vista: {}"),
    Role.AROUND: Markup("Alrededor de la vista: {}"),
    Role.VIEW: Markup("La vista {}"),
    Role.ERROR: Markup("Responde al error {}"),
    Role.CONTEXT: Markup("Valores para las plantillas: {}"),
    Role.TEMPLATE: Markup("La plantilla {}"),
    Role.AFTER: Markup("Después de la vista: {}"),
    Role.TEARDOWN: Markup("Al acabar la petición: {}"),
    Role.RESPONSE: Markup("Sale la respuesta"),
    Role.MODULE: Markup("El código de {}"),
    Role.FUNCTION: Markup("La función {}"),
}
_SAID = {
    Kind.REQUEST: Markup("Llega {name}."),
    Kind.ROUTE: Markup("Encaja la regla {name}, que lleva a la vista {value}."),
    Kind.CALL: Markup("Empieza {name}."),
    Kind.LINE: Markup(),
    Kind.BACK: Markup("Aquí sigue esta línea."),
    Kind.TEMPLATE: Markup("Se rellena {name}."),
    Kind.BLOCK: Markup("Se escribe el bloque {name}."),
    Kind.RESPONSE: Markup("Sale {value}, que lleva a {name}."),
}
_SAID_WITHOUT_NAME = {
    Kind.ROUTE: Markup("No encaja ninguna regla: {value}."),
    Kind.TEMPLATE: Markup("Se rellena la plantilla que está en el código."),
    Kind.RESPONSE: Markup("Sale {value}."),
}
_ENDS = {
    End.RETURN: Markup("Devuelve {}."),
    End.YIELD: Markup("Entrega {}."),
    End.RAISE: Markup("Ocurre {}."),
}
_VERDICTS = {
    Verdict.CHOSEN: "es esta",
    Verdict.LATER: "también encaja, pero otra va antes",
    Verdict.METHOD: "encaja, pero no con este método",
    Verdict.SLASH: "encaja con una barra al final",
    Verdict.OTHER: "no encaja",
}


def draw_inside(
    traces: Sequence[tuple[str, Trace]], files: Mapping[str, str], name: str, figures: Figures
) -> Markup:
    """Return the HTML of what happened inside.

    Args:
        traces: with the request of each; the label is empty for a block of code.
        files: of the Example that they lead to, by their paths.
        name: that the anchors of lines begin with; no other on the page begins so.
        figures: that draw it.

    Raises:
        EscarchaError: if the template of the figure fails.
    """
    listings = {
        path: _Listing(path, text, f"{name}-{number}") for number, (path, text) in enumerate(files.items(), 1)
    }
    rounds: list[TraceRound] = []
    count = 0
    for label, trace in traces:
        phases = []
        told = [each for each in trace.moments if not _is_hidden(each, listings)]
        for (role, owner), group in itertools.groupby(told, lambda each: (each.role, each.owner)):
            moments = tuple(_told(each, listings) for each in group)
            phases.append(TracePhase(_label(role, owner), count + 1, moments))
            count += len(moments)
        rounds.append(TraceRound(label if len(traces) > 1 else "", tuple(phases)))
    shown = tuple(each.drawn() for each in listings.values() if each.wanted)
    return figures.draw(TraceFigure(tuple(rounds), shown, count, _note([trace for _, trace in traces])))


class _Listing:
    """A file that Moments lead to.

    Args:
        path: of it.
        text: of it.
        name: that its anchors begin with.
    """

    def __init__(self, path: str, text: str, name: str) -> None:
        self.path = path
        self.language = "html+jinja" if path.endswith((".html", ".htm")) else language_of_file(path)
        shown, self.hidden = shown_lines(text)
        self.lines = highlight(shown, self.language).removesuffix("\n").split("\n")
        self.wanted: set[int] = set()
        self._name = name

    def lead_to(self, line: int) -> str:
        """Return the link to a line, which has an anchor from now on."""
        self.wanted.add(line)
        return f"#{self._anchor(line)}"

    def line(self, number: int) -> Markup:
        """Return a line in colours."""
        return Markup(self.lines[number - 1])  # noqa: S704 - escaped by the highlighter

    def drawn(self) -> TraceListing:
        """Return what the template draws."""
        lines = tuple(
            TraceLine(number, self._anchor(number) if number in self.wanted else "", self.line(number))
            for number in range(1, len(self.lines) + 1)
            if number not in self.hidden
        )
        return TraceListing(self.path, self.language, lines)

    def _anchor(self, line: int) -> str:
        return f"pagina:dentro-{self._name}-{line}"


def _is_hidden(moment: Moment, listings: Mapping[str, _Listing]) -> bool:
    """Tell whether a Moment happens where the page shows no line."""
    listing = listings.get(moment.path)
    return bool(moment.path) and (
        listing is None or moment.line in listing.hidden or moment.line > len(listing.lines)
    )


def _told(moment: Moment, listings: Mapping[str, _Listing]) -> TraceMoment:
    place, href, code = "", "", Markup()
    if moment.path:
        listing = listings[moment.path]
        place, href = f"{moment.path}, línea {moment.line}", listing.lead_to(moment.line)
        code = listing.line(moment.line).strip()
    changes = tuple(TraceChange(each.name, each.before, each.after) for each in moment.changes)
    return TraceMoment(_sentence(moment), place, href, code, changes, tuple(map(_rule, moment.rules)))


def _sentence(moment: Moment) -> Markup:
    """Say what happens, in words."""
    name, value = _code(moment.name), _code(moment.value)
    said = _SAID if moment.name else _SAID | _SAID_WITHOUT_NAME
    told = [said[moment.kind].format(name=name, value=value)]
    if moment.end:
        told.append(_ENDS[moment.end].format(value))
    return Markup(" ").join(filter(None, told))


def _label(role: Role, owner: str) -> Markup:
    return _PHASES[role].format(_code(owner) if owner else "que está en el código")


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(escape(text))


def _rule(rule: Rule) -> TraceRule:
    is_chosen = rule.verdict is Verdict.CHOSEN
    return TraceRule(rule.text, ", ".join(rule.methods), rule.endpoint, _VERDICTS[rule.verdict], is_chosen)


def _note(traces: Sequence[Trace]) -> str:
    """Say what is not shown."""
    left = sum(trace.left for trace in traces)
    told = []
    if left == 1:
        told.append("Aquí se corta: hay otro paso, que no se muestra.")
    elif left:
        count = f"{left:,}".replace(",", ".")
        told.append(f"Aquí se corta: hay otros {count} pasos, que no se muestran.")
    if any(trace.is_cut for trace in traces):
        told.append("De los valores largos o muy anidados se muestra una parte, con «…» por lo que falta.")
    return " ".join(told)
