"""Titles of disclosures, in which nothing else can be pressed."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from escarcha.rendering.renderer import Renderer

FOCUSABLE = (
    "a, button, input, select, textarea, audio, video, iframe, details, object, [tabindex], img[usemap]"
)


def _raw(title: str) -> str:
    return f"<details><summary>{title}</summary>\n\nTexto.\n\n</details>"


@pytest.mark.parametrize(
    ("text", "title", "moved"),
    [
        ("> [!tip]- Ver [uno](a.md) y `x`\n> Texto.", "Ver uno y x", "uno"),
        ("> [!tip]+ De [[a]] a [[b]]\n> Texto.", "De a a b", "a · b"),
        ("> [!tip]- Nota[^1]\n> Texto.\n\n[^1]: Al pie.", "Nota", "1"),
        ('??? note "Ver [uno](a.md)"\n    Texto.', "Ver uno", "uno"),
        (_raw('Ver <a href="a.md"><b>uno</b></a>'), "Ver uno", "uno"),
        (_raw('<h3>Ver <a href="a.md">uno</a></h3>'), "Ver uno", "uno"),
        (_raw('Foto <a href="a.md"><img src="a.png" alt="de todos"></a>'), "Foto", "de todos"),
        (_raw('<a href="https://ejemplo.es"><img src="a.png" alt=""></a>'), "Detalles", "https://ejemplo.es"),
        (_raw('Tarea <input type="checkbox">'), "Tarea", ""),
        (_raw("Di <label>cuál <input></label>"), "Di cuál", "cuál"),
        (_raw("Pulsa <button>aquí</button>"), "Pulsa aquí", "aquí"),
        (_raw('Oye <audio controls src="a.mp3"></audio>'), "Oye", ""),
        (_raw("Con <details><summary>otra <a href='a.md'>a</a></summary>x</details>"), "Con", "otra aax"),
        (_raw('De <span tabindex="0">paso</span>'), "De paso", None),
        (_raw('Mapa <img src="a.png" alt="m" usemap="#m">'), "Mapa", None),
        (_raw(""), "Detalles", None),
        ("<details>\n\nTexto.\n\n</details>", "Detalles", None),
        ("<details></details>", "Detalles", None),
        ("<details>Texto <summary>De <a href='a.md'>a</a></summary></details>", "De a", "a"),
    ],
)
def test_what_can_be_pressed_stands_behind_the_title(text: str, title: str, moved: str | None) -> None:
    """The title keeps the words, and is never without any; what is pressed comes first of what is folded."""
    dialect = "material" if text.startswith("?") else "github"
    html = "x.md".join(Renderer(trusts_html=True, dialect=dialect).render(text).parts)
    tree = LexborHTMLParser(html, is_fragment=True)
    heading = tree.css("summary")[0]
    assert " ".join(heading.text().split()) == title
    assert heading.css(FOCUSABLE) == []
    assert (
        len(tree.css("summary")) == len(tree.css("details > summary:first-child")) == html.count("</details>")
    )
    behind = [node.text().strip() for node in tree.css("summary + .from-title")][:1]
    assert behind == ([] if moved is None else [moved])
