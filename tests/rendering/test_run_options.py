"""Which blocks become examples, what their options mean, and what is said of those that mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escarcha.examples.example import Example, Kind, Step
from escarcha.problems import Code, Severity
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from escarcha.rendering.fragment import Fragment


def render(note: str) -> Fragment:
    """Render a note."""
    return Renderer().render(note)


def examples(note: str) -> tuple[Example, ...]:
    """Return the examples of a note about which there is nothing to say."""
    fragment = render(note)
    assert fragment.remarks == ()
    return fragment.examples


def block(info: str, text: str = "x\n") -> str:
    """Write a block of code."""
    return f"```{info}\n{text}```\n\n"


@pytest.mark.parametrize(
    ("info", "text", "kind"),
    [
        ("python run", "x = 1\n", Kind.PYTHON),
        ("python run", ">>> 1\n1\n", Kind.DOCTEST),
        ("pycon run", ">>> 1\n1\n", Kind.DOCTEST),
        ("jinja run", "x\n", Kind.JINJA),
        ("html+jinja run", "x\n", Kind.JINJA),
        ("sql run", "select 1\n", Kind.SQL),
        ("http run", "GET /\n", Kind.HTTP),
        ("console run", "$ flask\n", Kind.CONSOLE),
        ('python run title="a b.py" hl="1" {1-2}', "x = 1\n", Kind.PYTHON),
        ("python [app.py] run", "x = 1\n", Kind.PYTHON),
        ("python:app.py run", "x = 1\n", Kind.PYTHON),
        ("{.python run}", "x = 1\n", Kind.PYTHON),
    ],
)
def test_blocks_that_run(info: str, text: str, kind: Kind) -> None:
    """The language says how, in whatever way its options are written."""
    ((step,),) = [example.steps for example in examples(block(info, text))]
    assert step.kind is kind


@pytest.mark.parametrize("info", ["python", "rust run=1 x", "http", "text file", "yaml", "sql", "jinja"])
def test_blocks_that_do_not(info: str) -> None:
    """Without «run» a block is what it always was."""
    assert render(block(info)).examples == ()


def test_files_and_context_wait_for_their_example() -> None:
    """They come before it in the note, and in its steps."""
    (example,) = examples(
        block("html file=templates/a.html") + block("yaml context", "a: 1\n") + block("jinja run")
    )
    assert [step.kind for step in example.steps] == [Kind.FILE, Kind.CONTEXT, Kind.JINJA]
    assert example.steps[0].path == "templates/a.html"


def test_sessions_are_told_apart() -> None:
    """By name; whatever has none is an example by itself, with the requests and commands behind it."""
    note = "".join(
        block(info, text)
        for info, text in (
            ("python run session=a", "x\n"),
            ("python run", "x\n"),
            ("http", "GET /\n"),
            ("sql run session=a", "x\n"),
            ("console run", "$ flask\n"),
        )
    )
    assert [[step.kind for step in each.steps] for each in examples(note)] == [
        [Kind.PYTHON, Kind.SQL],
        [Kind.PYTHON, Kind.HTTP, Kind.CONSOLE],
    ]


def test_an_example_names_its_application_once() -> None:
    """The requests behind it are for that one, unless they say otherwise."""
    (example,) = examples(
        block("python run app=una") + block("http", "GET /\n") + block("http app=otra follow", "GET /\n")
    )
    assert [(step.app, step.follows) for step in example.steps] == [
        ("", False),
        ("una", False),
        ("otra", True),
    ]


def test_settings_are_of_the_whole_example() -> None:
    """Time, clock and seed."""
    first, second = examples(
        block("python run timeout=2.5 clock=1970-01-02 seed=7")
        + block("python run clock=now seed=random", "y\n")
    )
    assert (first.timeout, first.clock, first.seed) == (2.5, 86_400.0, 7)
    assert (second.timeout, second.clock, second.seed) == (10.0, None, None)


def test_commands_are_the_lines_with_a_prompt() -> None:
    """A line may go on in the next; a script without a prompt is all commands; an error is the last one's."""
    first, second = examples(
        block("console run error=1", "$ flask \\\n>   routes\nsalida\n$ pytest\n")
        + "---\n\n"
        + block("sh run session=a", "# nota\npython a.py\n")
    )
    assert first.steps == (
        Step(Kind.CONSOLE, "flask routes", 2),
        Step(Kind.CONSOLE, "pytest", 5, error="1"),
    )
    assert [step.text for step in second.steps] == ["python a.py"]


