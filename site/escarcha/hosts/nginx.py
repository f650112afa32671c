"""The rules of a host for nginx, to include in a ``server`` block.

A ``location`` that adds a header loses those of the block around it, so each has them all:
https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escarcha.hosts.files import UNSERVED
from escarcha.hosts.rules import headers_at
from escarcha.hosts.servers import COMPRESSED, Rules, as_regex, head, is_pattern, target

if TYPE_CHECKING:
    from escarcha.hosts.rules import Redirect

_GROUP = "${}"


def write_nginx(rules: Rules) -> str:
    """Write rules as nginx has them; the block around them says where the files lie."""
    base = rules.base
    lines = [
        *head("nginx", rules),
        "charset utf-8;",
        "absolute_redirect off;",
        "gzip on;",
        "gzip_static on;",
        "gzip_vary on;",
        "gzip_min_length 256;",
        f"gzip_types {' '.join(COMPRESSED)};",
        *([f"location = {base} {{ return 301 {base}/; }}"] if base else []),
        f"location {base}/ {{",
        f"    error_page 404 {base}/404.html;",
        f"    error_page 403 =404 {base}/404.html;",
        "    try_files $uri $uri/ =404;",
        *_headers("/*", rules, "    "),
        *(f"    location = {base}/{name} {{ return 404; }}" for name in UNSERVED),
    ]
    for rule in rules.shown():
        if rule.path != "/*":
            lines += [
                f"    {_location(base + rule.path)} {{",
                *_headers(rule.path, rules, "        "),
                "    }",
            ]
    for redirect in rules.moves():
        lines += _redirect(redirect, rules)
    return "\n".join([*lines, "}", ""])


def _location(path: str) -> str:
    """Return the line that begins a block for a path; its page is asked for by two names."""
    if path.endswith("/*") and not is_pattern(path[:-1]):
        return f"location {_quoted(path[:-1])}"
    if path.endswith("/") or is_pattern(path):
        return f"location ~ {_quoted(as_regex(path))}"
    return f"location = {_quoted(path)}"


def _headers(path: str, rules: Rules, indent: str) -> list[str]:
    lines = []
    for name, value in headers_at(path, rules.headers).items():
        if "$" in value:  # which nginx takes for a variable, however it is written
            lines.append(f"{indent}# No se puede decir aquí: {name}: {value}")
        elif name.lower() == "content-type":
            lines += [f"{indent}types {{ }}", f"{indent}default_type {_quoted(value)};"]
        else:
            lines.append(f"{indent}add_header {name} {_quoted(value)} always;")
    return lines


def _redirect(redirect: Redirect, rules: Rules) -> list[str]:
    old, new = redirect.old, target(redirect, _GROUP)
    end = "" if re.search("[?#]", new) else "$is_args$args"
    there = f'return {redirect.status} "{new}{end}";'
    kind = "~" if is_pattern(old) else "="
    begin = f"    location {kind} {_quoted(as_regex(old) if kind == '~' else old)} {{"
    if redirect.is_forced:
        return [f"{begin} {there} }}"]
    headers = _headers(old.removeprefix(rules.base), rules, "        ")
    return [begin, f"        if (!-e $request_filename) {{ {there} }}", *headers, "    }"]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
