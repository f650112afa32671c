"""The freeze, from notes to ``build/``.

1. Read settings and notes.
2. Render every note that has changed, several at once where that pays.
3. Place the notes in a Site. Any error so far ends it here.
4. Run the examples that have changed, several at once. An error ends it here.
5. Take along the pages that would come out as they were into a folder beside the output, freeze every other
   address into it, and copy the media.
6. Check all pages, and write what they need of a host.
7. If the site is to open from a disk, rewrite its addresses; compress the files if that is asked; swap the
   folders.
8. Keep what the next freeze can be spared.

Nothing is printed: progress is yielded, and a report is returned.
"""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
import time
from typing import TYPE_CHECKING

from escarcha.config import foreign_files
from escarcha.examples import OutcomeStore
from escarcha.examples.browser.pyodide import archive_of, check_python
from escarcha.freezing.around import Around
from escarcha.freezing.checks import check, read_frozen
from escarcha.freezing.compressing import compress
from escarcha.freezing.freezer import Freeze, asked_at
from escarcha.freezing.host_files import write_host_files
from escarcha.freezing.inputs import own_modules
from escarcha.freezing.manifest import Manifest
from escarcha.freezing.media_checks import check_media
from escarcha.freezing.output import FULL, MARK, Output, keep_times, write_failed
from escarcha.freezing.own_checks import run_checks
from escarcha.freezing.own_views import OwnViews
from escarcha.freezing.published_addresses import add_addresses, check_addresses
from escarcha.freezing.relative import make_relative
from escarcha.freezing.report import FreezeReport, Options, Progress
from escarcha.freezing.standstill import keep_report
from escarcha.notes import gather_notes, place_notes
from escarcha.notes.inclusions import included_paths
from escarcha.notes.kept import KeptNotes
from escarcha.notes.layout import REPLACEABLE
from escarcha.pages import Edition, open_store, shared_files
from escarcha.pages.judgement import folder_of, judge
from escarcha.problems import EscarchaError, Problem, Severity, has_errors, in_order, unreadable
from escarcha.temporary import temporary_folder
from escarcha.web import show_editions
from escarcha.web.anki import demand_packages
from escarcha.web.diagnosis import check_choices, check_templates
from escarcha.web.overriding import check_overrides
from escarcha.web.own import joined_to
from escarcha.web.python_files import python_files
from escarcha.workers import cluster_at

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from flask import Flask
    from jinja2 import Environment

    from escarcha.config import Project
    from escarcha.notes import Reading, Site


def run(project: Project, app: Flask, options: Options) -> Generator[Progress, None, FreezeReport]:
    """Freeze a project as ``escarcha.freezing.freeze`` does, whether or not anything has changed."""
    start, begun = time.perf_counter(), time.time_ns()
    outer, joined = app, joined_to(app)
    app = joined.app if joined else app
    reading, edition = yield from open_edition(project, options)
    for waiting in edition.run_all(options.jobs):
        yield Progress("Ejemplos", waiting)
    entries = edition.site.entries.values()
    problems = [
        *reading.problems,
        *(problem for entry in entries for problem in edition.problems(entry)),
        *check_templates(app, project),
        *check_choices(app, reading.site),
        *check_overrides(app, project, reading.site),
        *check_python(project, reading.site.settings),
    ]
    show_editions(app, lambda: edition, live=False)
    app.config["FREEZER_BASE_URL"] = asked_at(edition.site)
    own = OwnViews(app, edition, reading.addresses, project)
    problems += own.claim()
    around = Around(outer, edition, project) if joined else None
    problems += around.claim() if around else []
    _stop_on_errors(edition.judge(problems), strict=False)

    templates = _read_once(app.jinja_env, from_disk=options.cache)
    try:
        with _with_output(project, options) as target, Output(target) as output, templates:
            kept = options.cache and options.publish and not options.relative
            manifest = Manifest(project, on_disk=kept)
            folder = output.folder / project.prefix[1:]
            folder.mkdir(exist_ok=True)
            for total in Freeze(app, edition, project, folder, manifest, own).run(options.jobs):
                yield Progress("Páginas", total)
            copied = _copy_files(edition, project, folder)
            frozen = read_frozen(folder, edition, manifest, copied if project.prefix else [MARK, *copied])
            if around:
                problems += around.freeze(frozen, output.folder, manifest)
                frozen = around.with_files(frozen)
            problems += write_host_files(frozen, output.folder, manifest, project)
            problems += [*check(frozen, project), *check_media(frozen, project), *own.left_out()]
            problems += check_addresses(frozen, project, output.folder)
            for entry in entries:
                problems += run_checks(edition, entry, project)
            problems = edition.judge(problems, are_all=True)
            _stop_on_errors(problems, strict=options.strict)
            if options.relative:
                make_relative(edition.site, project, output.folder, manifest, options.jobs)
            yield from compress(folder, manifest, options)
            changed = keep_times(project.output, output.folder, *manifest.placed, manifest.there)
            if options.publish:
                output.publish()
                add_addresses(frozen, project)
    except OSError as error:
        raise write_failed(error, project) from error
    edition.forget_others()
    report = FreezeReport(
        pages=len(entries),
        files=len(manifest.files),
        changed=changed,
        size=frozen.size,
        seconds=time.perf_counter() - start,
        problems=tuple(in_order(problems)),
    )
    if kept and _are_all_there(edition, project):
        inherited = map(str, foreign_files(project, inherited=True))
        shared = map(str, shared_files(project, edition.site.settings))
        further = {
            str(archive_of(project.cache)),
            *own_modules(project),
            *included_paths(edition.notes, project),
            *inherited,
            *shared,
        }
        keep_report(
            project,
            options,
            report,
            begun=begun,
            further=sorted(further),
            output=manifest.keep(),
            next_day=reading.next_day,
        )
    return report


