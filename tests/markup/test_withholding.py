"""What is taken out of a note before it is read: notes for teachers, and solutions until their day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.markup import withhold, withholding
from escarcha.rendering.renderer import Renderer

DAY = dt.date(2026, 12, 1)
WORD = "zarabanda"
RENDERER = Renderer()

FOR_TEACHERS = {
    "callout": "> [!docente]\n> {}",
    "folded, with a title": "> [!DOCENTE]- {}\n>\n> - {}\n>\n> ```python\n> {}\n> ```",
    "goes on without its mark": "> [!docente] Uno\n{}",
    "other words": "> [!profesora]\n> {}\n\n> [!teacher]\n> {}",
    "slip of the pen": "> [!docnte]\n> {}",
    "one word of some": "> [!solo docentes]\n> {}\n\n> [!Para-docentes]\n> {}",
    "in a quotation": "> uno\n>\n> > [!docente]\n> > {}\n>\n> dos",
    "in an item": "- uno\n\n  > [!docente]\n  > {}\n- dos",
    "begins an item": "- > [!docente]\n  > {}\n- dos",
    "in a callout": "> [!tip] Uno\n> > [!docente]\n> > {}\n> > [!docente]\n> > {}",
    "of MkDocs": '!!! docente "{}"\n    {}\n\n    {}',
    "of Docusaurus": ":::docente {}\n{}\n:::",
    "of pymdownx": "/// docente | {}\n{}\n///",
    "pymdownx by its type": "/// details | {}\n    type: docente\n\n{}\n///",
    "with a heading": "> [!docente]\n> # {}\n> [{}](b.md) ![{}](a.png)",
    "with a definition": "> [!docente]\n> [x]: b.md '{}'\n>\n> [^1]: {}\n\nuno [x] dos[^1]",
}
SOLUTIONS = {
    "block": "```python solution\n{}\n```",
    "block with options": '```python title="{}.py" solution=uno file={}.py\n{}\n```',
    "tildes": "~~~python solution\n{}\n\n{}\n~~~",
    "callout": "> [!solución]\n> {}\n>\n> ```python solution\n> {}\n> ```\n> {}",
    "callout without code": "> [!solution]- {}\n> {}",
    "in an item": "1. uno\n\n   ```python solution\n   {}\n   ```\n2. dos",
    "begins an item": "- ```python solution\n  {}\n  ```",
    "in a quotation": "> ```python solution\n> {}\n> ```\n> uno",
    "not closed": "> ```python solution\n> {}",
    "callout of some words": "> [!soluciones]\n> {}\n\n> [!Solución alternativa]\n> {}\n\n> [!solucón]\n> {}",
    "of MkDocs": "???+ solución\n    {}",
    "slip of the pen": "```python solutions\n{}\n```\n\n```python Solución\n{}\n```",
}
BOTH = [*FOR_TEACHERS.values(), *SOLUTIONS.values()]


@given(st.lists(st.sampled_from(BOTH), min_size=1, max_size=4))
def test_nothing_that_is_withheld_is_left(texts: list[str]) -> None:
    """Whatever stands side by side, no letter of it goes on to be read, every line keeps its number."""
    body = "\n\n".join([*(text.replace("{}", WORD) for text in texts), "Texto."])
    left = withhold(body, "github", DAY).body
    assert WORD not in left
    assert left.count("\n") == body.count("\n")
    assert left.endswith("Texto.")


@pytest.mark.parametrize("text", FOR_TEACHERS.values(), ids=FOR_TEACHERS)
def test_notes_for_teachers_wait_for_no_day(text: str) -> None:
    """They are not for students even when every solution is, and what is around them reads as before."""
    left = withhold(text.replace("{}", WORD), "github", None).body
    fragment = RENDERER.render(left)
    assert WORD not in left
    assert "uno" not in text or ">uno" in "".join(fragment.parts) or "<p>uno" in "".join(fragment.parts)


@pytest.mark.parametrize("text", SOLUTIONS.values(), ids=SOLUTIONS)
def test_a_solution_is_there_from_its_day_on(text: str) -> None:
    """Then nothing is taken out, and until then what runs is kept apart, as it was written."""
    body = text.replace("{}", WORD)
    assert withhold(body, "github", None) == (body, ())
    kept = withhold(body, "github", DAY).solutions
    assert all(WORD in block.code for block in kept)
    assert bool(kept) == ("`python" in text or "~python" in text)


@pytest.mark.parametrize(
    "body",
    [
        "> [!tip]\n> docente",
        "```markdown\n> [!docente]\n> a\n```",
        "````markdown\n```python solution\na\n```\n````",
        "> [!receta]\n> a",
        "Una línea con [!docente].",
        "```python\nsolution = 1\n```",
    ],
)
def test_what_only_looks_like_it_stays(body: str) -> None:
    """What shows how such a box is written, and words that only occur, are as they were."""
    assert withhold(body, "github", DAY).body == body


def test_a_note_without_a_solution_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note of commands at a console, of which many are, is not read for what it cannot have."""
    monkeypatch.delattr(withholding, "find_blocks")
    body = '```console\n$ flask run\n```\n\n```python title="a.py"\nsol = 1\n```'
    assert withhold(body, "github", DAY).body == body
    with pytest.raises(NameError):
        withhold("```python _solution\na\n```", "github", DAY)
