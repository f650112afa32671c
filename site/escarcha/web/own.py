"""What an author has added to the app in ``freeze.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.web.rules import blueprint

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.routing import Rule

_MADE = "escarcha.made"

_OURS = ("ESCARCHA_", "FREEZER_", "TESTING", "TRUSTED_HOSTS")
"""How keys of the configuration begin that are set while an app is shown or frozen."""


def remember(app: Flask) -> None:
    """Remember an app as it was made, to tell later what has been added to it."""
    app.extensions[_MADE] = _look(app)


def is_plain(app: Flask) -> bool:
    """Tell whether nothing was added that may change our pages, so that it is known what they depend on.

    Rules do not count, as they are pages of their own.
    """
    return bool(app.extensions.get(_MADE) == _look(app))


def has_own_views(app: Flask) -> bool:
    """Tell whether an author has added rules."""
    return bool(_added(app))


def own_rules(app: Flask) -> list[Rule]:
    """Return the rules an author has added to the app, of those that take no argument."""
    return [rule for rule in _added(app) if not rule.arguments and "GET" in (rule.methods or ())]


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
        *({str(name): list(functions) for name, functions in each.items() if functions} for each in hooks),
        *(dict(each) for each in (environment.filters, environment.tests, environment.globals)),
        [dict(each) for codes in app.error_handler_spec.values() for each in codes.values() if each],
        {
            endpoint: view
            for endpoint, view in app.view_functions.items()
            if endpoint.startswith(f"{blueprint.name}.")
        },
        {key: value for key, value in app.config.items() if not key.startswith(_OURS)},
    )
