"""Steps that are no plain Python: templates, commands, modules, other applications."""

from __future__ import annotations

import platform

import pytest

from escarcha.examples.example import Example, Kind, Outcome, Step
from run_warm import run

FLASK = """\
from flask import Flask

app = Flask(__name__)


@app.template_filter()
def gritado(texto):
    return texto.upper()


@app.get("/hola")
def hola():
    return "hola"
"""


def steps(*given: tuple[Kind, str]) -> Outcome:
    """Run blocks that begin on lines 100, 200 and so on."""
    return run(Example(tuple(Step(kind, text, n * 100) for n, (kind, text) in enumerate(given, 1))))


def rendered(*given: tuple[Kind, str]) -> str:
    """Return what the last of some blocks gives, all of which must be true."""
    outcome = steps(*given)
    assert outcome.failures == ()
    return outcome.steps[-1].output


def test_a_template_has_its_context_from_yaml() -> None:
    """With the truths of YAML 1.2, and escaped as Flask does it."""
    context = "nombre: <Ana>\nveces: 2\nsí: no\nlista: [1, 2.5, true, null]\n"
    template = "{{ nombre }} {{ veces + 1 }} {{ sí }} {{ lista }}"
    assert rendered((Kind.CONTEXT, context), (Kind.JINJA, template)) == (
        "&lt;Ana&gt; 3 no [1, 2.5, True, None]"
    )


def test_a_template_has_its_context_from_python() -> None:
    """The names of the block before it."""
    assert rendered((Kind.PYTHON, "notas = [1, 2]\n"), (Kind.JINJA, "{{ notas | sum }}")) == "3"


def test_a_template_has_its_context_from_both() -> None:
    """Names of Python, and values beside them."""
    blocks = ((Kind.PYTHON, "a = 1\n"), (Kind.CONTEXT, "b: 2\n"), (Kind.JINJA, "{{ a }}{{ b }}"))
    assert rendered(*blocks) == "12"


def test_the_end_of_a_name_says_what_is_escaped() -> None:
    """As in Flask; a template without a name is HTML."""
    names = ("", "a.html", "a.xml", "a.svg", "a.txt", "a.md", "a.css")
    outcome = run(Example(tuple(Step(Kind.JINJA, "{{ '&' }}", 9, path=name) for name in names)))
    assert [each.output for each in outcome.steps] == ["&amp;"] * 4 + ["&"] * 3


def test_a_template_is_the_applications_own() -> None:
    """Filters and ``url_for`` of the Flask application before it are there."""
    template = "{{ 'ñ' | gritado }} {{ url_for('hola') }}"
    assert rendered((Kind.PYTHON, FLASK), (Kind.JINJA, template)) == "Ñ /hola"


def test_a_template_may_extend_another() -> None:
    """One that lies in the folder; a name that is no HTML escapes nothing."""
    outcome = run(
        Example(
            (
                Step(Kind.FILE, "<{% block a %}{% endblock %}>", 1, path="templates/base.txt"),
                Step(
                    Kind.JINJA,
                    "{% extends 'base.txt' %}{% block a %}{{ '&' }}{% endblock %}",
                    9,
                    path="templates/hola.txt",
                ),
            )
        )
    )
    assert outcome.failures == ()
    assert outcome.steps[1].output == "<&>"


@pytest.mark.parametrize(
    ("template", "line", "word"),
    [
        ("a\n{% if %}\n", 102, "TemplateSyntaxError"),
        ("a\n\n{{ 1 / 0 }}\n", 103, "ZeroDivisionError"),
        ("{{ nada.x }}\n", 101, "UndefinedError"),
        ("{% include 'nada.html' %}\n", 101, "TemplateNotFound"),
    ],
)
def test_a_mistake_in_a_template_has_its_line(template: str, line: int, word: str) -> None:
    """That of the note."""
    (failure,) = steps((Kind.JINJA, template)).failures
    assert failure.line == line
    assert word in failure.cause


