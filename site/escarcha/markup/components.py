"""Components of other tools that only show a text of theirs: ``<Badge text="beta" />``."""

from __future__ import annotations

import re
from html import escape, unescape

_BADGE = re.compile(
    r"""<Badge\b(?=[^<>]*?\stext=(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)'))"""
    r"""(?P<attributes>[^<>]*)(?:/>|>\s*</Badge>)"""
)
_WARNING = re.compile(r"""\s(?:type|variant)=["'](?:warning|caution)["']""")
_DANGER = re.compile(r"""\s(?:type|variant)=["']danger["']""")


def show_badges(html: str) -> str:
    """Write the badges of VitePress and Starlight as those that the manual has.

    Args:
        html: as its author wrote it.
    """
    return _BADGE.sub(_badge, html) if "<Badge" in html else html


def _badge(found: re.Match[str]) -> str:
    text = unescape(found["double"] or found["single"] or "")
    kind = " peligro" if _DANGER.search(found[0]) else " aviso" if _WARNING.search(found[0]) else ""
    return f'<span class="insignia{kind}">{escape(text, quote=False)}</span>'
