"""Where links lead: from what an author wrote, ``../wsgi.md#jinja2``, to an address of the site."""

from __future__ import annotations

import functools
import itertools
import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from escarcha.notes.layout import REVIEW_URL
from escarcha.notes.site import SEARCH_URL, TAGS_URL
from escarcha.rendering.addresses import composed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.notes import Entry, Site


def resolve(target: str, entry: Entry, site: Site) -> str:
    """Turn an internal reference into what the page links to.

    Links are written as files lie on disk. The address of a page is understood too, and so are
    ``nota`` and ``nota.html`` for ``nota.md``, which other tools accept. A folder without notes has no page,
    and is shown by the repository. What leads nowhere is written as an address from the root, where the
    checks will find it missing; of a site that has joined an app, from the root of that.

    Args:
        target: as the author wrote it, without HTML escapes.
        entry: the page the link stands on.
        site: where it is looked up.

    Returns:
        A percent-encoded address below the site's base path; a bare ``#anchor`` stays as it is.
    """
    path, mark, tail = _split(target)
    if not path:
        tail = composed(tail)
        return f"{mark}{tail}" if mark != "?" else site.href(entry.url) + mark + tail
    return _resolve_from(_folder(entry), target, site)


@functools.lru_cache(maxsize=10_000)  # notes of a folder link to the same
def _resolve_from(folder: str, target: str, site: Site) -> str:
    path, mark, tail = _split(target)
    tail = composed(tail)
    plain = unquote(path)
    base = "" if plain.startswith("/") else folder
    place = posixpath.normpath(posixpath.join(base, plain.lstrip("/") or "."))
    url = _find(place, site)
    if url is None and plain.startswith("/"):
        url = _known_url(plain, site)
    if url is None and "/" not in plain:
        url = _only_media(plain, site)
    if url is None and composed(place) in site.bare_folders and (shown := site.settings.folder_url(place)):
        return shown + mark + tail
    if url is None:
        inside = re.sub(r"^(?:\.\.(?:/|$))+", "", place)
        slash = "/" if plain.endswith("/") and inside else ""
        if site.prefix and plain.startswith("/"):
            return lead(f"/{inside}{slash}", site) + mark + tail
        return site.settings.base_path + quote(f"/{inside}{slash}", safe="/~+@!$&'()*,;=:") + mark + tail
    return site.href(url) + mark + (_in_its_case(tail, site.entries.get(url)) if mark == "#" else tail)


def lead(url: str, site: Site) -> str:
    """Write an address as pages link to it: of the site, or else of the app that it has joined."""
    if not site.prefix or _known_url(url, site) or url in {TAGS_URL, SEARCH_URL, REVIEW_URL}:
        return site.href(url)
    return quote(f"{site.settings.base_path.removesuffix(site.prefix)}{url}", safe="/#?=&%~+")


def _in_its_case(anchor: str, entry: Entry | None) -> str:
    """Write an anchor in small letters, as those of headings are: on GitHub case does not matter.

    One that the note names itself (``{#Uno}``, ``id="Uno"``) stays as it is.
    """
    plain = unquote(anchor)
    if entry is None or plain == plain.lower() or plain in entry.outline.marked_ids:
        return anchor
    return quote(plain.lower()) if "%" in anchor else plain.lower()


def wikilink_paths(target: str, entry: Entry, site: Site) -> list[str]:
    """Return the paths of the files that a wikilink may mean; it leads to the first.

    As in Obsidian: a path from the note or from ``content/`` means itself, and a name any file that bears it,
    or a note that has it among its ``aliases``. A note goes before a folder, and before notes farther away.

    Args:
        target: as the author wrote it.
        entry: the page the link stands on.
        site: where it is looked up.
    """
    path, folder = target.partition("#")[0], _folder(entry)
    notes = (f"{path}.md", f"{path}.markdown")
    found = (
        _at(notes, folder, site)
        or [found for name in notes for found in site.paths_named(name)]
        or _at((path,), folder, site)
        or site.paths_named(path)
        or site.paths_called(path)
    )
    steps = {each: _steps(folder, posixpath.dirname(each)) for each in found}
    return sorted(each for each in found if steps[each] == min(steps.values()))


