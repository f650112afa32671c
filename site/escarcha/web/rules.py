"""The addresses of the app, and which view of ``routes.py`` answers at each.

The views are loaded with the first request, as Flask's guide has it for apps whose start must be quick:
https://flask.palletsprojects.com/en/stable/patterns/lazyloading/. To make the app, nothing that renders is
needed, and a freeze that finds nothing to do never loads it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from flask import Blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue, RouteCallable

blueprint = Blueprint("escarcha", __name__)

ASSETS_URL = "/_static/"
OVERVIEW_URL, SEARCH_FILES_URL = "/_search.json", "/_search/"
OPENSEARCH_URL = "/opensearch.xml"
PYTHON_URL, PYTHON_FILES_URL = "/_python.json", "/_python/"
SPECULATION_URL = "/_pages.speculationrules"
CARDS_URL = "/_social/"
MANIFEST_URL = "/site.webmanifest"
TAB_ICON_URL, TOUCH_ICON_URL = "/favicon.ico", "/apple-touch-icon.png"
"""Where programs look for them that read no page."""
SIZED_ICON_URLS = {f"/icon-{size}.png": size for size in (192, 512)}
"""Those that a manifest names: https://developer.chrome.com/docs/lighthouse/pwa/installable-manifest."""
ICON_URLS = (TAB_ICON_URL, TOUCH_ICON_URL, MANIFEST_URL, *SIZED_ICON_URLS)
"""The icons, and what names them."""

RULES = (
    ("/", "page"),
    ("/<path:path>", "page"),
    (f"{ASSETS_URL}<name>", "asset"),
    (SPECULATION_URL, "speculation"),
    (OVERVIEW_URL, "search_overview"),
    (f"{SEARCH_FILES_URL}<name>", "search_file"),
    (PYTHON_URL, "python_file"),
    (f"{PYTHON_FILES_URL}<name>", "python_file"),
    (OPENSEARCH_URL, "opensearch"),
    ("/404.html", "missing"),
    ("/sitemap.xml", "sitemap"),
    ("/feed.xml", "feed"),
    ("/robots.txt", "robots"),
    ("/llms.txt", "llms"),
)
"""Each rule with the name of its view, which is its endpoint as well."""


def _view(name: str) -> RouteCallable:
    """Return a view that loads the one of this name when it is asked for."""

    def view(**values: Any) -> ResponseReturnValue:  # noqa: ANN401 - what the rule says
        answer: ResponseReturnValue = getattr(import_module("escarcha.web.routes"), name)(**values)
        return answer

    return view


_views = {name: _view(name) for _, name in RULES}
for _rule, _name in RULES:
    blueprint.add_url_rule(_rule, _name, _views[_name], methods=["GET"])


def icon_endpoint(url: str) -> str:
    """Return the endpoint of an icon: each has a rule, which goes before an author's for any address."""
    return url[1:].replace(".", "_")


for _url in ICON_URLS:
    blueprint.add_url_rule(
        _url, icon_endpoint(_url), _views["page"], methods=["GET"], defaults={"path": _url[1:]}
    )
