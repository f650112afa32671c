"""What an author has added to the app in ``freeze.py``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import HTTPException

from escarcha.web.rules import blueprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flask import Flask
    from werkzeug.routing import Rule

_MADE = "escarcha.made"

FREEZER = "escarcha.freezer"
"""The extension that is an author's own Freezer of Frozen-Flask, for the addresses that it knows."""

_OURS = ("ESCARCHA_", "FREEZER_", "TESTING", "TRUSTED_HOSTS")
"""How keys of the configuration begin that are set while an app is shown or frozen."""


JOINED = "escarcha.joined"
"""The extension that an app of the author's has, if our pages have joined it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Our pages in an app of the author's.

    Args:
        app: shows them.
        prefix: below which they stand, such as ``/notas``.
    """

    app: Flask
    prefix: str


def joined_to(app: Flask) -> Joined | None:
    """Return our pages in an app of the author's; None of an app that is ours."""
    joined: Joined | None = app.extensions.get(JOINED)
    return joined


def remember(app: Flask) -> None:
    """Remember an app as it was made, to tell later what has been added to it."""
    app.extensions[_MADE] = _look(app)


def is_plain(app: Flask) -> bool:
    """Tell whether nothing was added that may change our pages, so that it is known what they depend on.

    Rules do not count, as they are pages of their own.
    """
    return bool(app.extensions.get(_MADE) == _look(app))


def has_own_views(app: Flask) -> bool:
    """Tell whether an author has added rules, but for that of the project's static files."""
    return any(rule.endpoint != "static" for rule in _added(app))


def own_views(app: Flask) -> list[Rule]:
    """Return the rules an author has added to the app, of those that can be asked for with GET."""
    return [rule for rule in _added(app) if "GET" in (rule.methods or ()) and not rule.build_only]


def own_urls(app: Flask) -> list[str]:
    """Return the addresses of an author's views that are known before any of them is asked.

    An author's own Freezer says which, if there is one; else those of rules without arguments, and of the
    files of static folders.
    """
    freezer = app.extensions.get(FREEZER)
    plain = [rule.rule for rule in own_views(app) if not rule.arguments]
    urls: Iterable[str] = freezer.all_urls() if freezer else (*plain, *_static_files(app))
    return [url for url in dict.fromkeys(urls) if url in plain or not _is_ours(app, url)]


def static_folders(app: Flask) -> list[tuple[Path, str]]:
    """Return the static folders of the app and its blueprints, with the addresses that these are below."""
    found = []
    for rule in own_views(app):
        name, _, kind = rule.endpoint.rpartition(".")
        folder = app.blueprints.get(name, app).static_folder
        if kind == "static" and rule.arguments == {"filename"} and folder:
            found.append((Path(folder), rule.rule.replace("<path:filename>", "")))
    return found


def _static_files(app: Flask) -> Iterator[str]:
    """Yield the addresses of the files in the static folders of the app and its blueprints."""
    for folder, address in static_folders(app):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield address + file.relative_to(folder).as_posix()


def _is_ours(app: Flask, url: str) -> bool:
    """Tell whether one of our views answers at an address, other than the one that answers at any."""
    endpoint, _ = endpoint_at(app, url)
    return endpoint.startswith(f"{blueprint.name}.") and endpoint != f"{blueprint.name}.page"


def endpoint_at(app: Flask, url: str) -> tuple[str, dict[str, Any]]:
    """Return the endpoint and the values of an address; there is always one, as ours answers at any."""
    try:
        endpoint, values = app.url_map.bind("").match(url, method="GET")
    except HTTPException:  # a redirect, or a method: what is asked for is told when it is frozen
        return f"{blueprint.name}.page", {"path": url[1:]}
    return str(endpoint), dict(values)


def _added(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith(f"{blueprint.name}.")]


def _look(app: Flask) -> object:
    environment = app.jinja_env
    hooks = (
        app.before_request_funcs,
        app.after_request_funcs,
        app.teardown_request_funcs,
        app.template_context_processors,
        app.url_value_preprocessors,
        app.url_default_functions,
    )
    return (
        type(app),
        app.wsgi_app,
        app.response_class,
        app.url_map.strict_slashes,
        environment.loader,
        *({str(name): found for name, each in hook.items() if (found := _own(each))} for hook in hooks),
        *(dict(each) for each in (environment.filters, environment.tests, environment.globals)),
        [dict(each) for codes in app.error_handler_spec.values() for each in codes.values() if each],
        {
            endpoint: view
            for endpoint, view in app.view_functions.items()
            if endpoint.startswith(f"{blueprint.name}.")
        },
        {key: value for key, value in app.config.items() if not key.startswith(_OURS)},
    )


def _own(functions: object) -> list[object]:
    """Return what is called before or after a request, but for the ear of an author's own Freezer."""
    listed = list(functions) if isinstance(functions, list) else [functions]
    return [each for each in listed if getattr(each, "__module__", "") != "flask_frozen"]
