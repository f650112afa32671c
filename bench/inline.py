"""How inline markup is read, and what reading it costs: ``python bench/inline.py FOLDER …``.

Three figures, all of Python-Markdown's inline stage alone (``markup/inline/``):

1. Texts put together at random, and in how many of them links, images, emphasis, code, raw HTML or text are
   others than cmark-gfm's, GitHub's own parser. ``--verbose`` shows them.
2. The CPU that the paragraphs, headings and cells of all notes below the folders take: the median of five
   rounds.
3. The CPU that 100 KB of one sign take, for the sign that takes most.

The texts hold nothing that we read otherwise on purpose: Spanish signs and no-break spaces beside addresses,
raw HTML in what an image shows. Nor what cmark-gfm reads otherwise than CommonMark 0.31.2: comments and
declarations that hold ``--`` or begin like one, parentheses in addresses that do not balance, blank labels,
symbols such as ``€`` beside emphasis, links around two links. Of strong text in strong text it writes the
outer element alone, so that is the one that counts.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it.common.utils import normalizeReference
from selectolax.lexbor import LexborHTMLParser

from escarcha import markup
from escarcha.markup.blocks.parser import find_blocks
from escarcha.markup.lines import WRITTEN, LocatedText
from escarcha.notes.header import read_header
from escarcha.notes.header_yaml import HeaderError
from escarcha.notes.text import TextError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown import Markdown
    from selectolax.lexbor import LexborNode

WORDS = ("a", "b", "uno", "dos tres", " ", " ", "\n", "ñ", ".", ",", "?", "!", "—", "'")
EMPHASIS = ("*", "*", "**", "**", "***", "_", "__", "~", "~~", "~~~", "\u00a0")
LINKS = ("[", "[", "]", "]", "![", "](a)", '](b "t")', "](<c d>)", "[x]", "[]", "][x]", "\\[")
CODE = ("`", "`", "``", "\\", "\\`", "\\*", "  \n", "\\\n")
HTML = ("<", ">", "<b>", "</b>", "<a href='x'>", "<!-- a -->", "<? a ?>", "<br/>", "<i a=b", "\\<", "\\&")
REFERENCES = ("&amp;", "&copy;", "&#42;", "&#x26;", "&", "&nada;", "&ouml")
ADDRESSES = (
    "http://a.es",
    "https://a.es/b?c=d&e",
    "www.a.es",
    "www.a",
    " yo@a.es",
    "ftp://x.y",
    "://",
    "/c_d",
)
KINDS = {
    "emphasis": EMPHASIS,
    "links": LINKS + EMPHASIS,
    "code": CODE * 2 + LINKS,
    "HTML": HTML * 2 + REFERENCES + EMPHASIS,
    "addresses": ADDRESSES * 2 + LINKS + REFERENCES,
    "all": EMPHASIS[:-1] + LINKS + CODE + HTML + REFERENCES + ADDRESSES,
}
"""Signs by what they are for; words are added to all."""

LEFT_OUT = re.compile(r"\[\s+\]|!\[.*<|\[.*\[.*\].*\[.*\].*\](?=\(|\[[x\]])", re.DOTALL)
"""See above."""

DEFINITION = '\n\n[x]: /r "T"\n'
SIGNS = ("[", "![", "[a](", "*", "*_", "**a ", "_", "~~", "~==", "`", "<", "<a ", "&", "\\", ":", "www.")
HOSTILE = 100_000
ROUNDS = 5
ATTRIBUTES = ("href", "src", "title", "alt")


class Reader:
    """Reads texts as notes are read."""

    def __init__(self) -> None:
        self._reader = markup.Reader()

    def html(self, text: str) -> str:
        """Return the HTML of a paragraph."""
        return WRITTEN.sub("", self._reader.read(text).html)


def github(text: str) -> str:
    """Return the HTML that cmark-gfm writes."""
    html: str = cmarkgfm.markdown_to_html_with_extensions(
        text, options=Options.CMARK_OPT_UNSAFE, extensions=["autolink", "strikethrough"]
    )
    return html


def texts(kind: str, count: int) -> Iterator[str]:
    """Yield random texts, the same each time, that are one paragraph."""
    chance = random.Random(kind)  # noqa: S311 - the same texts are wanted each time
    signs = WORDS + KINDS[kind]
    while count:
        # A word on each line keeps blocks from beginning there.
        text = f"z{''.join(chance.choices(signs, k=chance.randint(2, 12)))}".replace("\n", "\nz").rstrip()
        html = github(text + DEFINITION)
        if html.startswith("<p>") and html.count("<p>") == 1 and not LEFT_OUT.search(text):
            count -= 1
            yield text


def reading(html: str) -> list[str]:
    """List the elements and texts of a paragraph in order, with what matters of each."""
    tree = LexborHTMLParser(f"<body>{html.strip().removeprefix('<p>').removesuffix('</p>')}")
    found = [""]
    if tree.body:
        _walk(tree.body, found)
    return [part for part in (" ".join(part.split()) for part in found) if part]


def _walk(node: LexborNode, found: list[str]) -> None:
    child = node.first_child
    while child is not None:
        if child.is_text_node:
            found[-1] += child.text_content or ""
        elif child.tag == "strong" == node.tag:
            _walk(child, found)
        else:
            named = dict(child.attrs) if child.is_element_node else {}
            shown = [unquote(named.get(name) or "").replace("\n", " ") for name in ATTRIBUTES]
            found += (f"<{child.tag} {shown}>", "")
            _walk(child, found)
            found += (f"</{child.tag}>", "")
        child = child.next


def compare(kind: str, count: int, reader: Reader, *, verbose: bool) -> int:
    """Return how many texts of a kind are read otherwise than on GitHub."""
    differing = 0
    for text in texts(kind, count):
        own, wanted = (reading(html(text + DEFINITION)) for html in (reader.html, github))
        differing += own != wanted
        if verbose and own != wanted:
            print(f"{text!r}\n  own    {own}\n  github {wanted}")
    return differing


def read_notes(folders: Sequence[Path]) -> Iterator[tuple[list[str], dict[str, tuple[str, str]]]]:
    """Yield the texts of each note and its references."""
    for file in sorted(file for folder in folders for file in folder.rglob("*.md")):
        try:
            text, _ = decode(file.read_bytes())
            body = "\n".join(text.split("\n")[read_header(text).body_line - 1 :])
        except (TextError, HeaderError):
            continue
        blocks, references = find_blocks(body)
        cells = [block.meta["table"].rows for block in blocks if block.type == "table"]
        found = [block.content for block in blocks if block.type == "inline"]
        defined = {
            normalizeReference(label): (each["href"], each["title"]) for label, each in references.items()
        }
        yield [*found, *(cell for rows in cells for row in rows for cell in row)], defined


def seconds(made: Markdown, found: list[str], references: dict[str, tuple[str, str]]) -> float:
    """Return the CPU that the inline stage takes for some texts."""
    made.reset()
    made.references.update(references)
    root = ET.Element("div")
    for text in found:
        ET.SubElement(root, "p").text = LocatedText.at(1, text)
    start = time.process_time()
    made.treeprocessors["inline"].run(root)
    return time.process_time() - start


def main() -> None:
    """Print the three figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(".\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=2000, help="random texts of each kind")
    parser.add_argument("--verbose", action="store_true", help="show the texts that are read otherwise")
    asked = parser.parse_args()
    reader = Reader()
    for kind in KINDS:
        differing = compare(kind, asked.count, reader, verbose=asked.verbose)
        print(f"{kind}: {differing} of {asked.count} random texts are read otherwise than on GitHub")
    made = markup.Reader()._markdown  # noqa: SLF001 - the inline stage alone is measured
    if notes := list(read_notes(asked.folders)):
        spent = median(sum(seconds(made, *note) for note in notes) for _ in range(ROUNDS))
        size = sum(len(text) for found, _ in notes for text in found)
        print(
            f"{len(notes)} notes, {size:,} characters: {1e6 * spent / size:.2f} µs each, {spent:.2f} s in all"
        )
    spent, signs = max((seconds(made, [signs * (HOSTILE // len(signs))], {}), signs) for signs in SIGNS)
    print(f"{HOSTILE:,} characters of «{signs}»: {spent:.2f} s, more than of any other sign")


if __name__ == "__main__":
    main()