def test_a_mistake_in_a_template_of_a_file_has_its_line() -> None:
    """Whichever block of the note the file is from."""
    outcome = run(
        Example(
            (
                Step(Kind.FILE, "<p>\n{{ 1 / 0 }}", 50, path="templates/a.html"),
                Step(Kind.PYTHON, FLASK.replace('"hola"\n', "flask.render_template('a.html')\n"), 100),
                Step(Kind.PYTHON, "import flask\n", 200),
                Step(Kind.HTTP, "GET /hola", 300),
            )
        )
    )
    assert [failure.line for failure in outcome.failures] == [52]


def test_context_that_is_none_is_told() -> None:
    """YAML that is a list, or none at all."""
    for text in ("- 1\n", "a: [\n"):
        (failure,) = steps((Kind.CONTEXT, text), (Kind.JINJA, "x")).failures
        assert failure.line == 100


def test_what_follows_a_command_goes_on() -> None:
    """Names and cookies are still there: a command has a process beside that of the example."""
    outcome = steps(
        (Kind.PYTHON, "x = 1\n"),
        (Kind.CONSOLE, "python -c 'print(2)'"),
        (Kind.PYTHON, "print(x)\n"),
        (Kind.CONSOLE, "python -c 'print(3)'"),
    )
    assert outcome.failures == ()
    assert [each.output for each in outcome.steps] == ["", "2\n", "1\n", "3\n"]


@pytest.mark.parametrize("command", ["python --version", "python3 --version", "python -V", "python3 -V"])
def test_python_says_its_version(command: str) -> None:
    """As in a terminal."""
    outcome = steps((Kind.CONSOLE, command))
    assert (outcome.failures, outcome.steps[0].output) == ((), f"Python {platform.python_version()}\n")


def test_a_command_finds_what_another_has_left() -> None:
    """In the folder, and nothing in Python: each begins anew."""
    outcome = steps(
        (Kind.CONSOLE, 'python -c \'import os; open("a", "w").write("x"); os.environ["B"] = "1"\''),
        (Kind.CONSOLE, 'C=2 python -c \'import os; print(os.listdir(), os.getenv("B"), os.getenv("C"))\''),
    )
    assert outcome.failures == ()
    assert outcome.steps[1].output == "['a'] None 2\n"


def test_commands_of_the_application_run() -> None:
    """``app.cli`` is how Flask's applications have commands of their own."""
    command = '@app.cli.command("saluda")\ndef saluda():\n    print("¡Hola!")\n'
    outcome = steps(
        (Kind.PYTHON, FLASK + command),
        (Kind.CONSOLE, "flask --app app saluda"),
        (Kind.CONSOLE, "flask saluda"),
        (Kind.CONSOLE, "FLASK_APP=app python -m flask saluda"),
    )
    assert outcome.failures == ()
    assert [each.output for each in outcome.steps[1:]] == ["¡Hola!\n"] * 3


@pytest.mark.parametrize(
    ("command", "word"),
    [
        ("ls | sort", "intérprete de órdenes"),
        ("rm -rf /", "no de «rm»"),
        ("python -c 'import os; os._exit(7)'", "código 7"),
        ("python -c '1 / 0'", "ZeroDivisionError"),
        ("python -c 'while True: pass'", "no ha acabado en 0,5 segundos"),
        ("python -m http.server", "no tienen red"),
        ("python -c '", "ValueError"),
    ],
)
def test_a_command_that_fails_says_why(command: str, word: str) -> None:
    """On its own line."""
    (failure,) = run(Example((Step(Kind.CONSOLE, command, 7),), timeout=0.5)).failures
    assert failure.line == 7
    assert word in failure.cause + failure.detail


def test_an_error_in_a_file_that_a_command_runs_has_its_line() -> None:
    """The command stands on line 200, the mistake on 102."""
    outcome = run(
        Example((Step(Kind.FILE, "x = 1\nnada\n", 100, path="a.py"), Step(Kind.CONSOLE, "python a.py", 200)))
    )
    assert [failure.line for failure in outcome.failures] == [102]


