"""What is seen inside a request: routes, Flask's functions, templates, sessions; kept, the same each time."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from escarcha.examples.child.moments import Kind, Moment, Role, Trace, Verdict
from escarcha.examples.example import Example, Outcome, Step
from escarcha.examples.example import Kind as StepKind
from recorded import ask, module, told
from run_warm import python, run, step

if TYPE_CHECKING:
    from pathlib import Path

APP = """
from flask import Blueprint, Flask, abort, g, redirect, render_template, request, session
from flask.views import MethodView
from werkzeug.routing import BaseConverter

app = Flask(__name__)
app.secret_key = "x"
hechos = []


class Propio(BaseConverter):
    def to_python(self, value):
        hechos.append(value)
        return value


app.url_map.converters["propio"] = Propio


def d(vista):
    from functools import wraps

    @wraps(vista)
    def e(**datos):
        return vista(**datos)

    return e


@app.before_request
def antes():
    g.quien = "Ana"
    if request.path == "/cerrado":
        return "Cerrado", 503


@app.after_request
def despues(respuesta):
    return respuesta


@app.teardown_request
def al_final(error):
    pass


@app.context_processor
def todas():
    return {"autora": "Ana"}


@app.errorhandler(404)
def no_esta(error):
    return "No está", 404


@app.errorhandler(ZeroDivisionError)
def entre_cero(error):
    return "Entre cero", 500


@app.get("/<nombre>")
@d
def hola(nombre):
    return render_template("hola.html", nombre=nombre)


@app.get("/<int:numero>")
def numero(numero):
    return str(1 / (numero - 1))


@app.get("/nada")
def nada():
    abort(404)


@app.get("/lista/")
def lista():
    def partes():
        yield "a"
        yield "b"

    return partes()


@app.get("/p/<propio:valor>")
def propio(valor):
    return valor


@app.get("/q/<propio:valor>")
def otro(valor):
    return valor


@app.post("/entrar")
def entrar():
    session["quien"] = "Ana"
    session.pop("antes", None)
    return redirect("/Ana")


class Nota(MethodView):
    def get(self):
        return "nota"


blog = Blueprint("blog", __name__, url_prefix="/blog")
blog.add_url_rule("/nota", view_func=Nota.as_view("nota"))


@blog.before_request
def del_blog():
    pass