def _at(names: Iterable[str], folder: str, site: Site) -> list[str]:
    """Return the first of some names that is a path of the site: from ``content/`` too, if it has folders."""
    places = (
        posixpath.normpath(posixpath.join(base, name.lstrip("/")))
        for name in names
        for base in (("", folder) if "/" in name else (folder,))
    )
    return [place for place in places if site.url_of(place)][:1]


def _steps(one: str, other: str) -> int:
    """Count the folders on the way from one to another, both from ``content/``."""
    here, there = (PurePosixPath(folder).parts for folder in (one, other))
    shared = sum(1 for _ in itertools.takewhile(bool, (a == b for a, b in zip(here, there, strict=False))))
    return len(here) + len(there) - 2 * shared


def resolve_wikilink(target: str, entry: Entry, site: Site) -> str:
    """Turn a wikilink into what the page links to; one that means nothing is resolved like any link."""
    path, mark, tail = target.partition("#")
    if path:
        paths = wikilink_paths(target, entry, site)
        url = site.url_of(paths[0]) if paths else None
        if url:
            return site.href(url) + mark + tail
    return resolve(target, entry, site)


def entry_at(href: str, entry: Entry, site: Site) -> tuple[Entry | None, str]:
    """Return the entry that a link written by ``resolve`` leads to, if it leads to one, and the anchor in it.

    Args:
        href: as a page has it.
        entry: of that page.
        site: whose entries are meant.
    """
    path, _, anchor = href.partition("#")
    if not path:
        return entry, unquote(anchor)
    path = unquote(path.partition("?")[0]).removeprefix(site.settings.base_path)
    return site.entries.get(path) or site.redirects.get(path), unquote(anchor)


def former_addresses(entry: Entry, site: Site) -> tuple[str, ...]:
    """Return the addresses at which an entry stood before, as its header and the settings have them."""
    return _former(site).get(entry.url, ())


@functools.lru_cache(maxsize=1)
def _former(site: Site) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for old, entry in site.redirects.items():
        found[entry.url] = (*found.get(entry.url, ()), old)
    return found


@functools.lru_cache(maxsize=1)  # all links of a page are asked for in turn
def _folder(entry: Entry) -> str:
    return entry.note.path.parent.as_posix() if entry.note else "."


def _split(target: str) -> tuple[str, str, str]:
    """Split off the query or the anchor, whichever comes first."""
    found = re.search(r"[?#]", target)
    if not found:
        return target, "", ""
    return target[: found.start()], found[0], target[found.end() :]


def _find(place: str, site: Site) -> str | None:
    stem = re.sub(r"\.html?$", "", place)
    paths = [place, f"{place}.md", f"{stem}.md"]
    if posixpath.basename(stem).lower() in {"index", "readme", "index.md", "readme.md"}:
        paths.append(posixpath.dirname(place) or ".")
    return next((url for path in paths if (url := site.url_of(path))), None)


def _only_media(name: str, site: Site) -> str | None:
    """Return the address of the one file that bears a name, wherever it lies, as Obsidian finds images.

    Case counts, as it does on disk and on GitHub.
    """
    found = [
        url
        for path in site.paths_named(name)
        if composed(path.rpartition("/")[2]) == composed(name) and (url := site.url_of(path)) in site.media
    ]
    return found[0] if len(found) == 1 else None


def _known_url(plain: str, site: Site) -> str | None:
    url = plain if plain.endswith("/") or plain in site.media else f"{plain}/"
    known = url in site.entries or url in site.media or url in site.tags or url in site.redirects
    return url if known else None
