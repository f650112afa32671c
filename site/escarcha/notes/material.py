"""What a site is laid out from, and what its settings name that is not there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from escarcha.config import setting_place
from escarcha.notes.slugs import old_address
from escarcha.notes.titles import Outline, note_title
from escarcha.problems import Code, Problem, Severity, nearest_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from escarcha.config import Project, Settings
    from escarcha.notes.note import Note
    from escarcha.notes.site import Entry, Site
    from escarcha.notes.source import Source

_NO_OUTLINE = Outline()


@dataclass(frozen=True, slots=True)
class Material:
    """What a site is laid out from.

    Args:
        project: from whose folder problems name files.
        settings: of the site.
        notes: every note to be placed.
        media: every other source.
        changes: the day git last saw each file change.
        drafts: notes that get no place.
        outlines: what is known of the headings of each note, by its path.
    """

    project: Project
    settings: Settings
    notes: tuple[Note, ...]
    media: tuple[Source, ...]
    changes: Mapping[PurePosixPath, dt.date]
    drafts: frozenset[PurePosixPath]
    outlines: Mapping[PurePosixPath, Outline]

    def title(self, note: Note) -> str:
        """Return a note's title; empty if there is none but the file name."""
        return note_title(note, self.outline(note), self.settings.title_from)

    def outline(self, note: Note | None) -> Outline:
        """Return what is known of a note's headings."""
        return self.outlines.get(note.path, _NO_OUTLINE) if note else _NO_OUTLINE

    def place(self, path: PurePosixPath) -> str:
        """Name a path under ``content/`` as problems do."""
        return self.project.display(self.project.content / path)


def check_settings(material: Material, site: Site) -> Iterator[Problem]:
    """Yield what of a site's settings names something that is not there, and what they may be needed for."""
    for check in (
        _check_nav,
        _check_redirects,
        _check_glossary,
        _check_files,
        _check_titles,
        _check_namesakes,
    ):
        yield from check(material, site)


def _check_nav(material: Material, site: Site) -> Iterator[Problem]:
    known = [path for path, url in site.paths.items() if url in site.entries]
    for kind, written, before in site.nav.faults:
        place, line = setting_place(material.project, written, key="nav", before=before)
        code, severity = Code.UNKNOWN_IN_NAV, Severity.WARNING
        target = written.removeprefix("!")
        if kind == "twice":
            cause = f"«nav» nombra «{target}», que ya está en otra línea."
            remedy = "Deja una: la página está en un solo lugar de la navegación, y vale el primero."
        elif kind == "draft":
            cause = f"«nav» nombra «{target}», que no se publica todavía."
            remedy, severity = "La línea saldrá cuando se publique la nota.", Severity.HINT
        elif kind == "scheme":
            cause = f"«nav» nombra la dirección «{target}», a la que no puede llevar."
            remedy = "Las direcciones empiezan por https://, http:// o mailto:."
            code, severity = Code.INVALID_SETTING, _weight(material, place)
        else:
            near = nearest_path(target, known)
            cause = f"«nav» nombra «{target}», que no está entre las notas."
            remedy = f"¿Querías «{near}»?" if near else "Escribe la ruta desde la carpeta de notas."
        yield Problem(code, place, line, cause, remedy, severity)


def _check_redirects(material: Material, site: Site) -> Iterator[Problem]:
    for old, path in material.settings.redirects.items():
        url = old_address(old)
        if url in site.redirects or PurePosixPath(path.strip("/")) in site.drafts:
            continue
        place, line = setting_place(material.project, path, key="redirects")
        cause, remedy = f"la dirección antigua «{old}» es ya la de otra página.", "Quita la línea."
        if url is None:
            cause = f"«{old}» no puede ser una dirección antigua de este sitio."
            remedy = "Escríbela desde la raíz y sin dominio: «/viejo/nombre/»."
        elif site.url_of(path.strip("/")) not in site.entries:
            near = nearest_path(path, [note.path.as_posix() for note in material.notes])
            cause = f"la dirección antigua «{old}» lleva a «{path}», que no es ninguna nota."
            remedy = f"¿Querías «{near}»?" if near else "Escribe la ruta desde la carpeta de notas."
        yield Problem(Code.INVALID_URL, place, line, cause, remedy, Severity.WARNING)


def _check_glossary(material: Material, site: Site) -> list[Problem]:
    path = material.settings.glossary
    is_draft = PurePosixPath(path.strip("/")) in site.drafts
    if not path or is_draft or (site.glossary and site.glossary.note):
        return []
    return [_unknown(material, "glossary", path, "ninguna nota", [note.path for note in material.notes])]


def _check_files(material: Material, site: Site) -> list[Problem]:
    known = [media.path for media in site.media.values()]
    settings = material.settings
    card = settings.social_cards if isinstance(settings.social_cards, str) else ""
    given = [*(("style", path) for path in settings.style), ("icon", settings.icon), ("social_cards", card)]
    return [
        _unknown(material, key, path, "ningún archivo", known)
        for key, path in given
        if path and site.url_of(path) not in site.media
    ]


MANY_ALIKE = 10
"""Notes of one title from which on its author is told."""


def _check_titles(material: Material, site: Site) -> list[Problem]:
    """Find the title that most notes share, if their headings give it to many of them."""
    alike: dict[str, list[Entry]] = defaultdict(list)
    for entry in site.entries.values():
        if entry.note and not entry.note.header.title:
            alike[entry.title].append(entry)
    title, entries = max(alike.items(), key=lambda item: len(item[1]), default=("", []))
    if len(entries) < MANY_ALIKE:
        return []
    place = min(material.place(entry.path) for entry in entries)
    cause = f"{len(entries)} notas tienen el título «{title}», y no hay quien las distinga."
    remedy = 'Dales otro, o pon title_from = "file" en site.toml para que se llamen como sus archivos.'
    return [Problem(Code.REPEATED_TITLE, place, 1, cause, remedy, Severity.HINT)]


def _check_namesakes(material: Material, site: Site) -> Iterator[Problem]:
    """Find the notes and sections of one folder that navigation shows under one name."""
    for section in site.entries.values():
        alike: dict[str, list[Entry]] = defaultdict(list)
        for entry in getattr(section, "children", ()):
            alike[entry.title.casefold()].append(entry)
        for first, *others in alike.values():
            # Those of one address are told as such.
            if not 0 < len(others) < MANY_ALIKE - 1 or any(entry.url == first.url for entry in others):
                continue
            place = material.place(others[0].path)
            cause = f"se titula «{first.title}», como «{first.path.as_posix()}», y están en la misma sección."
            remedy = "Dale otro título: en la navegación no se distinguen."
            yield Problem(Code.REPEATED_TITLE, place, 1, cause, remedy, Severity.HINT)


def _unknown(material: Material, key: str, path: str, what: str, known: list[PurePosixPath]) -> Problem:
    near = nearest_path(path, [each.as_posix() for each in known])
    remedy = f"¿Querías «{near}»?" if near else "Escribe la ruta desde la carpeta de notas."
    place, line = setting_place(material.project, path, key=key)
    cause = f"«{key}» nombra «{path}», que no es {what}."
    return Problem(Code.INVALID_SETTING, place, line, cause, remedy, _weight(material, place))


def _weight(material: Material, place: str) -> Severity:
    """Return how much a value matters that cannot be: what another tool has is never in the way."""
    is_own = place == material.project.display(material.project.settings_file)
    return Severity.ERROR if is_own else Severity.WARNING
