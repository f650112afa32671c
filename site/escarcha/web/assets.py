"""Style sheets and scripts: bundled, minified, and named by what is in them.

Their names let browsers keep them for ever, and each kind of page asks for one sheet and one script. Sheets
are minified here; scripts lie minified beside their sources: ``docs/design/0051-scripts-minified.md``.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import lightningcss

from escarcha import bundled
from escarcha.web.language import texts
from escarcha.web.rules import ASSETS_URL

if TYPE_CHECKING:
    from pathlib import Path

_CSS, _JS = bundled.STATIC / "css", bundled.STATIC / "js"
MINIFIED = bundled.STATIC / "minified"
"""What pages ask for, made of ``js/`` by ``make scripts``; the first line of each says of what."""

_IMPORT = re.compile(r"""(?<=["'])\./([\w-]+\.(?:css|js))(?=["'])""")
"""A module or a sheet that a script names: ``import("./search.js")``."""
_EXPORT = re.compile("^export ", re.MULTILINE)
OLDEST = ("chrome 109", "safari 16.4", "firefox 115")
"""The oldest browsers that see the pages as they are meant, of machines that are still in hands.

What they lack is written another way for them, or not needed: ``docs/design/0027-old-browsers.md``.
"""
_TEXT = re.compile(r'(?<![\w$.])_\("((?:[^"\\]|\\.)*)"\)')
"""A sentence that readers see: ``_("Copiar")``."""
_SENTENCE = re.compile(r'"_\(((?:[^"\\]|\\.)*)\)"')
"""The same where it is minified, ``"_(Copiar)"``: of two calls in a condition one would be made."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme.

    Args:
        name: ``site.css``.
        url: ``/_static/site.1f2e3d4c.css``.
        content: its bytes.
    """

    name: str
    url: str
    content: bytes


@functools.cache
def assets(language: str, *, tries: bool = False) -> dict[str, Asset]:
    """Return the files of the theme by name; scripts speak the language of the site.

    Only where readers may run examples (``tries``) there are files for that, and the page's script has the
    few lines that load them.

    The sheets of ``css/`` become ``site.css``. Every other folder there becomes a sheet of its name, for the
    pages that need it.
    """
    found: dict[str, Asset] = {}
    for file in _files(bundled.STATIC):
        found[file.name] = make_asset(file.name, file.read_bytes())
    for folder in (_CSS, *_folders(_CSS)):
        name = "site.css" if folder == _CSS else f"{folder.name}.css"
        if tries or name not in _FOR_TRYING:
            found[name] = make_asset(name, _sheet(_files(folder)))
    minified = {file.name: _read(file).partition("\n")[2].rstrip() for file in _files(MINIFIED)}
    with_tries = minified.pop(_PAGE_WITH_TRIES)
    if tries:
        minified["page.js"] = with_tries
    else:
        minified = {name: text for name, text in minified.items() if name not in _FOR_TRYING}
    scripts = {name: _say(_SENTENCE, text, language) for name, text in minified.items()}
    for name in scripts:
        _add_script(name, scripts, found)
    return found


def script_sources() -> dict[str, str]:
    """Return what is minified, by the names of what comes of it.

    ``js/theme.js`` and ``js/page/`` become ``page.js``; every other folder becomes a script or a module of
    its name, which is loaded when somebody needs it. The files of a folder are one, and share their names.
    Sentences are marked, and said in the language of the site by ``assets``.
    """
    make = _read(_JS / "make.js")
    found = {f"{folder.name}.js": _in_block(make, folder) for folder in _folders(_JS)}
    for name, tries in (("page.js", False), (_PAGE_WITH_TRIES, True)):
        found[name] = _FURNISHED.sub("", _ARRIVAL.sub(r"\1", _page_script(tries=tries)))
    return {name: _TEXT.sub(lambda said: f'"_({said[1]})"', text) for name, text in found.items()}


def is_module(source: str) -> bool:
    """Tell whether others may import from a script."""
    return bool(_EXPORT.search(source))


def origin(source: str) -> str:
    """Return the first line of a script that has been made of a source."""
    return f"// {hashlib.sha256(source.encode()).hexdigest()}"


@functools.cache
def preview_assets(language: str, *, tries: bool = False) -> dict[str, Asset]:
    """Return the files that only a preview sends, by their addresses: no page that is published names them.

    Among them is another script of the page, under its address: there, something may arrive later.
    """
    named = [
        make_asset(name, (bundled.PREVIEW / name).read_bytes()) for name in ("preview.css", "preview.js")
    ]
    files = assets(language, tries=tries)
    url = files["page.js"].url
    script = _say(_TEXT, _read(bundled.PREVIEW / "arrivals.js") + _page_script(tries=tries), language)
    for name, asset in files.items():
        script = script.replace(f'"./{name}"', f'"./{PurePosixPath(asset.url).name}"')
    return {each.url: each for each in (*named, Asset("page.js", url, script.encode()))}


_TRY = "try"
_FOR_TRYING = frozenset(["try.css", "try.js", "worker.js"])
"""What only sites have whose readers may run examples."""

_PAGE_WITH_TRIES = "page-with-tries.js"
"""Their script of the page, where it lies minified."""

_ARRIVAL = re.compile(r"^furnishing\(\(\) => \{\n(.*?)^\}\);\n", re.MULTILINE | re.DOTALL)
"""What is done again in a preview when something arrives, and once on a page that is published."""
_FURNISHED = re.compile(r":not\(:has\(> \.\w+\)\)")
"""What has been furnished before, which on a published page nothing has."""


def _page_script(*, tries: bool) -> str:
    """Join what runs when the page has arrived; each file is a block, so that its names are its own."""
    files = [*_files(_JS / "page"), *(_files(_JS / "page" / _TRY) if tries else [])]
    blocks = "".join(f"{{\n{_read(file)}}}\n" for file in files)
    make = _read(_JS / "make.js")
    return f'{_read(_JS / "theme.js")}addEventListener("DOMContentLoaded", () => {{\n{make}{blocks}}});\n'


def _in_block(make: str, folder: Path) -> str:
    """Join the files of a folder; what is no module keeps its names to itself."""
    text = make + "".join(map(_read, _files(folder)))
    return text if is_module(text) else f"{{\n{text}}}\n"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _read(file: Path) -> str:
    return file.read_text("utf-8")


def _say(sentences: re.Pattern[str], text: str, language: str) -> str:
    """Put the sentences of a script into a language."""
    said = texts(language).gettext
    return sentences.sub(
        lambda found: json.dumps(said(json.loads(f'"{found[1]}"')), ensure_ascii=False), text
    )


def _sheet(files: list[Path]) -> bytes:
    text = "\n".join(map(_read, files))
    sheet = lightningcss.process_stylesheet(text, filename="site.css", browsers_list=list(OLDEST))
    # The names of its two variables of a palette take hundreds of bytes.
    return sheet.replace("--lightningcss-", "--").encode()


def _add_script(name: str, scripts: dict[str, str], found: dict[str, Asset]) -> Asset:
    """Name a script after those that it imports, whose names depend on their content."""
    if name not in found:
        text = _IMPORT.sub(
            lambda named: f"./{PurePosixPath(_add_script(named[1], scripts, found).url).name}", scripts[name]
        )
        found[name] = make_asset(name, text.encode())
    return found[name]


def make_asset(name: str, content: bytes) -> Asset:
    """Name a file by what is in it."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Asset(name, f"{ASSETS_URL}{path.stem}.{digest}{path.suffix}", content)
