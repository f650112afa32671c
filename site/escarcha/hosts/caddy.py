"""The rules of a host for Caddy, to import in the block of a site.

Within ``route`` directives are obeyed in the order in which they stand:
https://caddyserver.com/docs/caddyfile/directives/route.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.hosts.files import UNSERVED
from escarcha.hosts.servers import Rules, as_regex, head, target

if TYPE_CHECKING:
    from escarcha.hosts.rules import Redirect


def write_caddy(rules: Rules) -> str:
    """Write rules as Caddy has them; the block around them says where the files lie."""
    base = rules.base
    unserved = " ".join(f"{base}/{name}" for name in UNSERVED)
    lines = [*head("caddy", rules), f"@escarcha path {base or '/*'} {base}/*", "route @escarcha {"]
    for number, rule in enumerate(rules.shown()):
        lines.append(f"\t@rule{number} {_matcher(base + rule.path, f'rule{number}')}")
        lines += [f"\theader @rule{number} {name} {_quoted(value)}" for name, value in rule.values.items()]
    lines += [f"\t@unserved path {unserved}", "\terror @unserved 404"]
    for number, redirect in enumerate(rules.moves()):
        lines += _redirect(f"old{number}", redirect)
    lines += ["\tencode zstd gzip", "\tfile_server {", "\t\tprecompressed br gzip", "\t}", "}"]
    lines += ["handle_errors {", f"\t@missing path {base}/*"]
    lines += [f"\trewrite @missing {base}/404.html", "\tencode zstd gzip", "\tfile_server", "}", ""]
    return "\n".join(lines)


def _matcher(path: str, name: str) -> str:
    """Return what matches a path; in other matchers, what stands in braces would mean something else."""
    regex = as_regex(path).replace('"', '\\"')
    return f'path_regexp {name} "{regex}"'


def _redirect(name: str, redirect: Redirect) -> list[str]:
    """Return the lines of a redirect; rewriting an address keeps what follows its path."""
    new = f'"{target(redirect, f"{{{{re.{name}.{{}}}}}}")}"'
    there = [f"\t\tredir * {new} {redirect.status}"]
    if redirect.new.startswith("/"):
        there = [f"\t\trewrite * {new}", f"\t\tredir * {{uri}} {redirect.status}"]
    only = [] if redirect.is_forced else ["\t\tnot file {path} {path}/index.html"]
    matcher = f"\t\t{_matcher(redirect.old, name)}"
    return [f"\t@{name} {{", matcher, *only, "\t}", f"\troute @{name} {{", *there, "\t}"]


def _quoted(text: str) -> str:
    """Return a text as it is meant, and not what Caddy has in the place of something in braces."""
    escaped = text.replace("{", "\\{").replace('"', '\\"')
    return f'"{escaped}"'
