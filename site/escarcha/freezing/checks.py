"""Checks of the frozen pages: what they link to, their ids, and whether a reader can reach them.

A check is a function from a Frozen site to problems; ``CHECKS`` lists them, and adding one there is all
it takes.
"""

from __future__ import annotations

import functools
import posixpath
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from escarcha.config import exclusion, setting_place
from escarcha.freezing.foreign_checks import check_foreign
from escarcha.freezing.manifest import FrozenFile, FrozenPage, content_digest
from escarcha.freezing.reading import inside_of, read_page
from escarcha.notes.layout import REVIEW_URL
from escarcha.problems import Code, Problem, Severity, nearest, nearest_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from escarcha.config import Project
    from escarcha.freezing.manifest import Manifest
    from escarcha.notes import Entry, Note, Site
    from escarcha.pages import Edition
    from escarcha.pages.page import PlacedLink

    _Written = dict[tuple[str, str], list[PlacedLink]]
    _Reference = tuple[str, str, str]
    _Broken = tuple[str, str, Code]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen site, before it is published.

    Args:
        edition: what it was frozen from.
        pages: by address.
        files: the address of every file, pages included as their ``index.html``.
        size: bytes of all of them.
    """

    edition: Edition
    pages: dict[str, FrozenPage]
    files: frozenset[str]
    size: int

    @property
    def site(self) -> Site:
        """The Site it was frozen from."""
        return self.edition.site


def read_frozen(folder: Path, edition: Edition, manifest: Manifest, copied: Iterable[str]) -> Frozen:
    """Say what is in a frozen folder.

    Args:
        folder: that was frozen into.
        edition: what was frozen.
        manifest: of the freeze; it is told what it does not know yet.
        copied: the names of files that lie in the folder and were not frozen.
    """
    known = manifest.files
    known |= {name: describe_file(name, folder, edition) for name in copied if name not in known}
    names = sorted(known)
    pages = {page.url: page for name in names if (page := known[name].page)}
    size = sum(manifest.size(name, folder) for name in names)
    return Frozen(edition, pages, frozenset(f"/{name}" for name in names), size)


def describe_file(name: str, folder: Path, edition: Edition) -> FrozenFile:
    """Say what is to be known of a file that was just frozen.

    Args:
        name: of the file, from the folder.
        folder: where it was frozen.
        edition: what it was made of.
    """
    content = (folder / name).read_bytes()
    site = edition.site
    if not name.endswith(".html") or f"/{name}" in site.media:
        return FrozenFile(content_digest(content))
    url = f"/{name.removesuffix('index.html')}" if f"/{name}".endswith("/index.html") else f"/{name}"
    page = read_page(url, content, site.settings.base_path, site.settings, has_around=bool(site.prefix))
    entry = site.entries.get(url)
    if entry and edition.glossary:
        page = msgspec.structs.replace(page, terms=tuple(term.id for term in edition.terms(entry)))
    return FrozenFile(content_digest(content), page=page)


def check(frozen: Frozen, project: Project) -> list[Problem]:
    """Run every check on the frozen pages of a project."""
    return [*check_links(frozen, project), *check_ids(frozen), *check_reach(frozen), *check_foreign(frozen)]


def check_links(frozen: Frozen, project: Project) -> Iterator[Problem]:
    """Follow every link, image and asset to a file, and every anchor to an element."""
    anchors = {url: page.names.union(page.ids) for url, page in frozen.pages.items()}
    # Each reference is followed once, on however many pages it stands.
    broken: dict[_Reference, _Broken] = {}
    references: set[_Reference] = set().union(*(page.links for page in frozen.pages.values()))
    for reference in references:
        path, anchor, tag = reference
        target = _target(path, frozen.files)
        if target is None:
            broken[reference] = path, "", Code.BROKEN_LINK if tag in {"a", "area"} else Code.BROKEN_MEDIA
        elif anchor and anchor not in anchors.get(target, {anchor}) and anchor != "top":
            broken[reference] = path, anchor, Code.BROKEN_ANCHOR

    in_templates: dict[_Broken, list[str]] = defaultdict(list)
    # What the page that asks shows is told of the notes that it comes from.
    for page in (page for url, page in frozen.pages.items() if broken and url != REVIEW_URL):
        found = [broken[reference] for reference in page.links if reference in broken]
        written = _written_links(frozen, page) if found else {}
        for each in found:
            problems = list(_at_links(frozen, page, each, written))
            yield from problems
            if not problems and not _is_embedded(frozen, page, each):
                in_templates[each].append(page.url)
    defined = _in_definitions(frozen) if in_templates else {}
    for each, urls in in_templates.items():
        if each[:2] not in defined:
            yield _in_nav(*each, project) if each[0] in frozen.site.nav.lines else _in_template(*each, urls)


def check_ids(frozen: Frozen) -> Iterator[Problem]:
    """Find ids that occur twice on a page."""
    for page in frozen.pages.values():
        for name, count in Counter(page.ids).items():
            if count > 1:
                place, line = _place_of_text(frozen, page, name)
                cause = f"el id «{name}» está {count} veces en la página."
                yield Problem(Code.DUPLICATE_ID, place, line, cause, "Cambia uno de ellos.", Severity.WARNING)


def check_reach(frozen: Frozen) -> Iterator[Problem]:
    """Find pages that no chain of links from the front page leads to; ``nav`` may leave some without one."""
    target_of = functools.cache(functools.partial(_target, files=frozen.files))
    reached: set[str | None] = {"/", None}
    pending: list[str | None] = ["/"]
    while pending:
        page = frozen.pages.get(pending.pop() or "")
        found = {target_of(path) for path, _, tag in (page.links if page else ()) if tag == "a"}
        pending += found - reached
        reached |= found
    nav = frozen.site.nav
    for url, entry in frozen.site.entries.items():
        if url not in reached and (url in nav.lines or (entry.note and url not in nav.left_out)):
            place, line = (entry.note.place, 1) if entry.note else (_folder(frozen.edition, entry), None)
            cause = f"ningún enlace lleva a {url} desde la portada."
            yield Problem(Code.UNREACHABLE, place, line, cause, "Enlázala desde otra nota.", Severity.WARNING)


def _folder(edition: Edition, section: Entry) -> str:
    """Return where a section without a note lies, from the project's folder as the places of notes are."""
    note = edition.notes[0]
    return f"{note.place.removesuffix(str(note.path))}{section.path}/"


