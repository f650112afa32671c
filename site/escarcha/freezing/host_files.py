"""``_headers`` and ``_redirects``: what the pages need of a host, joined with what an author has written."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from escarcha.freezing.checks import describe_file
from escarcha.hosts import (
    HEADERS,
    REDIRECTS,
    Redirect,
    dump_headers,
    dump_redirects,
    merged,
    parse_headers,
    parse_redirects,
    site_headers,
)
from escarcha.problems import Code, Problem, Severity, unreadable
from escarcha.rendering.exhibits.attachments import FRAME_SHEET
from escarcha.web.assets import assets
from escarcha.web.policy import WORKER_POLICY, Loads, policy
from escarcha.web.rules import SPECULATION_URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import TypeVar

    from escarcha.config import Project
    from escarcha.freezing.checks import Frozen
    from escarcha.freezing.manifest import Manifest
    from escarcha.hosts import HeaderRule, Mistake

    Rule = TypeVar("Rule", HeaderRule, Redirect)


def write_host_files(frozen: Frozen, folder: Path, manifest: Manifest, project: Project) -> list[Problem]:
    """Write the two files into the output folder, and tell the manifest.

    Args:
        frozen: what is in the folder.
        folder: that is published; in an app that the notes have joined, its files of these names lie there.
        manifest: of the freeze.
        project: whose prefix says where the pages of the notes stand in the folder.

    Returns:
        What is wrong with the lines of the author's own files.
    """
    own = _Own(frozen, folder, project)
    texts = {
        HEADERS: dump_headers(merged(_needed(frozen, project), own.headers())),
        REDIRECTS: dump_redirects([*_old_addresses(frozen, project), *own.redirects()]),
    }
    for name, text in texts.items():
        if not text:
            continue
        (folder / name).write_text(text, "utf-8", newline="\n")
        if project.prefix:
            manifest.around.add(name)
        else:
            manifest.files[name] = describe_file(name, folder, frozen.edition)
    return own.problems


def _needed(frozen: Frozen, project: Project) -> list[HeaderRule]:
    loads: Loads = frozenset().union(*(page.loads for page in frozen.pages.values()))
    settings = frozen.site.settings
    worker = assets(settings.language, tries=True)["worker.js"].url if settings.tries else ""
    return site_headers(
        policy(loads),
        frozen.site.href(SPECULATION_URL),
        folder=project.prefix,
        sheets=(project.prefix + file for file in sorted(frozen.files) if f"/_{FRAME_SHEET}-" in file),
        policies={project.prefix + worker: WORKER_POLICY} if worker else {},
        has_https=not settings.base_url.startswith("http:"),
        is_indexed=project.is_indexed,
    )


def _old_addresses(frozen: Frozen, project: Project) -> list[Redirect]:
    """Return the redirects of old addresses, whose pages stand there for hosts that know no better."""
    site = frozen.site
    before = site.settings.base_path.removesuffix(project.prefix)
    return [
        Redirect(site.href(old).removeprefix(before), site.href(entry.url), is_forced=True)
        for old, entry in site.redirects.items()
    ]


class _Own:
    """What an author has written in files of these names, beside the notes or in an app around them.

    Args:
        frozen: what is in the folder.
        folder: that is published.
        project: whose prefix says where the notes stand in it.
    """

    def __init__(self, frozen: Frozen, folder: Path, project: Project) -> None:
        self._frozen, self._folder, self._project = frozen, folder, project
        self.problems: list[Problem] = []

    def headers(self) -> list[HeaderRule]:
        """Return the rules for headers; their paths are counted from the front page."""
        prefix = self._project.prefix
        own = self._beside(HEADERS, parse_headers)
        return [
            *self._around(HEADERS, parse_headers),
            *(dataclasses.replace(rule, path=_below(prefix, rule.path)) for rule in own),
        ]

    def redirects(self) -> list[Redirect]:
        """Return the redirects; their addresses are counted from the front page, too."""
        prefix, base = self._project.prefix, self._frozen.site.settings.base_path
        own = self._beside(REDIRECTS, parse_redirects)
        return [
            *self._around(REDIRECTS, parse_redirects),
            *(
                dataclasses.replace(
                    each,
                    old=_below(prefix, each.old),
                    new=_below(base, each.new),
                )
                for each in own
            ),
        ]

    def _around(self, name: str, parse: Callable[[str], tuple[list[Rule], list[Mistake]]]) -> list[Rule]:
        file = self._folder / name
        is_there = bool(self._project.prefix) and file.is_file()
        return parse(file.read_text("utf-8", "replace"))[0] if is_there else []

    def _beside(self, name: str, parse: Callable[[str], tuple[list[Rule], list[Mistake]]]) -> list[Rule]:
        media = self._frozen.site.media.get(f"/{name}")
        if media is None:
            return []
        place = self._project.display(media.file)
        try:
            rules, mistakes = parse(media.file.read_text("utf-8", "replace"))
        except OSError as error:
            self.problems.append(unreadable(error, place))
            return []
        self.problems += _told(mistakes, place)
        return rules


def _below(folder: str, path: str) -> str:
    """Put a path below a folder; a whole address is one already."""
    return folder + path if path.startswith("/") else path


def _told(mistakes: Iterable[Mistake], place: str) -> list[Problem]:
    return [
        Problem(Code.HOST_FILE, place, each.line, each.cause, each.remedy, Severity.WARNING)
        for each in mistakes
    ]
