"""The rules of a host for a server of one's own, in a file to include."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from escarcha.hosts.rules import HeaderRule, Redirect, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPRESSED = (
    *("text/css", "text/javascript", "text/plain", "text/xml", "application/javascript", "application/json"),
    *("application/xml", "application/atom+xml", "application/manifest+json", "image/svg+xml"),
)
"""Kinds of files that are worth compressing, besides HTML."""


_PARTS = re.compile(r"(\*|(?<=/):\w+)")
"""What of a path stands for others."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a server has to know of a site.

    Args:
        base: the path below which it stands, as ``/apuntes``; empty for the root.
        headers: as ``_headers`` has them.
        redirects: as ``_redirects`` has them.
    """

    base: str
    headers: tuple[HeaderRule, ...]
    redirects: tuple[Redirect, ...]

    def shown(self) -> list[HeaderRule]:
        """Return the rules for headers that are about paths, and not about one name of several."""
        return [each for each in self.headers if each.path.startswith("/")]

    def moves(self) -> Iterator[Redirect]:
        """Yield the redirects that any server understands, by paths as it has them, decoded."""
        for each in self.redirects:
            if self._is_for_any(each):
                old = unquote(each.old)
                yield Redirect(self.base + old, each.new, each.status, each.is_forced)

    def left_out(self) -> list[Redirect]:
        """Return the redirects that only Netlify understands."""
        return [each for each in self.redirects if not self._is_for_any(each)]

    def _is_for_any(self, each: Redirect) -> bool:
        return each.is_plain and each.leads_away and each.old.startswith("/")


def head(server: str, rules: Rules, comment: str = "#") -> list[str]:
    """Return the lines with which a file begins: who has written it, and what is not in it."""
    lines = [
        f"{comment} Escrito por «python freeze.py server {server}»; repite la orden al cambiar el sitio."
    ]
    left_out = [each.path for each in rules.headers if not each.path.startswith("/")]
    left_out += [f"{each.old} {each.new}" for each in rules.left_out()]
    lines += [f"{comment} No se puede decir aquí: {each}" for each in left_out]
    return lines


def is_pattern(path: str) -> bool:
    """Tell whether a path stands for several."""
    return len(_PARTS.split(path)) > 1


def as_regex(path: str) -> str:
    """Return the regular expression of a path with ``*`` and ``:name``, each of which is a group.

    Servers have two names for a page: that of its folder, and that of the file in it.
    """
    parts = enumerate(_PARTS.split(path))  # every other of which is what the path is split at
    written = (re.escape(part) if at % 2 == 0 else "(.*)" if part == "*" else "([^/]+)" for at, part in parts)
    return f"^{''.join(written)}{'(?:index[.]html)?' if path.endswith('/') else ''}$"


def target(redirect: Redirect, group: str) -> str:
    """Return where a redirect leads, with the groups of its path as a server writes them.

    Args:
        redirect: whose ``old`` has the groups.
        group: how the server writes one, with ``{}`` for its number: ``${}``.
    """
    names = enumerate(_PARTS.findall(redirect.old), 1)
    groups = {"splat" if name == "*" else name[1:]: group.format(number) for number, name in names}
    return filled(redirect.new, groups)