def test_a_command_may_have_to_fail() -> None:
    """With a status, or with an exception."""
    for command, error in (("flask nada", "2"), ("python -c '1 / 0'", "ZeroDivisionError")):
        assert run(Example((Step(Kind.CONSOLE, command, 7, error=error),))).failures == ()


def test_files_are_modules_of_their_own() -> None:
    """A package, its parts, and what imports it: each has its own names."""
    outcome = run(
        Example(
            (
                Step(
                    Kind.PYTHON,
                    "from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n"
                    "    from . import notas\n    app.register_blueprint(notas.bp)\n    return app\n",
                    1,
                    path="apuntes/__init__.py",
                ),
                Step(
                    Kind.PYTHON,
                    "from flask import Blueprint\n\nbp = Blueprint('notas', __name__)\n\n\n"
                    "@bp.get('/')\ndef a():\n    return __name__\n",
                    20,
                    path="apuntes/notas.py",
                ),
                Step(Kind.PYTHON, "print('create_app' in globals(), __package__)\n", 40),
                Step(Kind.HTTP, "GET /", 50),
                Step(Kind.CONSOLE, "flask --app apuntes routes", 60),
            )
        )
    )
    assert outcome.failures == ()
    assert outcome.steps[2].output == "False apuntes\n"
    assert outcome.steps[3].exchanges[0].body == "apuntes.notas"
    assert "notas.a" in outcome.steps[4].output


DISPATCH = """\
def vista_hola(environ):
    return "200 OK", "¡Hola!"


RUTAS = {"/hola/": vista_hola}


def resolver(environ, start_response):
    vista = RUTAS.get(environ["PATH_INFO"])
    estado, texto = vista(environ) if vista else ("404 Not Found", "No está")
    start_response(estado, [("Content-Type", "text/plain; charset=utf-8")])
    return [texto.encode()]


class Intermedio:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)


otra = Intermedio(resolver)


def fabrica(prefijo=""):
    return resolver
"""


@pytest.mark.parametrize(
    ("written", "name"),
    [("otra =", "app"), ("otra =", "application"), ("fabrica", "create_app"), ("fabrica", "make_app")],
)
def test_an_application_is_known_by_its_name(written: str, name: str) -> None:
    """Nobody has to say which it is; a function that makes one is called."""
    code = DISPATCH.replace(written, written.replace(written.split(maxsplit=1)[0], name))
    outcome = run(Example((Step(Kind.PYTHON, code, 1), Step(Kind.HTTP, "GET /hola/", 50))))
    assert outcome.failures == ()
    assert [each.status for each in outcome.steps[1].exchanges] == ["200 OK"]


@pytest.mark.parametrize("name", ["resolver", "otra", "fabrica"])
def test_an_application_that_is_not_flask(name: str) -> None:
    """A callable, an object that can be called, or a function that makes one; all by name."""
    outcome = run(
        Example((Step(Kind.PYTHON, DISPATCH, 1), Step(Kind.HTTP, "GET /hola/\n###\nGET /", 50, app=name)))
    )
    assert outcome.failures == ()
    assert [each.status for each in outcome.steps[1].exchanges] == ["200 OK", "404 Not Found"]
    assert "Flask" not in outcome.versions


def test_everything_that_differs_is_told() -> None:
    """Each request of a block is held to its own response."""
    outcome = steps(
        (Kind.PYTHON, FLASK),
        (Kind.HTTP, "GET /hola\n\nHTTP/1.1 404\n###\nGET /hola\n\nHTTP/1.1 200 OK\n\nadiós"),
    )
    assert [failure.line for failure in outcome.failures] == [203, 207]


def test_clock_and_chance_are_what_the_note_asks_for() -> None:
    """Another day, another seed, or the true ones."""
    code = "import random, time\nprint(time.time(), random.random())\n"
    told = {
        (clock, seed): run(Example((Step(Kind.PYTHON, code, 1),), clock=clock, seed=seed)).steps[0].output
        for clock, seed in ((0.0, 0), (0.0, 7), (None, 7), (0.0, None))
    }
    assert told[0.0, 7].startswith("0.0 ")
    assert len(set(told.values())) == 4
