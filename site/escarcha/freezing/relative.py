"""A frozen folder that opens from a disk: under any path, in a zip, without a server.

There, an address that begins with ``/`` leads out of the site, a folder shows the list of its files, and
scripts may neither load modules nor fetch anything: https://html.spec.whatwg.org/multipage/origin.html.
"""

from __future__ import annotations

import itertools
import json
import os
import posixpath
import re
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from escarcha import bundled
from escarcha.freezing.freezer import WORTH_A_PROCESS
from escarcha.web.rules import ASSETS_URL, OVERVIEW_URL, SEARCH_FILES_URL
from escarcha.workers import chunks, shared_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from escarcha.config import Project
    from escarcha.freezing.manifest import Manifest
    from escarcha.notes import Site

_REFERENCES = {"href", "src", "poster", "data", "action", "formaction", "xlink:href", "background"}
_LISTS = {"srcset", "imagesrcset"}
_ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
"""An attribute: its name, and the value, if it has one, written in one of three ways."""
_IN_SHEETS = re.compile(r"""(\burl\(\s*|@import\s+)(?:"([^"\n]*)"|'([^'\n]*)'|([^"'()\s]+))""")
_LISTED = re.compile(r"(?<![^\s,])[^\s,]\S*?(?=,*(?:\s|$))")
_REFRESH = re.compile(r"(?i)(\burl\s*=\s*)(.*)")
_FOREIGN = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_OF_HOSTS = frozenset(["crossorigin", "integrity"])
"""What a file from a disk cannot be asked for: it is of no host."""
_MODULE = re.compile(r'\bimport\("\./([\w.-]+)"\)')
_EXPORT = re.compile(r"\bexport (?=const (\w+))")
_CARD = re.compile(r"\{url:(\w+),title:")
"""What is known of a page that has been found."""
_SCRIPT = bundled.PACKAGE / "freezing" / "relative.js"


def make_relative(site: Site, project: Project, folder: Path, manifest: Manifest, jobs: int) -> None:
    """Make a frozen folder one that opens from a disk, and tell the manifest which names are others now.

    Args:
        site: that is frozen.
        project: whose it is.
        folder: absolute; all of it is there, and none of its files is one with those published before.
        manifest: of the freeze.
        jobs: processes at most.

    Raises:
        OSError: if the disk does not take it.
    """
    settings = site.settings
    base = settings.base_path.removesuffix(project.prefix)
    relative = Relative(folder, base, settings.origin, project.prefix)
    for old, new in relative.convert(jobs).items():
        manifest.files[new] = manifest.files.pop(old)