app.register_blueprint(blog)
"""
BASE = "{% block titulo %}x{% endblock %}|{% block cuerpo %}{% endblock %}"
TEMPLATE = '{% extends "base.html" %}\n{% block cuerpo %}{{ nombre }} {{ autora }}{% endblock %}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an Example with templates."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text(BASE, "utf-8")
    (tmp_path / "templates" / "hola.html").write_text(TEMPLATE, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "phases"),
    [
        (
            "/Ana",
            "around:d.<locals>.e view:hola context:todas template:hola.html view:hola around:d.<locals>.e",
        ),
        ("/1", "view:numero error:entre_cero"),
        ("/nada", "view:nada error:no_esta"),
        ("/cerrado", ""),
        ("/a/b/c", "error:no_esta"),
        ("/blog/nota", "before:del_blog view:Nota.get"),
        ("/lista", ""),
    ],
)
def test_phases_are_in_the_order_in_which_flask_calls(folder: Path, path: str, phases: str) -> None:
    """Each function of the application is told of by what it is for."""
    assert phases_of(folder, path) == [*BEGINNING, *phases.split(), *END, "response"]


def test_a_stream_comes_after_all_else(folder: Path) -> None:
    """What makes the body runs when that is sent."""
    expected = [*BEGINNING, "view:lista", *END, "function:lista.<locals>.partes", "response"]
    assert phases_of(folder, "/lista/") == expected


BEGINNING = ["request", "route", "before:antes"]
END = ["after:despues", "teardown:al_final"]


def phases_of(folder: Path, path: str) -> list[str]:
    """Return what happens at a path, each phase once."""
    trace, _ = ask(folder, module(folder, APP).app, "GET", path)
    return [
        f"{role.value}:{owner}".rstrip(":") for (role, owner), _ in itertools.groupby(trace.moments, owner_of)
    ]


def owner_of(moment: Moment) -> tuple[Role, str]:
    """Return what a phase is known by."""
    return moment.role, moment.owner


def route_of(folder: Path, app: Any, path: str) -> Moment:
    """Return the Moment in which a path is compared with the rules."""
    trace, _ = ask(folder, app, "GET", path)
    return next(each for each in trace.moments if each.kind is Kind.ROUTE)


def test_rules_say_what_became_of_them(folder: Path) -> None:
    """Which one matched, which would have, and which not; no converter is called for it."""
    names = module(folder, APP)
    route = route_of(folder, names.app, "/p/abc")
    assert (route.name, route.value, route.changes[0].after) == ("/p/<propio:valor>", "propio", "'abc'")
    assert names.hechos == ["abc"]
    verdicts = {
        path: {rule.text: rule.verdict for rule in route_of(folder, names.app, path).rules}
        for path in ("/7", "/lista", "/entrar")
    }
    assert verdicts["/7"]["/<int:numero>"] is Verdict.CHOSEN
    assert verdicts["/7"]["/<nombre>"] is Verdict.LATER
    assert verdicts["/7"]["/nada"] is Verdict.OTHER
    assert verdicts["/lista"]["/lista/"] is Verdict.SLASH
    assert verdicts["/entrar"]["/entrar"] is Verdict.METHOD


def test_templates_say_their_blocks_and_values(folder: Path) -> None:
    """In the order in which Jinja writes them, each with the line where it begins."""
    trace, response = ask(folder, module(folder, APP).app, "GET", "/Ana")
    assert response.text == "x|Ana Ana"
    seen = [each for each in trace.moments if each.role is Role.TEMPLATE]
    assert told(seen) == [
        "template hola.html | nombre=>'Ana' | autora=>'Ana'",
        "block titulo",
        "block cuerpo",
    ]
    assert [(each.path, each.line) for each in seen[1:]] == [
        ("templates/base.html", 1),
        ("templates/hola.html", 2),
    ]


def test_a_session_is_seen_and_not_touched(folder: Path) -> None:
    """What a request brings, what changes and what goes; the response is the one that it is unwatched."""
    names = module(folder, APP)
    client = names.app.test_client()
    with client.session_transaction() as session:
        session["antes"] = 1
    cookie = f"session={client.get_cookie('session').value}"
    trace, response = ask(folder, names.app, "POST", "/entrar", headers={"Cookie": cookie})
    changes = [
        change for moment in trace.moments for change in moment.changes if change.name.startswith("session")
    ]
    assert [(each.name, each.before, each.after) for each in changes] == [
        ("session['antes']", "", "1"),
        ("session['quien']", "", "'Ana'"),
        ("session['antes']", "1", ""),
    ]
    assert "Vary" in response.headers
    _, plain = ask(folder, names.app, "GET", "/lista/", headers={"Cookie": cookie})
    assert "Vary" not in plain.headers


def test_an_outcome_has_traces_and_the_files_they_lead_to() -> None:
    """The second run has the same; what the blocks wrote is there by its path; each redirect has its own."""
    steps = (
        step(StepKind.FILE, BASE, path="templates/base.html"),
        step(StepKind.FILE, TEMPLATE, path="templates/hola.html"),
        step(StepKind.PYTHON, APP),
        step(StepKind.PYTHON, "app.config['X'] = object()\n", line=200),
        step(StepKind.HTTP, "POST /entrar\n", line=210, traced=True, follows=True),
        step(StepKind.HTTP, "GET /Ana\n", line=220),
    )
    outcome, again = run(Example(steps)), run(Example(steps))
    assert outcome == again
    assert outcome.failures == ()
    first, second = outcome.steps[4].exchanges
    assert first.trace
    assert second.trace
    assert (first.trace.moments[-1].value, first.trace.moments[-1].name) == ("302 FOUND", "/Ana")
    assert second.trace.moments[0].name == "GET /Ana"
    assert outcome.steps[4].listings["app.py"] == f"{APP}{steps[3].text}"
    assert outcome.steps[5].exchanges[0].trace is None
    assert outcome.steps[5].listings == {}
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outcome), type=Outcome) == outcome


def test_a_trace_is_the_same_anywhere() -> None:
    """No address, no folder of a moment; a step that is expected to fail is seen up to where it fails."""
    code = (
        "import os\n\ndef f(a):\n    o = object()\n    p = [os.getcwd(), f]\n    raise KeyError(o)\n\nf(1)\n"
    )
    outcome = run(Example((step(StepKind.PYTHON, code, error="KeyError", traced=True),)))
    trace = outcome.steps[0].trace
    assert trace
    assert "p=>['.', <f>]" in " ".join(told(trace.moments))
    assert [each.value for each in trace.moments if each.end] == ["KeyError(<object object>)"] * 2
    assert not [word for word in ("0x", "/tmp") if word in str(trace)]  # noqa: S108 - what must not be there


@pytest.mark.parametrize(
    ("steps", "cause"),
    [
        ((step(StepKind.PYTHON, "import math\n", traced=True),), "«trace» no tiene nada que enseñar"),
        (
            (
                step(StepKind.PYTHON, "from werkzeug.testapp import test_app as app\n"),
                step(StepKind.HTTP, "GET /\n", 9, traced=True),
            ),
            "«trace» no tiene nada que enseñar",
        ),
        ((step(StepKind.PYTHON, "1 / 0\n", traced=True),), "el ejemplo falla con ZeroDivisionError"),
    ],
)
def test_a_trace_that_cannot_be_made_is_a_failure(steps: tuple[Step, ...], cause: str) -> None:
    """Nothing of the Example runs, or it fails: its line says so."""
    (failure,) = run(Example(steps)).failures
    assert failure.cause.startswith(cause)
    assert failure.line in {steps[-1].line, steps[-1].line + 1}


def test_a_block_without_trace_records_nothing() -> None:
    """It has no Trace, and nobody watches its lines."""
    outcome = python("import sys\nprint(sys.gettrace())\n")
    assert outcome.steps[0].trace is None
    assert outcome.steps[0].output == "None\n"


def test_moments_of_no_file_are_kept(tmp_path: Path) -> None:
    """A template in the code has no name and no file."""
    code = (
        "from flask import Flask, render_template_string\napp = Flask(__name__)\n\n@app.get('/')\ndef f():\n"
    )
    code += "    return render_template_string('{% block a %}{{ x }}{% endblock %}', x=1)\n"
    trace, _ = ask(tmp_path, module(tmp_path, code).app, "GET", "/")
    seen = [each for each in trace.moments if each.role is Role.TEMPLATE]
    assert seen == [
        Moment(Kind.TEMPLATE, Role.TEMPLATE, changes=seen[0].changes),
        Moment(Kind.BLOCK, Role.TEMPLATE, name="a"),
    ]
    assert Trace() == Trace((), 0, is_cut=False)
