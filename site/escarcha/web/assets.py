"""Style sheets and scripts: bundled, minified, and named by what is in them.

Their names let browsers keep them for ever, and each kind of page asks for one sheet and two scripts.
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
import rjsmin

from escarcha import bundled
from escarcha.web.language import texts

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "/_static/"

_IMPORT = re.compile(r"""(?<=["'])\./([\w-]+\.(?:css|js))(?=["'])""")
"""A module or a sheet that a script names: ``import("./search.js")``."""
_TEXT = re.compile(r'(?<![\w$.])_\(("(?:[^"\\]|\\.)*")\)')
"""A sentence that readers see: ``_("Copiar")``."""


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
def assets(language: str) -> dict[str, Asset]:
    """Return the files of the theme by name; scripts speak the language of the site.

    The sheets of ``css/`` become ``site.css``, the scripts of ``js/page/`` become ``page.js``. The folders
    ``search/`` of both become a sheet and a module of their own, which pages load when they need them.
    """
    found: dict[str, Asset] = {}
    for file in sorted(bundled.STATIC.iterdir()):
        if file.is_file():
            found[file.name] = _asset(file.name, file.read_bytes())
    for name, folder in (("site.css", "css"), ("search.css", "css/search")):
        found[name] = _asset(name, _sheet(sorted((bundled.STATIC / folder).glob("*.css"))))
    scripts = {file.name: file.read_text("utf-8") for file in sorted((bundled.STATIC / "js").glob("*.js"))}
    parts = {name: sorted((bundled.STATIC / "js" / name).glob("*.js")) for name in ("page", "search")}
    # On a page, a block for each file, so that their names do not meet; those of the search share theirs.
    scripts["page.js"] = "".join(f"{{\n{file.read_text('utf-8')}}}\n" for file in parts["page"])
    scripts["search.js"] = "".join(file.read_text("utf-8") for file in parts["search"])
    scripts = {name: _say(text, language) for name, text in scripts.items()}
    for name in scripts:
        _add_script(name, scripts, found)
    return found


def _say(text: str, language: str) -> str:
    """Put the sentences of a script into a language."""
    return _TEXT.sub(
        lambda said: json.dumps(texts(language).gettext(json.loads(said[1])), ensure_ascii=False), text
    )


def _sheet(files: list[Path]) -> bytes:
    text = "\n".join(file.read_text("utf-8") for file in files)
    return lightningcss.process_stylesheet(text, filename="site.css", minify=True).encode()


def _add_script(name: str, scripts: dict[str, str], found: dict[str, Asset]) -> Asset:
    """Minify a script after those that it imports, whose names depend on their content."""
    if name not in found:
        text = _IMPORT.sub(
            lambda named: f"./{PurePosixPath(_add_script(named[1], scripts, found).url).name}", scripts[name]
        )
        found[name] = _asset(name, str(rjsmin.jsmin(text)).encode())
    return found[name]


def _asset(name: str, content: bytes) -> Asset:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Asset(name, f"{FOLDER}{path.stem}.{digest}{path.suffix}", content)