def test_a_prompt_may_name_an_environment() -> None:
    """As shells show it: ``(venv) $``; the name is no part of the command."""
    (example,) = examples(block("console run", "(venv) $ flask routes\n(.venv-3.13) $ pytest\nsalida\n"))
    assert [step.text for step in example.steps] == ["flask routes", "pytest"]


def test_what_is_shown_may_be_a_part() -> None:
    """The rest runs all the same."""
    text = "import os\n# region vista\nx = 1\n# endregion\ny = 2\n"
    fragment = render(block("python run region=vista numbers", text))
    assert fragment.examples[0].steps[0].text == text
    assert "import" not in "".join(fragment.parts)
    assert 'data-line="3"' in "".join(fragment.parts)


@pytest.mark.parametrize(
    ("info", "severity", "cause", "remedy"),
    [
        ("python run sesion=a", Severity.WARNING, "«sesion» no existe", "¿Querías «session»?"),
        ("python run zapato=a", Severity.WARNING, "«zapato» no existe", "Las que hay"),
        ("rust run", Severity.WARNING, "«rust» no se ejecutan", "python, pycon"),
        ("python run file=a.py", Severity.ERROR, "se contradicen", "«title=»"),
        ("python run timeout=mucho", Severity.ERROR, "«timeout=mucho» no se entiende", "de 1 a 300"),
        ("python run timeout=0", Severity.ERROR, "no se entiende", "de 1 a 300"),
        ("python run timeout=301", Severity.ERROR, "no se entiende", "de 1 a 300"),
        ("python run show=todo", Severity.ERROR, "«show=todo» no se entiende", "show=output"),
        ("python run session", Severity.ERROR, "no dice qué sesión", "session=tienda"),
        ("python run clock=ayer", Severity.ERROR, "«clock=ayer» no se entiende", "clock=now"),
        ("python run seed=x", Severity.ERROR, "«seed=x» no se entiende", "seed=random"),
        ("python run try no-try", Severity.ERROR, "«try» y «no-try» se contradicen", "Deja uno"),
        ("python run follow", Severity.ERROR, "«follow» no va con un bloque de Python", "Quita"),
        ("http run error=TypeError", Severity.ERROR, "«error» no va con un bloque http", "Quita"),
        ("sql run app=x", Severity.ERROR, "«app» no va con un bloque de SQL", "Quita"),
        ("console run", Severity.ERROR, "ninguna orden", "$"),
        ("python run region=nada", Severity.ERROR, "no tiene la región «nada»", "# region"),
    ],
)
def test_options_that_mean_nothing_are_told(info: str, severity: Severity, cause: str, remedy: str) -> None:
    """With the line of the block, and how to mend it; what is not as it is meant does not run."""
    (remark,) = render("a\n\n" + block(info)).remarks
    assert (remark.code, remark.line, remark.severity) == (Code.EXAMPLE_OPTION, 3, severity)
    assert cause in remark.cause
    assert remedy in remark.remedy


@pytest.mark.parametrize(
    ("one", "other", "named"), [("timeout=2", "timeout=3", "«timeout=»"), ("try", "no-try", "«try»")]
)
def test_blocks_of_one_example_cannot_differ(one: str, other: str, named: str) -> None:
    """There is one clock for all of them."""
    note = block(f"python run session=a {one}") + block(f"python run session=a {other}")
    (remark,) = render(note).remarks
    assert (remark.code, remark.line) == (Code.EXAMPLE_OPTION, 5)
    assert named in remark.cause


@pytest.mark.parametrize(("word", "tries"), [("try", True), ("no-try", False), ("", None)])
def test_a_word_says_whether_readers_may_run_an_example(word: str, *, tries: bool | None) -> None:
    """In any of its blocks, and for all of them; without it the site decides."""
    (example,) = examples(block("python run session=a") + block(f"python run session=a {word}"))
    assert example.tries is tries


def test_foreign_options_of_plain_code_are_left_alone() -> None:
    """Only blocks that run are looked at."""
    assert render(block("python exec=1 timeout=x zapato show=todo")).remarks == ()
