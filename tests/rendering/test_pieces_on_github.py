"""Pieces of a page on GitHub: what is read there are the same words, in the same order."""

from __future__ import annotations

import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from selectolax.lexbor import LexborHTMLParser

from escarcha.rendering.renderer import Renderer

RENDERER = Renderer()
PIECES = {
    "steps": "<!-- {.pasos} -->\n3. Crea una carpeta.\n4. Instala Flask.",
    "cards": "<!-- {.tarjetas} -->\n- [Otra](otra.md)\n\n  Lo que dice.\n- [Una](una.md)",
    "file tree": "<!-- {.arbol} -->\n- `content/`\n  - `a.md`\n- `freeze.py`",
    "before and after": '<!-- {.comparar} -->\n- ![Una rama](a.png "Antes")\n- ![Dos ramas](b.png "Después")',
    "table to sort": "<!-- {.ordenable} -->\n| Fruta | Precio |\n|---|--:|\n| Pera | 2,10 € |",
    "badge": 'Es <span class="insignia peligro">obsoleto</span> ya.',
    "keys": "Pulsa <kbd>Ctrl</kbd> <kbd>C</kbd>.",
    "icon": '<i class="icono hecho"></i> Hecho.',
    "notes on code": "```python notes\nx = 1  # (1)\ny = 2\n```\n\n1. Una nota.",
    "links to lines": "```python numbers id=app\nx = 1\n```\n\n[La primera](#app-1)",
    "film": "![Una charla](charla.mp4)",
    "sound": "![Una canción](cancion.mp3)",
    "tabs": '=== "Linux"\n\n    Se instala con apt.\n\n=== "Windows"\n\n    Se instala con winget.',
}


def words(html: str) -> list[str]:
    """Return the words that are seen: texts, and where an image, a film or a sound stands, what it shows."""
    tree = LexborHTMLParser(html, is_fragment=True)
    for node in tree.css("figcaption > .code-language"):
        node.decompose()
    for node in tree.css("img, video, audio, [data-note]"):
        shown = node.attrs.get("alt") or node.attrs.get("aria-label") or node.attrs.get("data-note")
        caption = node.attrs.get("title") if node.parent and not node.parent.css_first("figcaption") else ""
        node.replace_with(f" {shown} {caption or ''} ")
    return re.findall(r"\w+", " ".join(node.text() for node in tree.css("body > *")) or tree.text())


@pytest.mark.parametrize("piece", PIECES)
def test_github_shows_the_same_words(piece: str) -> None:
    """The comment in braces is seen nowhere, and nothing is said on one side alone."""
    on_github = words(cmarkgfm.github_flavored_markdown_to_html(PIECES[piece], Options.CMARK_OPT_UNSAFE))
    assert on_github
    assert words("".join(RENDERER.render(PIECES[piece]).parts)) == on_github
