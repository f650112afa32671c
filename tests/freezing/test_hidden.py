"""What an author hides is published nowhere: no page, no index, no feed holds a word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.pages.markdown_copies import rewritten
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from conftest import SiteTest

WORD = "zarabanda"
RENDERER = Renderer()

HIDDEN = {
    "comment": "%%{}%%",
    "comment in a sentence": "Antes %%{}%% y después.",
    "comment of two lines": "Antes %%uno\n{} dos%% y después.",
    "comment block": "%%\n{}\n\n# {}\n%%",
    "comment block behind a line": "Antes\n%%\n{}\n\n- {}\n%%\nDespués",
    "comment in an item": "- uno %%{}%%\n- %%{}%%",
    "comment block in an item": "- uno\n\n  %%\n  {}\n\n  {}\n  %%\n\n- dos",
    "comment in a quotation": "> %%{}%%\nuno",
    "comment block in a quotation": "> %%\n> {}\n> %%\n>\n> uno",
    "comment in a heading": "## Uno %%{}%%",
    "comment in a cell": "| a | b |\n|---|---|\n| %%{}%% | c |",
    "comment in a title": "# Uno %%{}%%",
    "comment in a link": "[uno %%{}%%](b.md)",
    "comment in an image": "![uno %%{}%%](a.png)",
    "comment in a callout": "> [!tip] Uno %%{}%%\n> dos %%{}%%",
    "comment in a footnote": "a[^1]\n\n[^1]: uno %%{}%%",
    "comment in a definition": "uno %%{}%%\n: dos %%{}%%",
    "comment in HTML that goes on": "<div><!-- uno\n\n{}\n\n--></div>",
    "HTML comment of two lines in a sentence": "Antes <!-- uno\n{} --> y después.",
    "HTML comment in a quotation": "> uno\n> <!-- dos\n> {} -->",
    "HTML comment in a cell": "| a | b |\n|---|---|\n| uno <!-- {} --> | c |",
    "definition that is there twice": '[x]\n\n[x]: b.md\n[x]: b.md "{}"',
    "footnote of two paragraphs that nobody calls": "[^nadie]: uno\n\n    {}",
    "script in a sentence": "Antes <script>{}</script> y después.",
    "comment of code": "%%`{}` y $x$ y [{}](b.md)%%",
    "HTML comment": "<!-- {} -->",
    "HTML comment in a sentence": "Antes <!-- {} --> y después.",
    "HTML comment of a heading": "<!--\n# {}\n-->",
    "HTML comment in HTML": "<div><!-- {} --></div>",
    "HTML comment with a link": "<!-- [{}](b.md) <a href='b.md'>{}</a> -->",
    "processing instruction": "<?php {} ?>",
    "declaration": "<!DOCTYPE {}>",
    "definition that nobody uses": "[//]: # ({})",
    "definition with a title": '[nadie]: b.md "{}"',
    "footnote that nobody calls": "[^nadie]: {}",
    "footnote that is defined twice": "a[^1]\n\n[^1]: uno\n[^1]: {}",
    "script": "<script>{}</script>",
    "style": "<style>.{} {}</style>",
    "header": "",
}


RUNS = frozenset(["script", "script in a sentence", "style", "processing instruction", "declaration"])
"""What is there to be read by a browser in a note whose HTML is trusted."""


@pytest.mark.parametrize("trusted", [False, True])
def test_what_is_hidden_is_published_nowhere(site: SiteTest, *, trusted: bool) -> None:
    """A note for each construct, and one for it first in the note: no file of the site holds the word."""
    html = "trusted" if trusted else "safe"
    site.settings(f'base_url = "https://ejemplo.es"\ntitle = "Apuntes"\nhtml = "{html}"')
    site.write("a/b.md", "# B").write("a/a.png", b"")
    for number, (name, text) in enumerate(HIDDEN.items()):
        header = f"date: 2026-01-01\nnota_privada: {WORD if name == 'header' else ''}"
        hidden = "" if trusted and name in RUNS else text.replace("{}", WORD)
        site.write(f"a/{number}.md", f"---\n{header}\n---\n{hidden}\n\n## Pública\n\nTexto.")
    site.freeze()
    assert not site.failed, site.problems
    assert [path for path, content in site.tree().items() if WORD.encode() in content.lower()] == []


@given(st.lists(st.sampled_from(sorted(HIDDEN)), min_size=2, max_size=5))
def test_hidden_things_side_by_side(names: list[str]) -> None:
    """One that ends does not make the next one visible."""
    body = "\n\n".join(HIDDEN[name].replace("{}", WORD) for name in names)
    fragment = RENDERER.render(f"{body}\n\nTexto.")
    shown = ["".join(fragment.parts), fragment.summary, *(heading.text for heading in fragment.headings)]
    shown += [link.target for link in fragment.links]
    assert not [text for text in shown if WORD in text]
    assert WORD.encode() not in fragment.extract
    copy = rewritten(f"{body}\n\nTexto.", fragment.stretches or (), lambda _, written: written)
    assert WORD not in copy
    assert ("Texto." in copy) == ("Texto." in "".join(fragment.parts))
