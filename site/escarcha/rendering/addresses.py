"""Addresses in a note: which stay inside the site, and how the standard has them written."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEME_AND_HOST = re.compile(rf"(?:{_SCHEME.pattern})?(?://[^/?#]*)?")
_ILLEGAL = re.compile(r'[ "<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')


def is_internal(target: str) -> bool:
    """Tell whether a reference stays inside the site: no scheme and no host.

    What begins with backslashes does too: browsers would read a host there, but ``%5C`` is what we write.
    """
    return not target.startswith("//") and not _SCHEME.match(target)


def composed(address: str) -> str:
    """Write an address with composed letters: what macOS writes as two characters, «n» and «˜», is «ñ».

    Ids of pages are written so (Unicode's NFC). An encoded address stays encoded.
    """
    if address.isascii() and "%" not in address:
        return address
    plain = unquote(address)
    whole = unicodedata.normalize("NFC", plain)
    if whole == plain:
        return address
    return quote(whole, safe="/~+@!$&'()*,;=:#?") if "%" in address else whole


def legal(address: str) -> str:
    """Percent-encode what an address may not hold, as GitHub does: ``a|b`` is ``a%7Cb``.

    Browsers put up with it and the standard does not: https://url.spec.whatwg.org/#url-code-points.
    """
    at = match.end() if (match := _SCHEME_AND_HOST.match(address)) else 0
    return address[:at] + _ILLEGAL.sub(lambda found: f"%{ord(found[0]):02X}", address[at:])
