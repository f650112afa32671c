"""What Flask does around the code of an Example: its rules, its functions' roles, session and ``g``.

All of it is asked of Flask's own signals, maps and contexts: https://flask.palletsprojects.com/en/stable/signals/.
Nothing of Flask is imported that the Example has not imported.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import itertools
import sys
import weakref
from typing import TYPE_CHECKING, Any

from .moments import Role, Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import CodeType

MOST_RULES = 30
"""Rules of a map that are told of."""

_HOOKS = {
    "url_value_preprocessors": Role.BEFORE,
    "before_request_funcs": Role.BEFORE,
    "after_request_funcs": Role.AFTER,
    "teardown_request_funcs": Role.TEARDOWN,
    "teardown_appcontext_funcs": Role.TEARDOWN,
    "template_context_processors": Role.CONTEXT,
    "error_handler_spec": Role.ERROR,
}
"""Where an application keeps the functions that Flask calls on its own: for all, or for a blueprint."""


GIVEN = frozenset(["request", "session", "g"])
"""What Flask gives to every template."""


@contextlib.contextmanager
def listening(receivers: Mapping[str, Callable[..., None]]) -> Iterator[None]:
    """Have some of Flask's signals heard until the block ends.

    Args:
        receivers: by the names of the signals; nothing is heard where the Example does not use Flask.
    """
    flask = sys.modules.get("flask")
    with contextlib.ExitStack() as heard:
        for name, receiver in receivers.items() if flask else ():
            heard.enter_context(getattr(flask, name).connected_to(receiver))
        yield


def roles_of(app: Any) -> dict[CodeType, Role]:  # noqa: ANN401 - of Flask, which is imported late
    """Return what the functions of an application are for."""
    roles: dict[CodeType, Role] = {}
    for view in app.view_functions.values():
        inner = inspect.unwrap(view)
        roles |= dict.fromkeys(_codes(view), Role.AROUND) if inner is not view else {}
        roles |= dict.fromkeys(_codes(inner), Role.VIEW)
    for name, role in _HOOKS.items():
        for function in _functions(getattr(app, name)):
            roles |= dict.fromkeys(_codes(inspect.unwrap(function)), role)
    return roles


def _functions(found: Any) -> Iterator[Callable[..., object]]:  # noqa: ANN401 - functions in lists and dicts
    if isinstance(found, dict):
        found = found.values()
    elif callable(found):
        yield found
        return
    for each in found:
        yield from _functions(each)


def _codes(function: Any) -> Iterable[CodeType]:  # noqa: ANN401 - anything that can be called
    if kind := getattr(function, "view_class", None):
        holders = [getattr(kind, name, None) for name in ("dispatch_request", *_VERBS)]
    else:
        holders = [function, getattr(function, "func", None), type(function).__call__]
    return [code for holder in holders if (code := getattr(holder, "__code__", None))]


_VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
"""How views that are classes call what answers a method."""


def request() -> Any:  # noqa: ANN401 - of Flask
    """Return the request that is being answered."""
    return sys.modules["flask"].request._get_current_object()  # noqa: SLF001 - as Werkzeug calls it


def around() -> tuple[dict[str, object], dict[str, object]]:
    """Return where the session and ``g`` of the request of this moment keep what they hold.

    The session is read where its context keeps it: Flask notes who asks for it by its name, and would send
    another response.
    """
    context = vars(_context())
    session = context.get("_session", context.get("session"))
    g = vars(sys.modules["flask"].g._get_current_object())  # noqa: SLF001 - as Werkzeug calls it
    return session if isinstance(session, dict) else {}, g


def _context() -> object:
    globals_ = sys.modules["flask.globals"]
    # Since Flask 3.2 there is but one context.
    proxy = vars(globals_).get("request_ctx") or vars(globals_)["app_ctx"]
    return proxy._get_current_object()  # noqa: SLF001 - the same


_alone: weakref.WeakKeyDictionary[Any, list[tuple[Any, Any]]] = weakref.WeakKeyDictionary()
"""The rules of a map, each with a map in which it is alone, as those take long to make."""


def rules_of(app: Any, request: Any) -> tuple[Rule, ...]:  # noqa: ANN401 - of Flask
    """Return the rules of an application, in its order, and what became of each for a request.

    Each is tried by Werkzeug itself, in a map of its own, where converters of the Example's own do nothing.
    """
    rules = list(itertools.islice(app.url_map.iter_rules(), MOST_RULES))
    if [rule for rule, _ in _alone.get(app.url_map, ())] != rules:
        _alone[app.url_map] = [(rule, _map_of(rule, app.url_map)) for rule in rules]
    server = app.config["SERVER_NAME"]
    return tuple(
        Rule(
            text=str(rule.rule),
            methods=tuple(sorted({*(rule.methods or ())} - {"HEAD", "OPTIONS"})),
            endpoint=str(rule.endpoint),
            verdict=Verdict.CHOSEN if rule is request.url_rule else _try(alone, request.environ, server),
        )
        for rule, alone in _alone[app.url_map]
    )


def _map_of(rule: Any, whole: Any) -> Any:  # noqa: ANN401 - of Werkzeug
    """Return a map that has one rule of another."""
    routing = importlib.import_module("werkzeug.routing")
    nothing = {"to_python": routing.BaseConverter.to_python}
    plain = {
        name: type(kind.__name__, (kind,), nothing)
        for name, kind in whole.converters.items()
        if not kind.__module__.startswith("werkzeug.")
    }
    return routing.Map(
        [rule.empty()],
        default_subdomain=whole.default_subdomain,
        strict_slashes=whole.strict_slashes,
        merge_slashes=whole.merge_slashes,
        converters={**whole.converters, **plain},
        host_matching=whole.host_matching,
    )


def _try(alone: Any, environ: dict[str, Any], server: str | None) -> Verdict:  # noqa: ANN401 - of Werkzeug
    """Tell what would become of a rule if there were no other."""
    try:
        alone.bind_to_environ(environ, server_name=server).match()
    except importlib.import_module("werkzeug.routing").RequestRedirect:
        return Verdict.SLASH
    except importlib.import_module("werkzeug.exceptions").MethodNotAllowed:
        return Verdict.METHOD
    except Exception:  # noqa: BLE001 - it does not match, whatever else a converter may say
        return Verdict.OTHER
    return Verdict.LATER
