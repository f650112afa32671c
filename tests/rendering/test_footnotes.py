"""Footnotes: the HTML of Python-Markdown's own extension, whatever is called and how often."""

from __future__ import annotations

import markdown
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.footnotes import FootnoteExtension

from escarcha.rendering.footnotes import Footnotes

LABELS = ("1", "2", "a", "A", "2:a", "una nota", "ref2:1", "ñ")

OTHER = "a[^1] b[^1] c[^2]\n\n[^2]: dos\n\n[^1]: uno\n"

CALLS = st.lists(st.sampled_from([*(f"x[^{label}] " for label in (*LABELS, "nadie")), "\n\n"]))
NOTES = st.lists(st.sampled_from(LABELS), unique=True)


@given(CALLS, NOTES, CALLS)
def test_footnotes_are_written_as_the_extension_writes_them(
    before: list[str], labels: list[str], inside: list[str]
) -> None:
    """Ids, numbers and links back are the same, byte for byte."""
    footnotes = "\n\n".join(f"[^{label}]: uno {''.join(inside).replace(chr(10), '')}" for label in labels)
    text = f"{''.join(before)}\n\n{footnotes}\n"
    theirs = FootnoteExtension(BACKLINK_TITLE="Volver a la llamada de la nota {}")
    first, second = (markdown.Markdown(extensions=[extension]) for extension in (theirs, Footnotes()))
    assert second.convert(text) == first.convert(text)
    assert second.reset().convert(OTHER) == first.reset().convert(OTHER)
