"""From the lines of ``nav`` and the folders of a Site to its Nav.

1. Each line that the settings name is looked up; what cannot be had is a fault.
2. A group that names the note of a folder, such as its ``index.md``, is that folder: it leads to the folder's
   page, and ends with what is not named of it. So is a group that holds all that is named of one folder, and
   nothing else.
3. Whatever else is not named stands at the end of its folder, in the order of the folder. A folder without a
   note of its own, all of whose notes stand elsewhere, has no line.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from escarcha.notes.nav import Nav, NavFault, NavNode
from escarcha.notes.site import Entry, Section, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escarcha.config import NavLine
    from escarcha.notes.site import Site

SCHEMES = ("https", "http", "mailto")
"""Of addresses elsewhere."""


def place_nav(site: Site) -> Nav:
    """Lay out the navigation of a Site as its settings say; without a word from them, it is its folders.

    Args:
        site: with its settings, notes and media; its Nav is not asked for.
    """
    return _Placing(site).nav()


@dataclass(slots=True, eq=False)
class _Line:
    """A line of the settings that has been found.

    Args:
        title: empty where the page's own serves.
        url: where it leads; empty for a group.
        entry: the page there, if it is one of notes.
        names_note: whether the settings name the note of that page, and not its folder.
        lines: of a group.
    """

    title: str
    url: str = ""
    entry: Entry | None = None
    names_note: bool = False
    lines: Sequence[_Line] = ()


class _Placing:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._entries = {entry.url: entry for entry in walk(site.root)}
        self._drafts = {unicodedata.normalize("NFC", str(path)) for path in site.drafts}
        self._written: Counter[str] = Counter()
        self._faults: list[NavFault] = []
        self._named: set[str] = set()
        self._left_out: set[str] = set()
        # Of what is named with all that it holds, whether it is left out.
        self._decided: dict[str, bool] = {}
        self._rest: dict[str, tuple[NavNode, ...]] = {}
        self._front = ""

    def nav(self) -> Nav:
        """Do the work."""
        lines = list(self._find(self._site.settings.nav))
        self._join_folders(lines)
        if self._decided:
            self._left_out = set(filter(self._is_out, self._entries)) - self._named - {"/"}
        self._left_out |= {self._site.missing.url} if self._site.missing else set()
        # The longest address first: what is left of a folder needs what is left of those in it.
        for entry in sorted(self._entries.values(), key=lambda each: -len(each.url)):
            if isinstance(entry, Section):
                self._rest[entry.url] = tuple(self._unnamed(entry))
        nodes = [node for line in lines for node in self._node(line)]
        return Nav((*nodes, *self._rest["/"]), frozenset(self._left_out), tuple(self._faults), self._front)

    def _find(self, lines: Iterable[NavLine]) -> Iterator[_Line]:
        """Yield the lines that can be had; note what is named, what is left out and what is at fault."""
        for line in lines:
            if not line.target:
                yield _Line(line.title, lines=list(self._find(line.lines)))
                continue
            before = self._written[line.written]
            self._written[line.written] += 1
            path = posixpath.normpath(line.target.strip("/") or ".")
            url = self._site.url_of(path)
            entry = self._entries.get(url or "")
            if line.is_left_out and entry:
                self._decided.setdefault(entry.url, True)
            elif entry is self._site.root:  # always the first line
                self._named.add("/")
                self._front = self._front or line.title
            elif fault := self._fault(line.target, path, url):
                if not (line.is_left_out and fault == "draft"):
                    self._faults.append(NavFault(fault, line.written, before))
            elif entry and not line.is_left_out:
                self._named.add(entry.url)
                names_note = entry.note is not None and path.endswith(entry.note.path.suffix)
                if not names_note:
                    self._decided[entry.url] = False
                yield _Line(line.title, entry.url, entry, names_note=names_note)
            elif not line.is_left_out:
                yield _Line(line.title or line.target, url or line.target)

    def _fault(
        self, target: str, path: str, url: str | None
    ) -> Literal["unknown", "twice", "draft", "scheme"] | None:
        """Say what is wrong with a target, if anything is."""
        if url:
            return "twice" if url in self._named else None
        if scheme := re.match(r"[A-Za-z][\w+.-]*(?=:\S*$)", target):
            has_host = scheme[0].lower() == "mailto" or urlsplit(target).netloc
            return None if scheme[0].lower() in SCHEMES and has_host else "scheme"
        if any(draft == path or draft.startswith(f"{path}/") for draft in self._drafts):
            return "draft"
        is_own_address = target.startswith("/") and target.endswith("/")
        return None if is_own_address else "unknown"

    def _join_folders(self, lines: Iterable[_Line]) -> None:
        """Have groups be the folders that they hold the pages of, the outermost first."""
        for line in lines:
            if line.url:
                continue
            folder = self._folder_of(line)
            if folder:
                line.url, line.entry = folder.url, folder
                line.lines = [each for each in line.lines if each.entry is not folder]
                self._named.add(folder.url)
            self._join_folders(line.lines)

    def _folder_of(self, group: _Line) -> Section | None:
        """Return the folder that a group is, if it is one."""
        for line in group.lines:
            if line.names_note and isinstance(line.entry, Section):
                return line.entry
        pages = list(_pages(group))
        chains = [self._chain(page) for page in pages]
        common = [levels[0] for levels in zip(*chains, strict=False) if len(set(levels)) == 1]
        folder = common[-1] if common else None
        if folder is None or folder is self._site.root:
            return None
        if folder.url in self._named:
            return folder if any(line.entry is folder for line in group.lines) else None
        named = sum(url.startswith(folder.url) for url in self._named)
        return folder if named == len(pages) else None

    def _chain(self, entry: Entry) -> tuple[Section, ...]:
        above = self._site.ancestors(entry)
        return (*above, entry) if isinstance(entry, Section) else above

    def _node(self, line: _Line) -> Iterator[NavNode]:
        children = tuple(node for each in line.lines for node in self._node(each))
        if line.entry:
            children += self._rest.get(line.url, ())
        if line.url or children:
            yield NavNode(line.title, line.url, children)

    def _unnamed(self, section: Section) -> Iterator[NavNode]:
        """Yield what is left of a folder, in the groups that its headers name."""
        name = ""
        members: list[tuple[str, Entry]] = []
        for child in section.children:
            name = child.group or name
            members.append((name, child))
        for title, listed in groupby(members, key=lambda member: member[0]):
            nodes = tuple(
                NavNode("", child.url, self._rest.get(child.url, ()))
                for _, child in listed
                if not self._is_elsewhere(child)
            )
            if title and nodes:
                yield NavNode(title, "", nodes)
            else:
                yield from nodes

    def _is_out(self, url: str) -> bool:
        """Tell whether a page is left out: the nearest decides of what is named at its place or above."""
        while url not in self._decided and url != "/":
            url = f"{url[:-1].rpartition('/')[0]}/"
        return self._decided.get(url, False)

    def _is_elsewhere(self, entry: Entry) -> bool:
        """Tell whether an entry has its line elsewhere, or none, or nothing that is left to show."""
        if entry.url in self._named or entry.url in self._left_out:
            return True
        return isinstance(entry, Section) and not entry.note and not self._rest[entry.url]


def _pages(group: _Line) -> Iterator[Entry]:
    for line in group.lines:
        if line.entry:
            yield line.entry
        else:
            yield from _pages(line)