def _target(path: str, files: frozenset[str]) -> str | None:
    """Return the address of the file a path leads to, or None: ``/a`` finds ``/a/``, as servers do."""
    if path.endswith("/"):
        return path if f"{path}index.html" in files else None
    if path in files:
        return path.removesuffix("index.html") if path.endswith("/index.html") else path
    return f"{path}/" if f"{path}/index.html" in files else None


def _written_links(frozen: Frozen, page: FrozenPage) -> _Written:
    """Return the links of the page's note by where they lead: address and anchor, and address alone."""
    written: _Written = defaultdict(list)
    entry, base = frozen.site.entries.get(page.url), frozen.site.settings.base_path
    for link in frozen.edition.links(entry) if entry and entry.note else ():
        if inside := inside_of(link.href, base, has_around=bool(frozen.site.prefix)):
            leads_to = (inside[0] or page.url, inside[1])
            for place in {leads_to, (leads_to[0], "")}:
                written[place].append(link)
    return written


def _in_definitions(frozen: Frozen) -> _Written:
    """Return the links of the glossary: its definitions stand on other pages, and it is told of itself."""
    glossary = frozen.edition.glossary
    page = frozen.pages.get(glossary.entry.url) if glossary else None
    return _written_links(frozen, page) if page else {}


def _at_links(frozen: Frozen, page: FrozenPage, broken: _Broken, written: _Written) -> Iterator[Problem]:
    """Report a broken reference at every line of the page's note where it stands; not at all if at none."""
    path, anchor, code = broken
    entry = frozen.site.entries.get(page.url)
    if not entry or not entry.note:
        return
    for link in written.get((path, anchor), ()):
        if code is Code.BROKEN_ANCHOR:
            cause, remedy = _explain_anchor(frozen, link.target, path, anchor)
        else:
            cause, remedy = _explain_missing(frozen.site, entry.note, code, link.target, path)
        place = entry.note.place
        yield Problem(code, place, link.line, cause, remedy, Severity.WARNING, subject=link.target)


