"""The colours of a site, for what is drawn or shown where no style sheet reaches: cards, bars of browsers."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from escarcha import bundled

if TYPE_CHECKING:
    from escarcha.notes import Site

_TOKENS = bundled.STATIC / "css" / "10-tokens.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile(
    r"--(ground|ink|accent)\s*:\s*(?:light-dark\(\s*)?(#(?:[0-9a-fA-F]{3}){1,2})(?:\s*,[^;}]*)?\s*[;}]"
)


@functools.lru_cache(maxsize=1)
def colours_of(site: Site) -> dict[str, str]:
    """Return the colours of a site by their names, as they are by daylight.

    They are those of the theme, and of the project's style sheets as far as these say them as the manual
    shows: ``--accent: light-dark(#8a2f0d, #ffb59b)``. The last one counts, as in a browser.

    Args:
        site: whose style sheets are read; one that cannot be read changes nothing.
    """
    found: dict[str, str] = {}
    own = (site.media.get(site.url_of(path) or "") for path in site.settings.style)
    for file in (_TOKENS, *(media.file for media in own if media)):
        try:
            text = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):  # which is told where style sheets are checked
            continue
        found |= {name: _six_digits(colour) for name, colour in _COLOUR.findall(_COMMENT.sub("", text))}
    return found


def _six_digits(colour: str) -> str:
    digits = colour[1:] if len(colour) > 4 else "".join(digit * 2 for digit in colour[1:])  # noqa: PLR2004 - «#abc»
    return f"#{digits.lower()}"
