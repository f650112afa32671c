"""How many notes come out as GitHub shows them: ``python bench/fidelity.py FOLDER …``.

The reference is cmark-gfm, GitHub's own parser (the development dependency cmarkgfm). Two things are
compared for each Markdown file below the folders: the visible structure (the nested sequence of headings,
paragraphs, lists, items, code blocks, tables and quotes; whether a list is tight and ``<p>`` round raw
HTML do not count) and the text of each block.

A callout is a box round blocks that count, and the box and its title do not: cmark-gfm has no alerts and
shows ``> [!NOTE]`` as a quote that begins with those words, ``/// note | Título`` and ``:::note`` as lines of
text. So such quotes and lines are left out of the reference, and of the reference alone: a callout that we
overlook makes a difference. ``!!! note`` cannot be compared, since GitHub takes its body for code.

``--spec FILE`` compares the examples of a specification with what it says they give: the ``spec.json`` of
CommonMark (https://spec.commonmark.org/0.31.2/spec.json) or the ``spec.txt`` of either
(https://github.com/github/cmark-gfm/blob/master/test/spec.txt for GitHub's). ``--extensions`` takes of
GitHub's those alone that CommonMark does not have.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import cmarkgfm
from cmarkgfm.cmark import Options
from selectolax.lexbor import LexborHTMLParser

from escarcha.notes.header import read_header
from escarcha.notes.header_yaml import HeaderError
from escarcha.notes.text import TextError, decode
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

BLOCKS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "pre", "table", "blockquote"])
OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES

ALERT = re.compile(r"<blockquote>\n<p>\[![^\W\d_][^\]\n]*\][+-]?(?:[ \t][^\n]*?)?(?=\n|</p>)")
FENCED = re.compile(
    r"<pre.*?</pre>|^(<p>|<li>|)[ \t]*(?:/{3,}|:{3,})[^\n]*?(</p>|</li>|)$", re.DOTALL | re.MULTILINE
)

EXAMPLE = re.compile(
    r"^#{1,6} +(?P<section>[^\n]*)$"
    r"|^(?P<fence>`{32}) example[^\n]*\n(?P<markdown>.*?)^\.\n(?P<html>.*?)^(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)

Outline = list[tuple[int, str, str]]


def github(text: str) -> str:
    """Render as GitHub does, raw HTML included."""
    html: str = cmarkgfm.markdown_to_html_with_extensions(
        text, options=OPTIONS, extensions=["table", "autolink", "strikethrough", "tasklist"]
    )
    return html


def reference(text: str) -> Outline:
    """List the blocks that GitHub shows, without the quotes and lines that only mark a callout."""
    html = ALERT.sub("<blockquote data-callout><p>", github(text))
    return outline(
        FENCED.sub(lambda found: f"{found[1]}{found[2]}" if found[1] is not None else found[0], html)
    )


def outline(html: str) -> Outline:
    """List the visible blocks of some HTML: depth, tag and text of each, in order."""
    tree = LexborHTMLParser(f"<!doctype html><body><main>{html}</main>")
    for extra in tree.css(".footnotes, .footnote, sup.footnote-ref, sup[id^=fnref], figcaption, input"):
        extra.decompose()
    for title in tree.css(".callout > .callout-title"):
        title.decompose()
    main = tree.css_first("main")
    return list(_walk(main, 0)) if main else []


def _walk(node: LexborNode, depth: int) -> Iterator[tuple[int, str, str]]:
    child = node.first_child
    while child is not None:
        tag = child.tag or ""
        is_block = tag in BLOCKS and not _is_callout(child)
        is_block = is_block and not (tag == "p" and _is_invisible(child))
        if is_block:
            yield depth, tag, _text(child, keep=tag == "pre")
        yield from _walk(child, depth + is_block)
        child = child.next


def _is_callout(node: LexborNode) -> bool:
    return "callout" in (node.attributes.get("class") or "").split() or "data-callout" in node.attributes


def _is_invisible(paragraph: LexborNode) -> bool:
    """Tell a paragraph that no reader sees as one: in a list item, or round nothing but markup."""
    parent = paragraph.parent
    while parent is not None and _is_callout(parent):
        parent = parent.parent
    return (parent is not None and parent.tag == "li") or not paragraph.text().strip()


def _text(node: LexborNode, *, keep: bool) -> str:
    text = node.text()
    if keep:
        return "\n".join(line.rstrip() for line in text.expandtabs(4).strip("\n").split("\n"))
    return " ".join(text.split())


def structure(found: Outline) -> list[tuple[int, str]]:
    """Leave the texts out of an outline."""
    return [(depth, tag) for depth, tag, _ in found]


def compare_folder(folder: Path, renderer: Renderer, *, verbose: bool) -> str:
    """Compare every note below a folder; return one line."""
    counts: Counter[str] = Counter()
    spent = 0.0
    for file in sorted(folder.rglob("*.md")):
        try:
            text, _ = decode(file.read_bytes())
            body = "\n".join(text.split("\n")[read_header(text).body_line - 1 :])
        except (TextError, HeaderError):
            continue
        start = time.process_time()
        html = "".join(renderer.render(body).parts)
        spent += time.process_time() - start
        own, wanted = outline(html), reference(body)
        counts["pages"] += 1
        if structure(own) != structure(wanted):
            counts["structure"] += 1
            if verbose:
                _explain(file, structure(own), structure(wanted))
        elif own != wanted:
            counts["text"] += 1
            if verbose:
                _explain(file, own, wanted)
    pages = counts["pages"] or 1
    return (
        f"{folder.name}: {counts['pages']} pages, structure differs in {counts['structure']} "
        f"({counts['structure'] / pages:.1%}), text alone in {counts['text']} "
        f"({counts['text'] / pages:.1%}), "
        f"{1000 * spent / pages:.2f} ms of CPU a page"
    )


def read_examples(file: Path) -> list[dict[str, str]]:
    """Read the examples of a specification, from its text or as JSON."""
    text = file.read_text("utf-8")
    if file.suffix == ".json":
        examples: list[dict[str, str]] = json.loads(text)
        return examples
    section, examples = "", []
    for found in EXAMPLE.finditer(text):
        if found["section"]:
            section = found["section"]
            continue
        markdown, html = (found[part].replace("→", "\t") for part in ("markdown", "html"))
        examples.append(
            {"section": section, "markdown": markdown, "html": html, "example": str(len(examples) + 1)}
        )
    return examples


def compare_spec(file: Path, renderer: Renderer, *, extensions: bool, verbose: bool) -> str:
    """Compare the examples of a specification with what it says they give; return one line."""
    examples = read_examples(file)
    if extensions:
        examples = [example for example in examples if "(extension)" in example["section"]]
    same = texts = 0
    for example in examples:
        own = outline("".join(renderer.render(example["markdown"]).parts))
        wanted = outline(example["html"])
        same += structure(own) == structure(wanted)
        texts += own == wanted
        if verbose and own != wanted:
            print("---", example["example"], example["section"])
            print(example["markdown"], own, wanted, sep="\n")
    total = len(examples)
    return f"{total} examples: {same / total:.1%} same structure, {texts / total:.1%} same structure and text"


def _explain(
    file: Path, own: list[tuple[int, str]] | Outline, wanted: list[tuple[int, str]] | Outline
) -> None:
    at = next((i for i, pair in enumerate(zip(own, wanted, strict=False)) if pair[0] != pair[1]), -1)
    print(f"--- {file}: block {at}\n  own    {own[at : at + 3]}\n  github {wanted[at : at + 3]}")


def main() -> None:
    """Compare what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(".\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--spec", type=Path)
    parser.add_argument("--extensions", action="store_true", help="of the specification, only extensions")
    parser.add_argument("--verbose", action="store_true", help="show the first difference of each page")
    asked = parser.parse_args()
    renderer = Renderer()
    for folder in asked.folders:
        print(compare_folder(folder, renderer, verbose=asked.verbose))
    if asked.spec:
        print(compare_spec(asked.spec, renderer, extensions=asked.extensions, verbose=asked.verbose))


if __name__ == "__main__":
    main()
