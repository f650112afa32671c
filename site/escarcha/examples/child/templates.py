"""Templates of Jinja that an Example renders, and the context they are given."""

from __future__ import annotations

import importlib
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from .protocol import JobStep

Context = dict[str, Any]


def render(step: JobStep, folder: Path, context: Context) -> str:
    """Render a template as the Flask application of the Example would, or else as Flask would by default.

    Args:
        step: its text is the template, and its title the name of that, if it has one.
        folder: of the Example; ``templates/`` in it, and itself, have what the template extends or includes.
        context: what it is given.
    """
    jinja2 = importlib.import_module("jinja2")
    file, name = str(folder / step.path), step.title or None
    app = context.get("app")
    if "flask" in sys.modules and isinstance(app, sys.modules["flask"].Flask):
        environment = app.jinja_env
        # Both, as an application without a request has no url_for.
        with app.test_request_context():
            app.update_template_context(context)
            return _render(environment, step.text, name, file, context)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder / "templates", folder]), autoescape=_escapes
    )
    return _render(environment, step.text, name, file, context)


def _render(environment: Any, text: str, name: str | None, file: str, context: Context) -> str:  # noqa: ANN401 - of Jinja, which is imported late
    code = environment.compile(text, name, file)
    template = environment.template_class.from_code(environment, code, environment.make_globals(None))
    return str(template.render(context))


def _escapes(name: str | None) -> bool:
    """Tell whether a template is HTML: https://flask.palletsprojects.com/en/stable/templating/#jinja-setup."""
    return name is None or name.endswith((".html", ".htm", ".xml", ".xhtml", ".svg"))


def read_context(text: str) -> Context:
    """Read YAML, with the truths and numbers of version 1.2: ``no`` is a word.

    The core schema: https://yaml.org/spec/1.2.2/#103-core-schema.

    Raises:
        ValueError: if it is no mapping.
        yaml.YAMLError: if it is no YAML.
    """
    yaml = importlib.import_module("yaml")

    class Loader(yaml.SafeLoader):  # type: ignore[misc,name-defined]
        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way

    for tag, pattern, first in (
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
        ("int", r"[-+]?[0-9]+", list("-+0123456789")),
        ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ):
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first)
    Loader.add_constructor(
        "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node), 10)
    )
    values = yaml.load(text, Loader)
    if not isinstance(values, dict | None):
        raise ValueError("el contexto tiene que ser una serie de «clave: valor»")  # noqa: TRY004 - of a text
    return {str(name): value for name, value in (values or {}).items()}
