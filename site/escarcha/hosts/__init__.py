"""What a host sends along with a site and where it leads old addresses, as data; it knows no notes.

1. ``rules.py`` has that data, and the headers that every site needs.
2. ``files.py`` reads and writes it as ``_headers`` and ``_redirects``, as Netlify and Cloudflare have them.
3. ``nginx.py``, ``caddy.py`` and ``apache.py`` write the same for a server of one's own.

Paths are counted from the folder that is published, as those hosts count them; where a redirect leads is an
address as readers' browsers ask for it.
"""

from __future__ import annotations

from escarcha.hosts.files import (
    HEADERS,
    REDIRECTS,
    UNSERVED,
    Mistake,
    dump_headers,
    dump_redirects,
    parse_headers,
    parse_redirects,
)
from escarcha.hosts.rules import HeaderRule, Redirect, headers_at, merged, site_headers

__all__ = [
    "HEADERS",
    "REDIRECTS",
    "UNSERVED",
    "HeaderRule",
    "Mistake",
    "Redirect",
    "dump_headers",
    "dump_redirects",
    "headers_at",
    "merged",
    "parse_headers",
    "parse_redirects",
    "site_headers",
]