def _is_embedded(frozen: Frozen, page: FrozenPage, broken: _Broken) -> bool:
    """Tell whether a reference stands in a note that a page embeds, where it is told."""
    entry = frozen.site.entries.get(page.url)
    others = (frozen.pages.get(each.url) for each in frozen.edition.page(entry).embedded) if entry else ()
    return any(broken[:2] in _written_links(frozen, other) for other in others if other)


def _in_nav(path: str, anchor: str, code: Code, project: Project) -> Problem:
    """Report a broken reference that the settings have written."""
    target = f"{path}#{anchor}" if anchor else path
    place, line = setting_place(project, target, key="nav")
    cause = f"«nav» nombra la dirección «{target}», que no lleva a ninguna parte."
    return Problem(code, place, line, cause, "Corrígela, o añade esa página.", Severity.WARNING)


def _in_template(path: str, anchor: str, code: Code, urls: list[str]) -> Problem:
    """Report a broken reference that no note has written, once for all the pages it stands on."""
    target = f"{path}#{anchor}" if anchor else path
    more = f" y otras {len(urls) - 1}" if len(urls) > 1 else ""
    cause = f"en {urls[0]}{more}, «{target}» no lleva a ninguna parte, y no está escrito en la nota."
    return Problem(code, "templates", None, cause, "Corrige la plantilla que lo escribe.", Severity.WARNING)


def _explain_anchor(frozen: Frozen, target: str, path: str, anchor: str) -> tuple[str, str]:
    page = frozen.pages.get(_target(path, frozen.files) or path)
    near = nearest(anchor, page.ids if page else ())
    remedy = f"¿Querías «#{near}»?" if near else "Comprueba el título al que apunta."
    return f"el enlace «{target}» lleva a una página que no tiene el ancla «#{anchor}».", remedy


def _explain_missing(site: Site, note: Note, code: Code, target: str, path: str) -> tuple[str, str]:
    wanted = path.strip("/")
    if any(str(draft).removesuffix(".md") == wanted.removesuffix(".md") for draft in site.drafts):
        what = "un borrador, o a una nota que espera a su día" if site.settings.hold_future else "un borrador"
        return f"el enlace «{target}» lleva a {what}.", "Publica la nota o quita el enlace."
    if code is Code.BROKEN_LINK and wanted in site.bare_folders:
        remedy = "Enlaza uno de sus archivos, o pon «repository» en site.toml para que lleve allí."
        return f"el enlace «{target}» lleva a una carpeta sin notas, que no tiene página.", remedy
    if _is_excluded(wanted, site):
        remedy = "Quítalo de «exclude» para publicarlo, o quita el enlace."
        return f"el enlace «{target}» lleva a algo que «exclude», en site.toml, deja fuera.", remedy
    remedy = "Comprueba la ruta, contada desde esta nota."
    if near := nearest_path(wanted, site.paths):
        # As the author would have to write it: from the note.
        written = posixpath.relpath(near, note.path.parent)
        if written.casefold() == target.casefold():
            remedy = f"En el disco es «{written}», y las mayúsculas cuentan."
        elif written != target:
            remedy = f"¿Querías «{written}»?"
    what = "el archivo" if code is Code.BROKEN_MEDIA else "el enlace"
    if _leaves_notes(target, note):
        return f"{what} «{target}» sale de la carpeta de las notas.", remedy
    if code is Code.BROKEN_MEDIA:
        return f"el archivo «{target}» no existe.", remedy
    return f"el enlace «{target}» no lleva a ninguna nota.", remedy


def _is_excluded(wanted: str, site: Site) -> bool:
    """Tell whether a path, or a folder above it, is what the settings leave out."""
    return exclusion(site.settings.exclude).covers(PurePosixPath(wanted))


def _leaves_notes(target: str, note: Note) -> bool:
    """Tell whether a relative path climbs out of the folder of notes."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(posixpath.join(note.path.parent.as_posix(), path)).startswith("..")


def _place_of_text(frozen: Frozen, page: FrozenPage, text: str) -> tuple[str, int]:
    """Find where a note says a word, the second time if it says it twice."""
    entry = frozen.site.entries.get(page.url)
    if not entry or not entry.note:
        return "templates", 1
    lines = entry.note.body.split("\n")
    hits = [number for number, line in enumerate(lines) if text in line]
    return entry.note.place, entry.note.body_line + (hits[min(1, len(hits) - 1)] if hits else 0)
