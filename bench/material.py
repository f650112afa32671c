"""How notes in Material's dialect come out beside mkdocs-material.

``python bench/material.py FOLDER … --mkdocs FILE``: ``FILE`` is the command ``mkdocs`` of an environment
that has mkdocs-material. Each folder of notes, or that of ``material_course/``, is built by it, with the
extensions that its documentation recommends and no plugin, and read by us. What readers see of each page is
written as one line of words and names of elements, and compared.

What differs on purpose is in ``DIFFERENCES``, each with its reason, and is made alike before: everything else
counts. ``lost`` are words that a reader of Material sees and ours does not.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from escarcha.markup.material.snippets import named_snippets
from escarcha.notes.header import read_header
from escarcha.notes.inclusions import Inclusion
from escarcha.notes.text import decode
from escarcha.rendering.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

COURSE = Path(__file__).with_name("material_course")

CONFIGURATION = """
site_name: Comparación
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, language: es, features: [content.code.annotate]}}
plugins: []
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc
  - pymdownx.arithmatex: {{generic: true}}
  - pymdownx.betterem
  - pymdownx.blocks.caption
  - pymdownx.blocks.definition
  - pymdownx.blocks.html
  - pymdownx.blocks.admonition
  - pymdownx.blocks.details
  - pymdownx.blocks.tab: {{alternate_style: true}}
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.snippets: {{base_path: ["{docs}"]}}
  - pymdownx.superfences:
      custom_fences: [{{name: mermaid, class: mermaid}}]
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
  - pymdownx.tilde