def open_edition(project: Project, options: Options) -> Generator[Progress, None, tuple[Reading, Edition]]:
    """Read a project's notes, render them and place them in a Site; no Example has run.

    Yields:
        A Progress for each note.

    Raises:
        EscarchaError: if they are no site; what is wrong with each of them is told in the same run. Also if a
            package is missing that the settings need.
    """
    begun, kept = time.time_ns(), KeptNotes(project, on_disk=options.cache)
    gathering = gather_notes(project, known=kept.recall)
    kept.keep(gathering.notes, begun)
    try:
        store = open_store(project, gathering.settings, on_disk=options.cache)
    except EscarchaError as error:
        raise EscarchaError(*in_order([*gathering.problems, *error.problems])) from error
    notes = list(gathering.notes.values())
    with cluster_at(options.scheduler) as cluster:
        for _ in store.fill([note.manuscript for note in notes], options.jobs, cluster):
            yield Progress("Notas", len(notes))
    try:
        reading = place_notes(gathering, store.outlines(notes))
    except EscarchaError as error:
        found = [
            note.problem(remark, note.body_line - 1)
            for note in notes
            for remark in store.gist(note.manuscript).remarks
        ]
        ignores = ((note, store.gist(note.manuscript).ignores) for note in notes)
        checks, folder = gathering.settings.checks, folder_of(notes)
        told = judge([*error.problems, *found], ignores, checks, folder=folder, are_all=False)
        raise EscarchaError(*in_order(told)) from error
    demand_packages(reading.site)
    return reading, Edition(reading.site, store, _outcomes(project, reading.site, options))


def _outcomes(project: Project, site: Site, options: Options) -> OutcomeStore | None:
    """Open the store of Outcomes, unless nothing is to run."""
    if not site.settings.run:
        return None
    return OutcomeStore(project.cache if options.cache else None, fresh=options.rerun)


@contextlib.contextmanager
def _with_output(project: Project, options: Options) -> Iterator[Project]:
    """Yield the project; for a check, with a temporary output folder.

    So a check leaves the project as it is, and may run beside a freeze.
    """
    if options.publish:
        yield project
    else:
        with temporary_folder("prueba") as folder:
            yield dataclasses.replace(project, output=folder / "build")


@contextlib.contextmanager
def _read_once(environment: Environment, *, from_disk: bool) -> Iterator[None]:
    """Have every template read once, and not looked for again on each page.

    Args:
        environment: of the templates.
        from_disk: whether they may be read as they were compiled another day.
    """
    if not from_disk:
        environment.bytecode_cache = None
    before, environment.auto_reload = environment.auto_reload, False
    if environment.cache is not None:
        environment.cache.clear()
    try:
        yield
    finally:
        environment.auto_reload = before


def _stop_on_errors(problems: list[Problem], *, strict: bool) -> None:
    stops = has_errors(problems) or (strict and any(p.severity is Severity.WARNING for p in problems))
    if stops:
        raise EscarchaError(*in_order(problems))


def _are_all_there(edition: Edition, project: Project) -> bool:
    """Tell whether no note has gone since it was read, where the stamps of folders would not tell."""
    if project.content != project.root:
        return True
    return all((project.content / note.path).exists() for note in edition.notes)


def _copy_files(edition: Edition, project: Project, folder: Path) -> list[str]:
    """Copy the Python that readers' browsers run, and the media; return the names of these files."""
    copied = []
    for url, content in python_files(edition, project.cache).items():
        target = folder / url[1:]
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
        copied.append(url[1:])
    for media in edition.site.media.values():
        target = folder / media.url[1:]
        if media.url in REPLACEABLE:  # an author's own, already there in place of ours, or joined with it
            continue
        copied.append(media.url[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(media.file, target)
        except OSError as error:
            # Of a copy that fails half-way the system names both files, and the one that is read first.
            if error.errno in FULL:
                raise OSError(error.errno, error.strerror, str(target)) from error
            if error.filename != str(media.file):
                raise
            place = project.display(project.content / media.path)
            raise EscarchaError(unreadable(error, place)) from error
    return copied
