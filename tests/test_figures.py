"""Figures: the theme's templates, a project's own in their place, and what is said of those that fail."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha import bundled
from escarcha.config import Project
from escarcha.examples import Outcome, StepOutcome
from escarcha.figures import Figures, open_figures, theme_figures
from escarcha.figures.templates import HOLES
from escarcha.figures.trial import SAMPLES
from escarcha.figures.variables import CodeFigure, Figure, ImageFigure
from escarcha.notes.inclusions import Manuscript
from escarcha.pages.store import WORTH_A_PROCESS, FragmentStore
from escarcha.problems import EscarchaError
from escarcha.rendering.exhibits import Attachments, show_outcomes
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted(
    f"figures/{file.name}" for file in (bundled.templates() / "figures").iterdir() if file.is_file()
)


def own(root: Path, **templates: str) -> Figures:
    """Return the figures of a project with templates of its own."""
    write(root, **templates)
    return open_figures(Project.at(root))


def write(root: Path, **templates: str) -> None:
    """Write templates of figures into a project."""
    folder = root / "templates" / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in templates.items():
        (folder / f"{name}.html").write_text(text, "utf-8")


def render(figures: Figures, body: str) -> LexborHTMLParser:
    """Return a note drawn with some figures."""
    return LexborHTMLParser("".join(Renderer(figures=figures).render(body).parts))


def problems(root: Path, **templates: str) -> list[str]:
    """Return what is said of a project's figures, which must fail."""
    with pytest.raises(EscarchaError) as raised:
        own(root, **templates)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_has_its_variables_and_is_tried(name: str) -> None:
    """A kind of figure stands behind each template of the theme, and each kind is among the samples."""
    assert [kind for kind in Figure.__subclasses__() if kind.template == name] == list(
        {type(sample) for sample in SAMPLES if sample.template == name}
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_the_theme_draws_one_element(sample: Figure) -> None:
    """Whatever state a figure is in, the theme's template makes an element of it."""
    tree = LexborHTMLParser(theme_figures().draw(sample), is_fragment=True)
    assert tree.root is not None
    assert len(list(tree.root.iter())) == 1


def test_figures_that_share_a_shell_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second block of code with the same title and language costs no template."""
    figures = Figures(theme_figures().sources)
    python, rust = (figures.shell(CodeFigure(HOLES[0], language)) for language in ("python", "rust"))
    assert python != rust
    monkeypatch.setattr(figures, "draw", lambda _: pytest.fail("drawn again"))
    assert figures.shell(CodeFigure(HOLES[0], "python")) == python


@pytest.mark.parametrize(
    ("is_open", "before"),
    [
        (None, '<div class="callout callout-tip" role="note">\n<p class="callout-title">'),
        (False, '<details class="callout callout-tip">\n<summary class="callout-title">'),
        (True, '<details class="callout callout-tip" open>\n<summary class="callout-title">'),
    ],
)
def test_the_shell_of_a_callout(is_open: bool | None, before: str) -> None:  # noqa: FBT001 - a table
    """It is what stands before the title, between title and body, and behind that."""
    shell = theme_figures().callout_shell("tip", is_open)
    tags = ("</p>", "</div>") if is_open is None else ("</summary>", "</details>")
    assert shell == (before, *tags)


def test_a_template_of_the_project_takes_the_place_of_the_themes(tmp_path: Path) -> None:
    """It includes and extends others of the project, and the theme's under its prefix."""
    figures = own(
        tmp_path,
        code='{% include "figures/_icon.html" %}{% include "escarcha/figures/code.html" %}',
        _icon="<i>{{ language }}</i>",
    )
    tree = render(figures, "```python\nx\n```\n\n> [!tip]\n> a")
    assert [node.text() for node in tree.css("i")] == ["python"]
    assert len(tree.css("figure.code")) == len(tree.css("div.callout-tip")) == 1


def test_a_figure_may_be_of_any_element(tmp_path: Path) -> None:
    """Captions, tabs and callouts come out as their templates say, however many elements that is."""
    figures = own(
        tmp_path,
        image="<b>{{ caption }}</b>\n{{ image }}<hr>",
        tabs='{% for tab in tabs %}<h2 class="{{ name }}">{{ tab.title }}</h2>{{ tab.body }}{% endfor %}',
        callout="<dl><dt>{{ kind }}: {{ title }}</dt><dd>{{ body }}</dd></dl>",
    )
    body = '![x](a.png "Un pie")\n\n=== "Uno"\n    > [!tip] *Ya*\n    > ![y](b.png)\n\n=== "Dos"\n    2\n'
    tree = render(figures, body)
    assert [node.tag for node in tree.css("body > *")] == ["b", "img", "hr", "h2", "dl", "h2", "p"]
    assert tree.css("b")[0].text() == "Un pie"
    assert [node.text() for node in tree.css("h2.pestanas-1")] == ["Uno", "Dos"]
    assert tree.css("dt")[0].inner_html == "tip: <em>Ya</em>"
    fragment = Renderer(figures=figures).render(body)
    assert [link.target for link in fragment.links] == ["a.png", "b.png"]
    assert [heading.text for heading in fragment.headings] == ["Uno", "Dos"]


def test_code_finds_what_it_did_whatever_its_element(tmp_path: Path) -> None:
    """A pair is made by the order of the note, and by no element that a template has to write."""
    figures = own(
        tmp_path,
        code="<section><figure>a</figure>{{ code }}</section>",
        example="<main>{{ code }}<hr>{{ outcome }}</main>",
    )
    note = "```text file=a.txt\n1\n```\n\n```python run\nprint(2)\n```\n\n```text\nno\n```\n"
    fragment = Renderer(figures=figures).render(note)
    outcome = Outcome((StepOutcome(""), StepOutcome("2\n")), (), {"Python": "3.13.1"})
    html = show_outcomes("".join(fragment.parts), fragment, [outcome], Attachments("/"), figures)
    tree = LexborHTMLParser(html)
    assert len(tree.css("main > section")) == 2
    assert len(tree.css("main > hr ~ figure.output")) == 1
    assert len(tree.css("body > section")) == 1
    assert "<!--" not in html


def test_marks_of_examples_leave_no_trace() -> None:
    """What belongs to an example and shows nothing is published without its marks."""
    fragment = Renderer().render("```text file=a.txt\n1\n```\n")
    html = show_outcomes("".join(fragment.parts), fragment, [], Attachments("/"), theme_figures())
    assert 'class="code ran"' in html
    assert "<!--" not in html


def test_figures_travel_to_another_process(tmp_path: Path) -> None:
    """What arrives draws what would have been drawn here, though the files have changed meanwhile."""
    figures = own(tmp_path, image="<b>{{ caption }}</b>")
    packed = pickle.dumps(figures)
    write(tmp_path, image="<i></i>")
    assert pickle.loads(packed).draw(ImageFigure(HOLES[0], "x")) == "<b>x</b>"  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a\n{% if %}", "2", "no es Jinja válido"),
        ("a\n\n{{ nada }}", "3", "«nada» no existe"),
        ("{{ caption | gritar }}", "1", "no es Jinja válido: el filtro «gritar» no existe"),
        ("\n{% include 'partials/nav.html' %}", "2", "Una figura solo puede incluir las plantillas de"),
        ("{{ 1 / 0 }}", "1", "ZeroDivisionError"),
        ("{% include 'figures/image.html' %}", "1", "se extiende o se incluye a sí misma"),
    ],
)
def test_a_template_that_fails_is_a_problem_with_its_line(
    tmp_path: Path, text: str, place: str, says: str
) -> None:
    """Whatever is wrong with it, no note is asked for it."""
    (problem,) = problems(tmp_path, image=text)
    assert problem.startswith(f"templates/figures/image.html:{place}: la plantilla falla: ")
    assert says in problem
    assert problem.endswith("[plantilla-rota]")


