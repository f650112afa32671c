"""The command ``server``: what a frozen site asks of a host, for a server of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.config import read_settings
from escarcha.hosts import HEADERS, REDIRECTS, parse_headers, parse_redirects
from escarcha.hosts.apache import write_apache
from escarcha.hosts.caddy import write_caddy
from escarcha.hosts.nginx import write_nginx
from escarcha.hosts.servers import Rules
from escarcha.problems import Code, EscarchaError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.config import Project

_WRITERS = {"nginx": write_nginx, "caddy": write_caddy, "apache": write_apache}


def write_rules(project: Project, server: str) -> str:
    """Write what a server has to know of a frozen site.

    Args:
        project: whose site it is.
        server: its name.

    Raises:
        EscarchaError: if no site is frozen, or the settings cannot be read.
    """
    headers, _ = parse_headers(_read(project, HEADERS))
    redirects, _ = parse_redirects(_read(project, REDIRECTS))
    return _WRITERS[server](Rules(read_settings(project).base_path, tuple(headers), tuple(redirects)))


def _read(project: Project, name: str) -> str:
    file: Path = project.output / name
    try:
        return file.read_text("utf-8")
    except OSError:
        if name == REDIRECTS:  # few sites have any
            return ""
        cause, remedy = "aquí no hay ningún sitio congelado.", "Congélalo antes: python freeze.py."
        place = project.display(project.output)
        raise EscarchaError(Problem(Code.NOT_FROZEN, place, None, cause, remedy)) from None
