"""What happened inside an example, as readers see it; and who may ask for it."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha.examples.child.moments import Change, End, Kind, Moment, Role, Rule, Trace, Verdict
from escarcha.examples.example import Waiting
from escarcha.figures import theme_figures
from escarcha.rendering.exhibits import Attachments, show_outcomes
from escarcha.rendering.exhibits.inside import draw_inside
from escarcha.rendering.renderer import Renderer

APP = "def hola(nombre):\n    x = 1  # [!code hl]\n    y = 2  # [!code hide]\n    return '<b>'\n"
FILES = {"app.py": APP, "templates/a.html": "{% block x %}{% endblock %}\n"}
VIEW = (Role.VIEW, "hola")


def drawn(*traces: Trace, name: str = "1") -> LexborHTMLParser:
    """Draw Traces, each with a request."""
    labelled = [(f"GET /{number}", trace) for number, trace in enumerate(traces, 1)]
    return LexborHTMLParser(draw_inside(labelled, FILES, name, theme_figures()))


def steps(*moments: Moment) -> list[str]:
    """Return the steps of Moments, each as text."""
    tree = drawn(Trace(moments))
    return [re.sub(r"\s+", " ", node.text()).strip() for node in tree.css(".trace-steps ol > li")]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (Moment(Kind.REQUEST, Role.REQUEST, name="GET /<x>"), "Llega GET /<x>."),
        (
            Moment(Kind.ROUTE, Role.ROUTE, name="/<x>", value="hola"),
            "Encaja la regla /<x>, que lleva a la vista hola.",
        ),
        (Moment(Kind.ROUTE, Role.ROUTE, value="404 Not Found"), "No encaja ninguna regla: 404 Not Found."),
        (
            Moment(Kind.CALL, *VIEW, "hola", "app.py", 1, changes=(Change("nombre", "'Ana'"),)),
            "app.py, línea 1 def hola(nombre): Empieza hola. nombre'Ana'",
        ),
        (
            Moment(Kind.LINE, *VIEW, "", "app.py", 2, changes=(Change("x", "1", "0"), Change("z", "", "2"))),
            "app.py, línea 2 x = 1 x0 → 1 z2 → ya no está",
        ),
        (
            Moment(Kind.LINE, *VIEW, "", "app.py", 4, End.RETURN, "'<b>'"),
            "app.py, línea 4 return '<b>' Devuelve '<b>'.",
        ),
        (
            Moment(Kind.BACK, *VIEW, "", "app.py", 4, End.RAISE, "KeyError()"),
            "app.py, línea 4 return '<b>' Aquí sigue esta línea. Ocurre KeyError().",
        ),
        (
            Moment(Kind.LINE, *VIEW, "", "app.py", 4, End.YIELD, "1"),
            "app.py, línea 4 return '<b>' Entrega 1.",
        ),
        (Moment(Kind.TEMPLATE, Role.TEMPLATE, "a.html", "a.html"), "Se rellena a.html."),
        (Moment(Kind.TEMPLATE, Role.TEMPLATE), "Se rellena la plantilla que está en el código."),
        (
            Moment(Kind.BLOCK, Role.TEMPLATE, "a.html", "x", "templates/a.html", 1),
            "templates/a.html, línea 1 {% block x %}{% endblock %} Se escribe el bloque x.",
        ),
        (Moment(Kind.RESPONSE, Role.RESPONSE, value="200 OK"), "Sale 200 OK."),
        (
            Moment(Kind.RESPONSE, Role.RESPONSE, name="/a", value="302 FOUND"),
            "Sale 302 FOUND, que lleva a /a.",
        ),
    ],
)
def test_a_step_says_its_line_and_what_happens(moment: Moment, said: str) -> None:
    """In words, with the values that change; markup of an example is text."""
    assert steps(moment) == [said]


def test_what_is_hidden_stays_hidden() -> None:
    """A line that the page does not show is neither in the listing nor a step, nor is a file of no block."""
    hidden = (Moment(Kind.LINE, *VIEW, "", "app.py", 3), Moment(Kind.LINE, *VIEW, "", "otro.py", 1))
    tree = drawn(Trace((Moment(Kind.LINE, *VIEW, "", "app.py", 2), *hidden)))
    html = tree.html or ""
    assert "y = 2" not in html
    assert "[!code" not in html
    assert [node.attrs["data-line"] for node in tree.css(".line")] == ["1", "2", "4"]
    assert len(tree.css("ol > li")) == 1


def test_steps_lead_to_their_lines_and_go_on_counting() -> None:
    """Each link has its anchor; phases and rounds have labels, and one list goes on where another ends."""
    first = Trace((Moment(Kind.REQUEST, Role.REQUEST, name="x"), Moment(Kind.LINE, *VIEW, "", "app.py", 4)))
    tree = drawn(first, first, name="3-1")
    assert [node.text() for node in tree.css(".trace-round code")] == ["GET /1", "GET /2"]
    assert [node.text() for node in tree.css(".trace-phase")] == ["Llega la petición", "La vista hola"] * 2
    assert [node.attrs["start"] for node in tree.css("ol")] == ["1", "2", "3", "4"]
    ids = [node.attrs["id"] for node in tree.css(".line[id]")]
    assert [node.attrs["href"] for node in tree.css("ol a")] == [f"#{ids[0]}"] * 2
    assert ids == ["pagina:dentro-3-1-1-4"]
    assert not drawn(first).css(".trace-round")


def test_rules_and_limits_are_told() -> None:
    """What became of each rule, the one that matched apart; how many steps and that values are missing."""
    verdicts = {Verdict.CHOSEN: "es esta", Verdict.OTHER: "no encaja"}
    rules = tuple(Rule("/", ("GET", "POST"), "hola", verdict) for verdict in verdicts)
    tree = drawn(
        Trace((Moment(Kind.ROUTE, Role.ROUTE, name="/", value="hola", rules=rules),), 9801, is_cut=True)
    )
    assert [node.text() for node in tree.css(".trace-rules li")] == [
        f"/ GET, POST → hola: {said}" for said in verdicts.values()
    ]
    assert [node.text() for node in tree.css("strong")] == ["es esta"]
    (note,) = tree.css(".cut")
    assert note.text().startswith("Aquí se corta: hay otros 9.801 pasos, que no se muestran. De los valores")
    assert drawn(Trace((), 1)).css(".cut")[0].text() == "Aquí se corta: hay otro paso, que no se muestra."


@pytest.mark.parametrize(
    ("note", "cause"),
    [
        (
            "```python trace\nx\n```",
            "1: «trace» enseña lo que pasa al ejecutar un bloque, y este no se ejecuta.",
        ),
        ("a\n\n```http trace\nGET /\n```", "3: «trace» enseña lo que pasa al ejecutar un bloque"),
        ("```rust trace\nx\n```", "1: «trace» enseña lo que pasa al ejecutar un bloque"),
        ("```console run trace\n$ x\n```", "1: «trace» no va con un bloque de consola."),
        ("```python run trace\n>>> 1\n1\n```", "1: «trace» no va con un bloque con «>>>»."),
        ("```python file=a.py trace\nx\n```", "1: «trace» no va con un bloque con «file=»."),
        (
            "```python run trace show=none\nx\n```",
            "1: «trace» no va con un bloque que no enseña lo que pasa.",
        ),
        ("```python context trace\nx\n```", "1: «trace» no va con un bloque que no enseña lo que pasa."),
    ],
)
def test_who_cannot_be_looked_into_is_told(note: str, cause: str) -> None:
    """With the line, and what to do; a word of another tool's language is a warning."""
    (remark,) = Renderer().render(note).remarks
    assert f"{remark.line}: {remark.cause}".startswith(cause)
    assert "trace" in remark.remedy
    assert remark.severity.value == ("aviso" if "rust" in note else "error")


def test_a_block_asks_for_it() -> None:
    """The word is an option like any other."""
    note = "```python run trace\nx\n```\n\n```http follow trace\nGET /\n```\n\n```http\nGET /\n```\n"
    fragment = Renderer().render(note)
    assert fragment.remarks == ()
    assert [step.traced for step in fragment.examples[0].steps] == [True, True, False]


def test_what_is_not_there_yet_has_its_place() -> None:
    """A page asks for the sheet by the figure, so that an outcome that comes later needs nothing more."""
    fragment = Renderer().render("```python run trace\nx = 1\n```\n")
    waiting = [Waiting.of(example) for example in fragment.examples]
    html = show_outcomes("".join(fragment.parts), fragment, waiting, Attachments("/"), theme_figures())
    assert '<details class="trace">' in html
    assert "Ejecutándose…" in html
