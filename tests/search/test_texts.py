"""The files that excerpts are taken from: what is in them, and that the script finds each section there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import quickjs

from escarcha import bundled
from escarcha.pages import Edition, FragmentStore
from escarcha.search.engine import CORE
from escarcha.search.texts import LONGEST, cut_texts

if TYPE_CHECKING:
    from conftest import SiteTest

NOTE = """# Título

Antes.

```mermaid
flowchart LR
  Cliente --> Servidor
```

```mermaid
noesundiagrama
```

```python title="mi_app.py"
x = 1
```

## Vacía

### Otra

Hola, <b>m</b>undo.

- Con `código`, y *más*.

  ```text
  y
  ```
"""


@pytest.mark.parametrize(
    "sections",
    [
        ["uno", "", "tres"],
        ["", "palabra " * 700, "después"],
        [f"sección {number} " * 30 for number in range(40)],
        ["x" * 5_000, "y", "z" * 2_001, "", "fin"],
        ["a b " * 499, "c" * 9_999],
    ],
)
def test_each_section_is_where_the_script_looks(sections: list[str]) -> None:
    """Whatever their lengths, the files of a section hold its words, all of them and in order."""
    texts = cut_texts(sections)
    written = [file.decode() for file in texts.files]
    assert all(len(file) <= LONGEST + file.count("\n") for file in written)
    context = script()
    files = {f"{texts.name}-{at}": file.split("\n") for at, file in enumerate(written)}
    for number, text in enumerate(sections):
        where = json.loads(context.eval(f"JSON.stringify(filesOf({{ texts: {texts.card!r} }}, {number}))"))
        found = [files[name][0 if at else where["line"]] for at, name in enumerate(where["names"])]
        assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "terms", "shown"),
    [
        ("uno dos " * 60 + "Aguja" + " tres" * 60, ["aguj"], "Aguja"),
        ("日本語の文章" * 90 + "検索する" + "日本語の" * 90, ["検索"], "検索"),
        ("x" * 900, ["nada"], "x" * 180),
    ],
)
def test_an_excerpt_shows_what_was_found(text: str, terms: list[str], shown: str) -> None:
    """With spaces between words or without, an excerpt has a length, and what was looked for is in it."""
    context = script()
    excerpt = context.eval(f"excerptOf({json.dumps(text)}, new Set({json.dumps(terms)}))")
    assert shown in excerpt
    assert len(excerpt) < 200
    hits = json.loads(
        context.eval(f"JSON.stringify(hitsIn({json.dumps(text)}, new Set({json.dumps(terms)})))")
    )
    assert [text[start:end] for start, end in hits] == ([shown] if terms != ["nada"] else [])


def script() -> quickjs.Context:
    """Return the part of the script that needs no page."""
    folder = bundled.STATIC / "js" / "search"
    context = quickjs.Context()
    context.eval("".join((folder / name).read_text("utf-8") for name in (*CORE, "50-excerpts.js")))
    return context


def test_a_note_without_text() -> None:
    """It has no files, and its card names none."""
    assert cut_texts(["", " "]).card == ""


def test_what_excerpts_may_show(site: SiteTest) -> None:
    """The text by sections, and what code is called; not what a diagram is drawn from."""
    site.write("a.md", NOTE)
    reading = site.read()
    edition = Edition(reading, FragmentStore())
    (name,) = edition.search.documents[-1].text_files
    assert (edition.search.file(name) or b"").decode().split("\n") == [
        "Antes. mi_app.py x = 1",
        "",
        "Hola, mundo. Con código, y más. y",
    ]


def test_texts_are_published_for_what_can_be_found(site: SiteTest) -> None:
    """A note that no search finds has no files of its text."""
    site.write("a.md", "# A\n\nVisible.").write("b.md", "---\nsearch: false\n---\n# B\n\nOculto.").freeze()
    published = [text for name, text in site.tree().items() if name.startswith("_search/")]
    assert any(b"Visible." in text for text in published)
    assert not any(b"Oculto" in text for text in published)
