"""The report of the last freeze, for when nothing that matters has changed since."""

from __future__ import annotations

import dataclasses
import datetime as dt  # noqa: TC003 - msgspec reads the type at run time
import hashlib
import time
from typing import TYPE_CHECKING

import msgspec

from escarcha.freezing.inputs import look_at
from escarcha.freezing.manifest import kept_as, published
from escarcha.freezing.report import FreezeReport  # noqa: TC001 - msgspec reads the type at run time
from escarcha.history import today
from escarcha.problems import Severity
from escarcha.shelf import Shelf
from escarcha.stamps import settle, stamps_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escarcha.config import Project
    from escarcha.freezing.report import Options
    from escarcha.stamps import Stamp


class _Kept(msgspec.Struct):
    """The last freeze.

    Args:
        inputs: the digest of what it was made of.
        further: files that those depend on besides the ordinary ones.
        output: the digest of the stamps of what it has published.
        report: how it went.
        next_day: when a note that waits is to be published, so that nothing stands still any longer.
        is_compressed: whether it has made compressed copies.
    """

    inputs: bytes
    further: tuple[str, ...]
    output: bytes
    report: FreezeReport
    next_day: dt.date | None = None
    is_compressed: bool = False


def last_report(project: Project, options: Options) -> FreezeReport | None:
    """Return the report of the last freeze, if one now would publish the very same; None if that is not sure.

    Args:
        project: to be frozen.
        options: how.
    """
    start = time.perf_counter()
    if not options.publish or options.rerun or options.relative:
        return None
    try:
        kept = msgspec.msgpack.decode(
            _shelf(project, options).get(kept_as("informe", project)) or b"", type=_Kept
        )
    except msgspec.MsgspecError:
        return None
    stops = options.strict and any(found.severity is Severity.WARNING for found in kept.report.problems)
    if stops or kept.is_compressed != options.compress:
        return None
    its_day_has_come = kept.next_day is not None and today() >= kept.next_day
    if its_day_has_come or look_at(project, kept.further).digest != kept.inputs:
        return None
    if _output_digest(stamps_below(published(project), with_folders=False)) != kept.output:
        return None
    return dataclasses.replace(kept.report, changed=0, seconds=time.perf_counter() - start)


def keep_report(
    project: Project,
    options: Options,
    report: FreezeReport,
    *,
    begun: int,
    further: Iterable[str],
    output: Sequence[tuple[str, Stamp]],
    next_day: dt.date | None = None,
) -> None:
    """Keep the report of a freeze that has published, unless its inputs have changed meanwhile.

    It returns once any change of the output by hand would show.

    Args:
        project: that was frozen.
        options: how.
        report: of the freeze.
        begun: when it began, in nanoseconds since 1970.
        further: files that it depends on besides those of the project's own folders.
        output: what was published, with stamps.
        next_day: when the next note that waits is to be published.
    """
    paths = tuple(further)
    inputs = look_at(project, paths)
    digest = inputs.digest if inputs.are_settled(begun) else b""
    kept = _Kept(digest, paths, _output_digest(output), report, next_day, options.compress)
    _shelf(project, options).put(kept_as("informe", project), msgspec.msgpack.encode(kept))
    settle(stamp for _, stamp in output)


def _shelf(project: Project, options: Options) -> Shelf:
    return Shelf(project.cache if options.cache else None)


def _output_digest(files: Iterable[tuple[str, Stamp]]) -> bytes:
    return hashlib.blake2b(repr(sorted(files)).encode("utf-8", "surrogateescape")).digest()
