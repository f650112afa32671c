"""What pages tell their author, and never say when they are published.

1. At the foot of every page, a strip counts what is wrong in the whole site and unfolds it.
2. Above the text of a note that has an error, the error stands with the lines around it. The text below is
   the last one that could be read.
3. A page is sent with the policy that the published site will have for it.
4. Where pages are told of changes, they bring along the script that listens (``preview/page/preview.js``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from selectolax.lexbor import LexborHTMLParser

from escarcha import bundled
from escarcha.config import Settings
from escarcha.problems import Code, EscarchaError, Problem, Severity, count_problems, in_order
from escarcha.web.assets import assets, preview_assets
from escarcha.web.excerpts import Told, editor_link, file_link, lines_around
from escarcha.web.language import DEFAULT_LANGUAGE
from escarcha.web.policy import loads_of, policy
from escarcha.web.shown import shown_edition, shown_live

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask import Response

    from escarcha.config import Project
    from escarcha.notes import Entry
    from escarcha.pages import Edition

UNTOLD = "escarcha.untold"
"""In the environment of a request it asks for a page as it would be published."""

MOST = 100
"""Problems that the strip lists."""

_START = re.compile(r"<main\b[^>]*>|<body\b[^>]*>(?!.*<main\b)", re.DOTALL)
"""Where the text of a page begins."""

# From the bundled templates alone: the project's own may be what is broken.
_OWN = Environment(
    loader=FileSystemLoader(bundled.PREVIEW), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def tell(response: Response, project: Project) -> Response:
    """Add to an HTML answer what its author should know."""
    is_page = response.mimetype == "text/html" and not (response.direct_passthrough or response.is_streamed)
    if not is_page or UNTOLD in request.environ:
        return response
    html = response.get_data(as_text=True)
    edition = _edition()
    loads = loads_of(LexborHTMLParser(html), edition.site.settings if edition else Settings())
    response.headers["Content-Security-Policy"] = policy(loads)
    problems = _problems()
    added = _markup(
        "head.html",
        version=shown_live().version(),
        status=response.status_code,
        files={
            asset.name: f"{request.script_root}{url}"
            for url, asset in preview_assets(DEFAULT_LANGUAGE).items()
        },
    )
    html = _before(html, "</head>", added)
    if response.status_code != 500:  # noqa: PLR2004 - such a page is about nothing but problems
        here = [problem for problem in problems if _is_of_page(problem)]
        if here:
            panel = _markup("panel.html", told=_excerpts(here, project))
            html = _START.sub(lambda tag: tag[0] + panel, html, count=1)
        edit = _edit_link(project)
        if problems or edit:
            strip = _markup("strip.html", edit=edit, **_listed(problems, project))
            html = _before(html, "</body>", strip)
    response.set_data(html)
    return response


def problem_page(problems: Iterable[Problem], project: Project) -> str:
    """Return a page that shows nothing but what is wrong."""
    sheet = f"{request.script_root}{assets(DEFAULT_LANGUAGE)['site.css'].url}"
    return _OWN.get_template("problems.html").render(told=_excerpts(in_order(problems), project), sheet=sheet)


def _edition() -> Edition | None:
    """Return what is shown, if there is anything that could be."""
    try:
        return shown_edition()
    except EscarchaError:
        return None


def _entry() -> Entry | None:
    """Return the entry whose page is asked for."""
    edition = _edition()
    return edition.site.entries.get(request.path) if edition else None


def _problems() -> list[Problem]:
    """Return what is known to be wrong: with the whole site, and what rendering this page has shown."""
    found = [*shown_live().problems()]
    edition = _edition()
    if edition and (entry := _entry()):
        found += edition.problems(entry)
    return in_order(edition.judge(found) if edition else found)


def _is_of_page(problem: Problem) -> bool:
    """Tell whether a problem belongs above the text of the page; an Example fails in its own place."""
    entry = _entry()
    is_here = entry and entry.note and entry.note.place == problem.path
    return bool(is_here) and problem.severity is Severity.ERROR and problem.code is not Code.EXAMPLE_FAILED


def _listed(problems: Sequence[Problem], project: Project) -> dict[str, object]:
    shown = sorted(problems, key=lambda problem: [*Severity].index(problem.severity))[:MOST]
    editor = _editor()
    return {
        "told": [Told(each, (), editor_link(editor, each, project)) for each in shown],
        "more": len(problems) - len(shown),
        "count": count_problems(problems),
        "worst": shown[0].severity if shown else Severity.HINT,
    }


def _excerpts(problems: Iterable[Problem], project: Project) -> list[Told]:
    editor = _editor()
    return [Told(each, lines_around(each, project), editor_link(editor, each, project)) for each in problems]


def _edit_link(project: Project) -> str:
    """Return the address that opens the note of the page in the author's editor, or nothing."""
    entry = _entry()
    return file_link(_editor(), project.content / entry.note.path) if entry and entry.note else ""


def _editor() -> str:
    edition = _edition()
    return edition.site.settings.editor if edition else ""


def _markup(template: str, **variables: object) -> str:
    return _OWN.get_template(template).render(**variables)


def _before(html: str, mark: str, added: str) -> str:
    """Insert something before a tag, or at the end of what has no such tag."""
    before, tag, after = html.rpartition(mark)
    return f"{before}{added}{tag}{after}" if tag else f"{html}{added}"
