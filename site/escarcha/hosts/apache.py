"""The rules of a host for Apache, to include in a ``VirtualHost``.

https://httpd.apache.org/docs/2.4/mod/mod_headers.html and https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html
"""

from __future__ import annotations

import re

from escarcha.hosts.files import UNSERVED
from escarcha.hosts.servers import COMPRESSED, Rules, as_regex, head, target


def write_apache(rules: Rules) -> str:
    """Write rules as Apache has them; the block around them says where the files lie."""
    base = rules.base
    unserved = "|".join(map(re.escape, UNSERVED))
    lines = [
        *head("apache", rules),
        "AddDefaultCharset utf-8",
        "AddType text/javascript .js",
        f"AddOutputFilterByType DEFLATE text/html {' '.join(COMPRESSED)}",
        "RewriteEngine On",
        f'RewriteRule "^{base}/({unserved})$" "-" [R=404,L]',
    ]
    for redirect in rules.moves():
        if not redirect.is_forced:
            lines.append('RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}" !-e')
        new = "$".join(re.sub(r"([%$])", r"\\\1", part) for part in target(redirect, "\0{}").split("\0"))
        lines.append(
            f"RewriteRule {_quoted(as_regex(redirect.old))} {_quoted(new)} [R={redirect.status},L,NE]"
        )
    lines += [f'<LocationMatch "^{base}/">', f"    ErrorDocument 404 {base}/404.html", "</LocationMatch>"]
    for rule in rules.shown():
        lines.append(f"<LocationMatch {_quoted(as_regex(base + rule.path))}>")
        for name, value in rule.values.items():
            if name.lower() == "content-type":
                lines.append(f"    ForceType {_quoted(value)}")
            else:  # in which a percent sign begins what Apache puts in its place
                lines.append(f"    Header always set {name} {_quoted(value.replace('%', '%%'))}")
        lines.append("</LocationMatch>")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'