@pytest.mark.parametrize(
    "text", ["{{ title }}", "{{ body }}{{ title }}", "{{ title }}{{ body }}{{ body }}", "{{ kind }}"]
)
def test_a_callout_without_its_title_or_body_is_a_problem(tmp_path: Path, text: str) -> None:
    """Nothing that a note says may be lost, or said twice."""
    (problem,) = problems(tmp_path, callout=text)
    assert problem.startswith(
        "templates/figures/callout.html:1: la plantilla tiene que poner una vez, y solo una, "
        "«{{ title }}» y, detrás, «{{ body }}». "
    )


def test_all_that_fail_are_reported_together(tmp_path: Path) -> None:
    """Each with its line, what is included by others too; what is no text is said alone."""
    found = problems(tmp_path, image="{{ a }}", tabs="\n{{ b }}", _otra="{% c %}")
    assert [problem.partition(": ")[0] for problem in found] == [
        "templates/figures/_otra.html:1",
        "templates/figures/image.html:1",
        "templates/figures/tabs.html:2",
    ]
    (tmp_path / "templates" / "figures" / "image.html").write_bytes(b"\n\xff")
    (problem,) = problems(tmp_path)
    assert problem.startswith(
        "templates/figures/image.html:2: la plantilla no se puede leer: no es texto UTF-8."
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_template_that_may_not_be_read(tmp_path: Path) -> None:
    """It is named like a note without permission."""
    write(tmp_path, image="x")
    (tmp_path / "templates" / "figures" / "image.html").chmod(0)
    assert problems(tmp_path) == [
        "templates/figures/image.html: no se puede leer: no hay permiso. Revisa sus permisos. [ilegible]"
    ]


LATE = '{% if caption == "raro" %}\n{{ nada }}{% endif %}{{ image }}'


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_for_one_note_alone_is_a_problem_too(tmp_path: Path, jobs: int) -> None:
    """It ends the work wherever the note is rendered, and nothing is kept of that note."""
    store = FragmentStore(folder=tmp_path / "cache", figures=own(tmp_path, image=LATE))
    bodies = [Manuscript(f"# {number}") for number in range(WORTH_A_PROCESS * jobs)]
    bodies.append(Manuscript('![x](a.png "raro")'))
    with pytest.raises(EscarchaError) as raised:
        list(store.fill(bodies, jobs))
    assert str(raised.value).startswith(
        "templates/figures/image.html:2: la plantilla falla: «nada» no existe"
    )
    with pytest.raises(EscarchaError):
        store.get(bodies[-1])


def test_figures_are_part_of_the_key(tmp_path: Path) -> None:
    """With other templates a note is made anew; with the same text it is not, wherever the project lies."""
    note = Manuscript('![x](a.png "Un pie")')
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, same = (
        own(tmp_path / "a", image="<b>{{ image }}</b>"),
        own(tmp_path / "b", image="<b>{{ image }}</b>"),
    )
    other = own(tmp_path / "b", image="<i>{{ image }}</i>")
    assert first.digest == same.digest != other.digest != theme_figures().digest
    cache = tmp_path / "cache"
    made = FragmentStore(folder=cache, figures=first).get(note)
    assert FragmentStore(folder=cache, figures=same).get(note) == made
    assert FragmentStore(folder=cache, figures=other).get(note).parts[0].startswith("<i>")
