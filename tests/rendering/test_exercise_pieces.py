"""An exercise on its page: what stands between its first part and its last is one piece."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()
START = "```python exercise=uno\na = 1\n```\n\n"
TESTS = "```python tests\ndef test_a(): ...\n```\n\n"
SOLUTION = "```python solution\na = 2\n```\n\n"


def drawn(body: str) -> LexborHTMLParser:
    """Return a note as it is drawn, with nothing left of the marks of its parts."""
    html = "".join(RENDERER.render(body).parts)
    assert "data-piece" not in html
    return LexborHTMLParser(html, is_fragment=True)


BODIES = {
    "blocks in a row": f"{START}{TESTS}{SOLUTION}Fin.",
    "prose between": f"{START}Antes.\n\n{TESTS}- uno\n\n{SOLUTION}Fin.",
    "folded by its author": f"{START}{TESTS}<details><summary>A</summary>\n\n{SOLUTION}</details>\n\nFin.",
    "in a box": f"{START}{TESTS}> [!solución]\n> Así:\n>\n> ```python solution\n> a = 2\n> ```\n\nFin.",
    "in an item": "- uno\n\n"
    + "".join(f"  {line}\n" for line in f"{START}{TESTS}{SOLUTION}".split("\n"))
    + "\nFin.",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_parts_make_a_piece(body: str) -> None:
    """It has all of them, its solution folded once, and nothing of what follows."""
    tree = drawn(body)
    (exercise,) = tree.css(".exercise")
    assert [node.text() for node in exercise.css(".code-title")] == ["app.py", "test_app.py", "app.py"]
    assert "Fin." in tree.text()
    assert "Fin." not in exercise.text()


def test_hints_are_folded_and_numbered() -> None:
    """Tips between start and solution, of GitHub's too; with a title of their own they keep it."""
    tips = "> [!TIP]\n> a\n\n> [!pista] Mira\n> b\n\n> [!hint]+\n> c\n\n> [!note]\n> d\n\n"
    tree = drawn(f"{START}{TESTS}{tips}{SOLUTION}> [!tip]\n> e")
    assert [node.text() for node in tree.css(".exercise summary.callout-title")] == [
        "Pista 1",
        "Mira",
        "Pista 3",
    ]
    assert [node.text() for node in tree.css("p.callout-title")] == ["Nota", "Consejo"]


def test_a_solution_may_stand_at_the_end() -> None:
    """Below a heading of its own, it is folded where it stands."""
    tree = drawn(f"# A\n\n{START}{TESTS}## Soluciones\n\n```python solution=uno\na = 2\n```")
    assert len(tree.css(".exercise details")) == 1
    assert len(tree.css("h2 ~ details.companion")) == 1


def test_each_exercise_has_its_own_files() -> None:
    """Those to start from and the tests, by name; a second file of one is no second exercise."""
    more = "```html exercise file=templates/a.html\n<p>\n```\n\n"
    fragment = RENDERER.render(
        f"{START}{more}{TESTS}{SOLUTION}{START.replace('uno', 'dos')}{TESTS}{SOLUTION}"
    )
    assert [(each.name, list(each.files)) for each in fragment.exercises] == [
        ("uno", ["app.py", "templates/a.html", "test_app.py"]),
        ("dos", ["app.py", "test_app.py"]),
    ]
    assert len(fragment.examples) == 4


def test_marks_for_the_page_are_not_taken_home() -> None:
    """Only code is: what pytest needs in a folder goes into what is downloaded alone."""
    start = "```python exercise\na = 1  # [!code hl]\n```\n\n"
    (exercise,) = RENDERER.render(
        f"{start}{TESTS.replace('tests', 'tests file=tests/test_a.py')}{SOLUTION}"
    ).exercises
    assert exercise.files["app.py"] == "a = 1\n"
    assert list(exercise.files) == ["app.py", "tests/test_a.py"]


def test_what_every_exercise_says_is_not_searched() -> None:
    """Its own words and code are; else a site of exercises would be about tests, whatever it is about."""
    fragment = RENDERER.render(f"# A\n\nHaz algo.\n\n{START}{TESTS}{SOLUTION}Fin.")
    said = f"{fragment.texts} {fragment.text_files} {fragment.extract!r}"
    assert "test_a" in said
    assert [word for word in ("Prueb", "prueb", "Soluc", "soluc", "Descarg", "descarg") if word in said] == []
