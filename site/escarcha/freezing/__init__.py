"""An app to ``build/``: whole, or not at all.

1. Where a killed run has left ``build/`` aside, it is put back (``output.py``); ``standstill.py`` tells
   whether nothing has changed since the last freeze, by the stamps of all its inputs (``inputs.py``).
2. ``pipeline.py`` runs the freeze and yields its progress; it alone knows the order of the steps.
3. ``output.py`` takes the lock, makes the folder beside ``build/`` and swaps the two at the end
   (``swap.py``).
4. ``manifest.py`` takes along what would come out as it was.
5. ``freezer.py`` has Frozen-Flask write every other address there; the only file that imports it.
   ``own_views.py`` knows those of the author's own views, and ``around.py`` those of an app that the
   notes have joined.
6. ``checks.py`` follows every link of the frozen pages; ``media_checks.py`` looks at the files beside them,
   and ``own_checks.py`` runs the project's own. ``host_files.py`` writes what hosts send along, and where
   old addresses lead. ``published_addresses.py`` looks for addresses that are gone, and ``successors.py`` for
   what has taken their place.
7. ``compressing.py`` puts compressed copies beside the files, where that is asked.
8. ``updating.py`` writes into the notes what their examples answer, before a freeze that is asked to.

``report.py`` has what goes in and comes out.
"""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from escarcha.extras import COMPRESSION, demand
from escarcha.freezing.report import FreezeReport, Options, Progress
from escarcha.freezing.standstill import last_report
from escarcha.hooks import hooks

if TYPE_CHECKING:
    from collections.abc import Generator

    from flask import Flask

    from escarcha.config import Project

__all__ = ["FreezeReport", "Options", "Progress", "freeze"]


def freeze(project: Project, app: Flask, options: Options) -> Generator[Progress, None, FreezeReport]:
    """Freeze a project, if anything has changed since it was frozen last.

    Args:
        project: where the notes are and where the site goes.
        app: shows the site; an author may have added views to it.
        options: how.

    Yields:
        A Progress for each piece of work done.

    Returns:
        The report, as the generator's value.

    Raises:
        EscarchaError: with every problem found, if anything stops the publication, or a package is missing.
    """
    from escarcha.web.own import has_own_views, is_plain, joined_to  # noqa: PLC0415 - beside the app, which is loaded

    if not os.path.exists(project.output):  # noqa: PTH110 - Path.exists raises if the name is too long
        from escarcha.freezing.output import Output  # noqa: PLC0415 - the lock comes with it

        Output(project).put_back()
    if options.compress:
        demand(COMPRESSION, "--compress")
    if options.relative:  # without a server there are neither modules nor workers
        project = dataclasses.replace(project, tries=False)
    joined = joined_to(app)
    if joined:
        project = dataclasses.replace(project, prefix=joined.prefix)
    knows_all = not joined and is_plain(app) and not has_own_views(app) and not hooks.checks
    if knows_all and (report := last_report(project, options)):
        return report
    from escarcha.freezing.pipeline import run  # noqa: PLC0415 - all that renders comes with it

    return (yield from run(project, app, options))