@dataclass(frozen=True, slots=True)
class Relative:
    """Makes a frozen folder one that opens from a disk.

    Args:
        folder: absolute; all of it is frozen.
        base: the path below which the site stands on its host, or nothing.
        origin: scheme and host of the site, or nothing.
        prefix: below which the notes stand in the folder, or nothing.
    """

    folder: Path
    base: str
    origin: str = ""
    prefix: str = ""

    def convert(self, jobs: int = 1) -> dict[str, str]:
        """Rewrite what needs it; return the old and new names of files, from the folder of the notes.

        Args:
            jobs: processes at most.

        Raises:
            OSError: if the disk does not take it.
        """
        found = (file for file in self.folder.rglob("*") if file.suffix in {".css", ".htm", ".html"})
        files = sorted(file for file in found if file.is_file())
        workers = min(jobs, len(files) // WORTH_A_PROCESS)
        with shared_out(self._rewrite_all, chunks(files, workers), workers) as results:
            for _ in results:
                pass
        notes = self.folder / self.prefix[1:]
        for file in (notes / ASSETS_URL[1:]).glob("*.js"):
            _rewrite(file, self._script, file.name)
        renamed = {}
        for file in (notes / OVERVIEW_URL[1:], *(notes / SEARCH_FILES_URL[1:]).glob("*.txt")):
            text = json.dumps(file.read_bytes().decode(), ensure_ascii=False)
            file.write_text(f"escarcha.arrived={text}", "utf-8", newline="")
            new = file.rename(f"{file}.js")
            renamed[file.relative_to(notes).as_posix()] = new.relative_to(notes).as_posix()
        return renamed

    def _rewrite_all(self, files: Sequence[Path]) -> None:
        for file in files:
            change = self.sheet if file.suffix == ".css" else self.page
            _rewrite(file, change, f"/{file.relative_to(self.folder).as_posix()}")

    def page(self, html: str, page: str) -> str:
        """Rewrite a page.

        Args:
            html: of the page.
            page: its file, from the root of the folder: ``/flask/index.html``.
        """
        rewriting = _Rewriting(self, html, page)
        rewriting.feed(html)
        rewriting.close()
        return rewriting.text()

    def sheet(self, css: str, page: str) -> str:
        """Rewrite a style sheet, or a style within a page."""

        def rewrite(found: re.Match[str]) -> str:
            old = found[2] or found[3] or found[4] or ""
            return found[0].replace(old, self.reference(old, page)) if old else found[0]

        return _IN_SHEETS.sub(rewrite, css)

    def reference(self, value: str, page: str) -> str:
        """Return what leads to the same place from a disk.

        Args:
            value: as the page has it.
            page: its file, from the root of the folder.
        """
        try:
            parts = urlsplit(value.strip())
        except ValueError:
            return value
        if parts.scheme or parts.netloc or not parts.path:
            return value
        path = urljoin(f"{self.base}{page}", parts.path)
        if self.base and path != self.base and not path.startswith(f"{self.base}/"):
            return f"{self.origin}{value.strip()}"
        inside = path[len(self.base) :] or "/"
        if inside.endswith("/"):
            inside += "index.html"
        elif os.path.isfile(f"{self.folder}{unquote(inside)}/index.html"):  # noqa: PTH113 - of any name
            inside += "/index.html"
        short = posixpath.relpath(inside, posixpath.dirname(page))
        safe = f"./{short}" if ":" in short.partition("/")[0] else short
        return safe + value.strip()[len(parts.path) :]

    def references(self, values: str, page: str) -> str:
        """Rewrite each address of a list such as ``srcset`` has; a size leads nowhere and stays."""
        return _LISTED.sub(lambda found: self.reference(found[0], page), values)

    def _script(self, text: str, name: str) -> str:
        """Have a script of the theme get what it needs by other scripts."""
        if names := _EXPORT.findall(text):
            own = f'new URL("{ASSETS_URL[1:]}{name}",escarcha.root).href'
            body = _EXPORT.sub("", text).replace("import.meta.url", own)
            start = len(self.base) + len(self.prefix) + 1
            body = _CARD.sub(
                rf'{{url:new URL(\1.slice({start})+"index.html",escarcha.root).href,title:', body
            )
            return f"escarcha.arrived=((fetch)=>{{{body}\nreturn{{{','.join(names)}}};}})(escarcha.fetch);"
        found = _MODULE.sub(rf'escarcha.load("{ASSETS_URL[1:]}\1")', text)
        return _SCRIPT.read_text("utf-8") + found


class _Rewriting(HTMLParser):
    """Finds the addresses in a page; whatever stands between them stays as it is.

    Args:
        relative: rewrites an address.
        html: of the page.
        page: its file.
    """

    def __init__(self, relative: Relative, html: str, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self._relative, self._html, self._page = relative, html, page
        self._starts = [0, *itertools.accumulate(len(line) + 1 for line in html.split("\n"))]
        self._pieces: list[str] = []
        self._done = 0

    def text(self) -> str:
        """Return the page as it is to be."""
        return "".join([*self._pieces, self._html[self._done :]])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Rewrite the attributes of an element that hold addresses."""
        given, known = self.get_starttag_text() or "", dict(attrs)
        if tag == "link" and "manifest" in (known.get("rel") or "").lower().split():
            self._replace(given, "")  # of an app, which has a host
            return
        refreshes = tag == "meta" and (known.get("http-equiv") or "").lower() == "refresh"
        is_foreign = bool(_FOREIGN.match(known.get("src") or known.get("href") or ""))
        dropped = frozenset() if is_foreign else _OF_HOSTS
        self._replace(
            given, _ATTRIBUTE.sub(lambda each: self._attribute(each, dropped, refreshes=refreshes), given)
        )

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        """Rewrite a style that stands in the page."""
        if self.cdata_elem == "style":
            self._replace(data, self._relative.sheet(data, self._page))

    def _replace(self, old: str, new: str) -> None:
        if new != old:
            line, offset = self.getpos()
            at = self._starts[line - 1] + offset
            self._pieces += [self._html[self._done : at], new]
            self._done = at + len(old)

    def _attribute(self, found: re.Match[str], dropped: frozenset[str], *, refreshes: bool) -> str:
        name = found[1].lower()
        if name in dropped:
            return ""
        old = unescape(found[2] or found[3] or found[4] or "")
        if name in _REFERENCES:
            new = self._relative.reference(old, self._page)
        elif name in _LISTS:
            new = self._relative.references(old, self._page)
        elif name == "style":
            new = self._relative.sheet(old, self._page)
        elif refreshes and name == "content":
            new = _REFRESH.sub(lambda url: url[1] + self._relative.reference(url[2], self._page), old)
        else:
            return found[0]
        return found[0] if new == old else f' {found[1]}="{escape(new)}"'


def _rewrite(file: Path, change: Callable[[str, str], str], name: str) -> None:
    before = file.read_bytes()
    after = change(before.decode("utf-8", "surrogateescape"), name).encode("utf-8", "surrogateescape")
    if after != before:
        file.write_bytes(after)
