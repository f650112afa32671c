"""How diagrams look: Mermaid's settings, in the theme's palette.

The names of the settings and of the theme's variables are Mermaid's:
https://mermaid.js.org/config/theming.html
"""

from __future__ import annotations

import json
import re

GROUND, PANE, TINT, EDGE, QUIET, INK = "#fafdfe", "#eef5f8", "#dbecf4", "#73899a", "#48606e", "#15232c"
"""The light palette of ``static/css/10-tokens.css``; in the dark one the style sheet turns images over."""

_LINE, _NOTE, _NOTE_EDGE, _ALERT, _FAULT = "#b9cbd6", "#fbf3dc", "#cdbd8c", "#a3263a", "#f0b0ad"

_TONES = ("#a9d3e6", "#f0d08a", "#a8d8b5", "#d6b8e4", _FAULT, "#b5c2ea", "#cfdb9f", "#f0c49a")
"""Fills that tell things apart, each light enough for ink."""

_DEEP = ("#2f7595", "#8a6416", "#2f7a4a", "#7b4697", _ALERT, "#4a5ea8", "#65732a", "#95561f")
"""The same tones for lines and for fills with light letters, each dark enough for them."""

_PALETTE = {
    "background": GROUND,
    "mainBkg": TINT,
    "primaryColor": TINT,
    "primaryTextColor": INK,
    "primaryBorderColor": EDGE,
    "secondaryColor": PANE,
    "tertiaryColor": PANE,
    "lineColor": QUIET,
    "textColor": INK,
    "titleColor": INK,
    "edgeLabelBackground": GROUND,
    "clusterBkg": PANE,
    "clusterBorder": _LINE,
    "noteBkgColor": _NOTE,
    "noteTextColor": INK,
    "noteBorderColor": _NOTE_EDGE,
    # Sequences
    "actorLineColor": EDGE,
    "activationBkgColor": _TONES[0],
    "activationBorderColor": EDGE,
    "sequenceNumberColor": GROUND,
    # Tables of entities
    "attributeBackgroundColorOdd": GROUND,
    "attributeBackgroundColorEven": PANE,
    "rowOdd": GROUND,
    "rowEven": PANE,
    # Calendars
    "taskBkgColor": _TONES[0],
    "taskBorderColor": EDGE,
    "taskTextColor": INK,
    "taskTextDarkColor": INK,
    "taskTextLightColor": INK,
    "taskTextOutsideColor": INK,
    "activeTaskBkgColor": GROUND,
    "activeTaskBorderColor": QUIET,
    "doneTaskBkgColor": TINT,
    "doneTaskBorderColor": EDGE,
    "critBkgColor": _FAULT,
    "critBorderColor": _ALERT,
    "sectionBkgColor": PANE,
    "sectionBkgColor2": PANE,
    "altSectionBkgColor": GROUND,
    "excludeBkgColor": TINT,
    "gridColor": _LINE,
    "vertLineColor": QUIET,
    # Pies and quadrants
    "pieStrokeColor": GROUND,
    "pieOuterStrokeColor": GROUND,
    "pieOpacity": "1",
    "quadrant1Fill": PANE,
    "quadrant2Fill": GROUND,
    "quadrant3Fill": PANE,
    "quadrant4Fill": GROUND,
    "quadrantPointFill": _DEEP[0],
    **{
        f"{scale}{first + number}": _TONES[number % 8]
        for scale, first in (("cScale", 0), ("pie", 1))
        for number in range(12)
    },
    **{f"cScaleLabel{number}": INK for number in range(12)},
    **{f"cScaleInv{number}": _DEEP[number % 8] for number in range(12)},
    **{f"cScalePeer{number}": _DEEP[number % 8] for number in range(12)},
    **{f"fillType{number}": tone for number, tone in enumerate(_TONES)},
    **{f"git{number}": tone for number, tone in enumerate(_DEEP)},
    **{f"gitBranchLabel{number}": GROUND for number in range(8)},
    "archEdgeColor": QUIET,
    "archEdgeArrowColor": QUIET,
    "archGroupBorderColor": EDGE,
    "xyChart": {"backgroundColor": "transparent", "plotColorPalette": ",".join([_TONES[0], *_DEEP[1:]])},
}

_OWN_THEME = re.compile(r"""\btheme(?:Variables|CSS)?["']?\s*:""")
_OWN_LOOK = re.compile(r"""\blook["']?\s*:""")
_HEADER = re.compile(r"\s*---[ \t]*\n.*?\n[ \t]*---[ \t]*(?:\n|$)", re.DOTALL)
_DIRECTIVE = re.compile(r"%%\{.*?\}%%", re.DOTALL)


RULES = f".packetBlock{{fill:{TINT};stroke:{EDGE}}}" + "".join(
    f".actor-{number}{{fill:{tone}}}" for number, tone in enumerate(_DEEP)
)
"""For what the engine has no settings: the fields of a ``packet``, and who travels in a ``journey``."""


def with_settings(source: str, *, is_rich: bool) -> str:
    """Return a diagram's text with our settings, which yield to those that it has itself.

    An author who names a theme has it whole: half of one palette and half of another can be unreadable.

    Args:
        source: as its author wrote it.
        is_rich: whether labels are laid out as HTML would be, which looks better and costs more.
    """
    # What the engine says of a last line depends on whether it is ended.
    source = f"{source.rstrip()}\n"
    header = _HEADER.match(source)
    start = header.end() if header else 0
    own = source[:start] + "".join(_DIRECTIVE.findall(source, start))
    settings: dict[str, object] = {"htmlLabels": is_rich, "radar": {"marginLeft": 90, "marginRight": 90}}
    if not _OWN_LOOK.search(own):
        settings["look"] = "classic"
    if not _OWN_THEME.search(own):
        settings |= {"theme": "base", "themeVariables": _PALETTE}
    return f"{source[:start]}%%{{init: {json.dumps(settings)}}}%%\n{source[start:]}"
