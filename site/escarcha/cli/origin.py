"""Where this very Escarcha comes from, for the ``requirements.txt`` of a new project.

A host installs what that file names, so it must name something that can be had anywhere.
"""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from importlib import metadata
from urllib.parse import urlsplit

from escarcha import bundled
from escarcha.cli.wheel import make_wheel
from escarcha.version import __version__

VENDOR = "vendor"
"""The folder of a project for what it carries along."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where pip gets this Escarcha.

    Args:
        requirement: a line of ``requirements.txt``.
        wheel: what the project has to carry along for it: path in the project → content; empty if nothing.
    """

    requirement: str
    wheel: dict[str, bytes]


def find_origin() -> Origin:
    """Name this Escarcha for pip: its version if it is from an index, else the public address it is from.

    Where there is neither, it is a wheel in the project itself.
    https://packaging.python.org/specifications/direct-url/
    """
    try:
        package = metadata.distribution("escarcha")
    except metadata.PackageNotFoundError:  # run from its sources, which nobody has installed
        return Origin(f"escarcha=={__version__}", {})
    written = package.read_text("direct_url.json")
    if not written:
        return Origin(f"escarcha=={package.version}", {})
    if address := _public_address(json.loads(written)):
        return Origin(f"escarcha @ {address}", {})
    name, wheel = make_wheel(package, bundled.package_files())
    return Origin(f"./{VENDOR}/{name}", {f"{VENDOR}/{name}": wheel})


def _public_address(direct: dict[str, object]) -> str | None:
    """Return what pip installed from, as a requirement has it, if it can be had from any machine."""
    url = str(direct.get("url", ""))
    folder = f"subdirectory={direct['subdirectory']}" if direct.get("subdirectory") else ""
    if not _is_public(url):
        return None
    version, archive = direct.get("vcs_info"), direct.get("archive_info")
    if isinstance(version, dict):
        address, parts = f"{version['vcs']}+{url}@{version['commit_id']}", [folder]
    elif isinstance(archive, dict):
        address, parts = url.partition("#")[0], [str(archive.get("hash") or ""), folder]
    else:
        return None
    marked = "&".join(filter(None, parts))
    return f"{address}#{marked}" if marked else address


def _is_public(url: str) -> bool:
    """Tell whether an address is one of the public web, as far as it says so itself."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or parts.username or "." not in host:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return not host.endswith((".local", ".localhost", ".lan", ".internal", ".test"))
    return False