"""

DIFFERENCES = {
    ".headerlink, .toc, .tabbed-set > input, .linenos, .footnote-backref": (
        "what the page adds to a text: links to itself, its contents a second time, numbers of lines"
    ),
    ".code-language": "we name the language of a block",
    ".arithmatex, .math, math": "formulas: LaTeX for a script there, MathML here",
    ".caption-prefix": "captions are numbered in Spanish here",
    "a.note, sup[id^=fnref]": "numbers of notes: a script makes them there; footnotes lead to the same place",
    ".diagram, .mermaid, h1:not([id])": "diagrams are text for a script there; titles that no note writes",
    "svg title, .twemoji title": "the name of an icon, which nobody reads",
}
"""What is taken out of both, by the selectors of its elements, and why."""

SHOWN = frozenset(
    [
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "pre", "table", "tr", "th", "td"),
        *("blockquote", "figure", "figcaption", "img", "dl", "dt", "dd", "svg", "code", "kbd", "a", "em"),
        *("strong", "sup", "sub", "mark", "ins", "del", "abbr", "details", "summary", "input", "small"),
    ]
)
"""Elements that make a difference to readers."""

_NOTE = re.compile(r"[ \t]*(?:#|//|--|;|<!--|/\*)[ \t]*(?:\(\d+\)!?)+[ \t]*(?:-->|\*/)?[ \t]*$", re.MULTILINE)
_NUMBER = re.compile(r"\(\d+\)")
_BOX_NAMES = {
    "Note": "Nota",
    "Info": "Información",
    "Tip": "Consejo",
    "Warning": "Atención",
    "Danger": "Peligro",
    "Bug": "Error",
    "Abstract": "Resumen",
    "Success": "Hecho",
    "Question": "Pregunta",
    "Example": "Ejemplo",
    "Quote": "Cita",
    "Failure": "Fallo",
}
"""Titles of boxes whose author gives none: in English there, in the language of the site here."""


def linear(html: str, *, selector: str) -> list[str]:
    """Write what readers see of a page as words and names of elements."""
    tree = LexborHTMLParser(html)
    root = tree.css_first(selector)
    if root is None:
        return []
    for each in root.css(", ".join(DIFFERENCES)):
        each.decompose()
    _settle_theirs(root)
    return "".join(_walk(root)).split()


def _settle_theirs(root: LexborNode) -> None:
    """Give what both have in another form one form: tabs, file names, boxes of tasks."""
    for row in reversed(root.css(".tabbed-set")):
        labels, blocks = (list(part.iter()) for part in row.iter() if part.tag == "div")
        made = "".join(
            f"<details><summary>{label.inner_html}</summary>{block.html}</details>"
            for label, block in zip(labels, blocks, strict=True)
        )
        _replace(row, f"<div>{made}</div>")
    for name in root.css(".filename, .code-title"):
        _replace(name, f"<div>{name.html}</div>")
    for title in root.css(".admonition > .admonition-title, summary"):
        text = title.text().strip()
        if text in _BOX_NAMES:
            _replace(title.child, _BOX_NAMES[text]) if title.child else None
    for table in root.css(".highlighttable"):
        _replace(table, "".join(str(part.html) for part in table.css(".filename, td.code > div")))
    for image in root.css("img.twemoji"):
        _replace(image, image.attrs.get("alt") or "")


def _replace(node: LexborNode, html: str) -> None:
    root = LexborHTMLParser(html, is_fragment=True).root
    for child in list(root.iter(include_text=True)) if root else ():
        node.insert_before(child)
    node.decompose()


def _walk(node: LexborNode) -> Iterator[str]:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            yield _NUMBER.sub("", child.text()) if _is_annotated(child) else child.text()
        elif tag == "pre":
            code = _NOTE.sub("", child.text())
            yield f" <pre> {code} </pre> "
        elif tag == "a" and child.text() and child.text() == child.attrs.get("href"):
            yield child.text()  # an address as it is: a link here, a text there
        elif tag in SHOWN and not _is_invisible(child):
            yield f" <{tag}> "
            if tag != "svg":
                yield from _walk(child)
        elif tag not in {"script", "style"}:
            yield from _walk(child)


def _is_annotated(node: LexborNode) -> bool:
    around = node.parent
    while around is not None and around.is_element_node:
        if "annotate" in (around.attrs.get("class") or "").split():
            return True
        around = around.parent
    return False


def _is_invisible(node: LexborNode) -> bool:
    """Tell an element that no reader sees as one: a paragraph of an item, or a figure round code."""
    if node.tag == "p":
        around = node.parent
        is_around = around is not None and around.tag in {"li", "figcaption", "dd", "figure"}
        return is_around or not node.text().strip()
    if node.tag in {"figure", "figcaption"}:
        return node.css_first("pre") is not None or (
            node.parent is not None
            and node.parent.css_first("pre") is not None
            and node.tag == "figcaption"
            and "code" in (node.parent.attrs.get("class") or "")
        )
    return False


def build(folder: Path, mkdocs: str, site: Path) -> None:
    """Have mkdocs-material build a folder of notes."""
    file = site.with_name("mkdocs.yml")
    file.write_text(CONFIGURATION.format(docs=folder.resolve(), site=site), "utf-8")
    subprocess.run([mkdocs, "build", "--quiet", "--config-file", file], check=True, capture_output=True)  # noqa: S603 - ours


def compare(folder: Path, mkdocs: str, *, verbose: bool) -> str:
    """Compare every note of a folder; return one line."""
    renderer = Renderer(dialect="material")
    pages = same = texts = lost = 0
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        build(folder, mkdocs, site)
        for file in sorted(folder.rglob("*.md")):
            path = file.relative_to(folder)
            there = site / (path.parent if path.stem == "index" else path.with_suffix("")) / "index.html"
            if not there.is_file():
                continue
            text, _ = decode(file.read_bytes())
            body = "\n".join(text.split("\n")[read_header(text).body_line - 1 :])
            parts = renderer.render(body, shown_files(body, folder)).parts
            own = linear("<main>" + "".join(parts) + "</main>", selector="main")
            theirs = linear(there.read_text("utf-8"), selector="article.md-content__inner")
            pages += 1
            same += own == theirs
            own_words, their_words = (
                [word for word in words if not word.startswith("<")] for words in (own, theirs)
            )
            texts += own_words == their_words
            missing = _missing(their_words, own_words)
            lost += bool(missing)
            if verbose and own != theirs:
                print("---", path, "lost:", missing)
                for line in difflib.unified_diff(theirs, own, "material", "escarcha", n=3, lineterm=""):
                    print("  ", line)
    alike = f"same structure and text in {same}, same text in {texts}"
    return f"{folder.name}: {pages} pages, {alike}, lost text in {lost}"


def shown_files(body: str, folder: Path) -> list[Inclusion]:
    """Read the files of a folder that a note shows, and those that these show."""
    found: dict[str, Inclusion] = {}
    waiting = [*named_snippets(body)]
    while waiting:
        name = waiting.pop()
        if name not in found and (file := folder / name[1:]).is_file():
            found[name] = Inclusion(name, file.read_text("utf-8"))
            waiting += named_snippets(found[name].text)
    return [*found.values()]


def _missing(theirs: list[str], own: list[str]) -> list[str]:
    """Return the words that are in the one and not in the other, however they are cut."""
    shown = "".join(own)
    return [word for word in theirs if word not in shown]


def main() -> None:
    """Compare what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(".\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[COURSE])
    parser.add_argument(
        "--mkdocs", default="mkdocs", help="the command of an environment with mkdocs-material"
    )
    parser.add_argument("--verbose", action="store_true", help="show every difference")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        print(compare(folder, arguments.mkdocs, verbose=arguments.verbose))


if __name__ == "__main__":
    main()
