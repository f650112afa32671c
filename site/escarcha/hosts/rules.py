"""The rules of a host: which headers it sends at which paths, and which paths lead elsewhere."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For files that carry a hash of their content in their name."""


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """The headers that are sent at some paths.

    Args:
        path: of one file or page; ``*`` stands for anything, ``:name`` for a part of it.
        values: of the headers, by name.
    """

    path: str
    values: Mapping[str, str]

    def covers(self, path: str) -> bool:
        """Tell whether the headers are sent at a path."""
        return bool(_pattern(self.path).fullmatch(path))


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a path leads: https://docs.netlify.com/routing/redirects/redirect-options/.

    Args:
        old: the path, which may hold ``*`` and ``:name`` as that of a HeaderRule.
        new: an address; ``:splat`` in it is what ``*`` stands for.
        status: what is answered; with 200 the other page is shown at the old address.
        is_forced: whether it holds even if there is a file at the path.
        parameters: that an address must have, such as ``id=:id``.
        conditions: that a reader must meet, such as ``Country=es``.
    """

    old: str
    new: str
    status: int = 301
    is_forced: bool = False
    parameters: tuple[str, ...] = field(default=())
    conditions: tuple[str, ...] = field(default=())

    @property
    def is_plain(self) -> bool:
        """Whether the path alone decides, as it must where only Netlify knows of the rest."""
        return not (self.parameters or self.conditions)

    @property
    def leads_away(self) -> bool:
        """Whether browsers are told to go elsewhere."""
        return HTTPStatus.MULTIPLE_CHOICES <= self.status < HTTPStatus.BAD_REQUEST

    def target(self, path: str) -> str | None:
        """Return where a path leads, or None if the rule is not about it.

        Args:
            path: decoded; whether it ends with a slash does not count.
        """
        found = _pattern(unquote(self.old).rstrip("/") or "/", "/?").fullmatch(path)
        if not (found and self.is_plain):
            return None
        parts = {name: quote(value or "") for name, value in found.groupdict().items()}
        return filled(self.new, parts)


def filled(address: str, parts: Mapping[str, str]) -> str:
    """Put the parts of another address in the place of the ``:name`` in one."""
    return re.sub(r":(\w+)", lambda name: parts.get(name[1], name[0]), address)


@functools.lru_cache(maxsize=1000)
def _pattern(path: str, end: str = "") -> re.Pattern[str]:
    """Return what matches the paths that a path with ``*`` and ``:name`` stands for."""
    head, star, tail = path.partition("*")
    if star and not tail and head.endswith("/") and end:
        return re.compile(f"{_part(head[:-1])}(?:/(?P<splat>.*))?")
    rest = _part(tail).replace(r"\*", ".*")
    return re.compile(_part(head) + ("(?P<splat>.*)" if star else "") + rest + end)


def _part(path: str) -> str:
    return re.sub(r"(?<=/):(\w+)", r"(?P<\1>[^/]+)", re.escape(path))


def headers_at(path: str, rules: Iterable[HeaderRule]) -> dict[str, str]:
    """Return the headers that are sent at a path; of two values of one the later rule's."""
    found: dict[str, tuple[str, str]] = {}
    for rule in rules:
        if rule.covers(path):
            found |= {name.lower(): (name, value) for name, value in rule.values.items()}
    return dict(found.values())


def merged(rules: Iterable[HeaderRule], own: Iterable[HeaderRule]) -> list[HeaderRule]:
    """Add rules to others; where they are about the same path, their values take the place of the others'.

    So no header is sent twice: hosts would join the two values, and browsers make nothing of that.
    """
    by_path = {rule.path: rule for rule in rules}
    for rule in own:
        before = by_path.get(rule.path)
        by_path[rule.path] = HeaderRule(rule.path, headers_at(rule.path, (before, rule))) if before else rule
    return list(by_path.values())


def site_headers(
    policy: str,
    speculation: str,
    *,
    folder: str = "",
    sheets: Iterable[str] = (),
    policies: Mapping[str, str] = MappingProxyType({}),
    has_https: bool = True,
    is_indexed: bool = True,
) -> list[HeaderRule]:
    """Return the headers that every site needs.

    Args:
        policy: what its pages may load.
        speculation: address of the rules by which browsers fetch pages ahead.
        folder: that it fills of what is published, as ``/notas``; empty for all of it.
        sheets: paths of the style sheets that sandboxed frames load, which are of no origin.
        policies: paths of the scripts that run in workers, with what each of them may do.
        has_https: whether browsers may be told to ask for it by no other way.
        is_indexed: whether search engines may list it.
    """
    everywhere = {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Speculation-Rules": f'"{speculation}"',
        "X-Content-Type-Options": "nosniff",
    }
    if has_https:  # without includeSubDomains: other names of the domain may be somebody else's
        everywhere["Strict-Transport-Security"] = "max-age=63072000"
    if not is_indexed:
        everywhere["X-Robots-Tag"] = "noindex"
    # Browsers take the rules under this type alone.
    ahead = {"Content-Type": "application/speculationrules+json"}
    return [
        HeaderRule(f"{folder}/*", dict(sorted(everywhere.items()))),
        # A host that sends both values says what no browser takes for a policy, so the sheet is loaded, too.
        *(HeaderRule(sheet, {"Cross-Origin-Resource-Policy": "cross-origin"}) for sheet in sheets),
        HeaderRule(f"{folder}/_pages.speculationrules", ahead),
        HeaderRule(f"{folder}/_search/*", _FOR_EVER),
        *([HeaderRule(f"{folder}/_python/*", _FOR_EVER)] if policies else []),
        HeaderRule(f"{folder}/_social/*", _FOR_EVER),
        HeaderRule(f"{folder}/_static/*", _FOR_EVER),
        *(HeaderRule(path, {"Content-Security-Policy": own}) for path, own in policies.items()),
    ]
