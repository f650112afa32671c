"""The application factory."""

from __future__ import annotations

import io
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, abort, current_app, has_request_context, request
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined

from escarcha import bundled
from escarcha.bundled import THEME
from escarcha.shelf import Shelf
from escarcha.web.own import remember
from escarcha.web.rules import blueprint
from escarcha.web.sheets import sheets_for
from escarcha.web.shown import shown_edition

if TYPE_CHECKING:
    import datetime as dt
    import gettext
    from collections.abc import Callable

    from flask import Response
    from jinja2.bccache import Bucket
    from werkzeug.exceptions import HTTPException

    from escarcha.config import Project

# Systems differ in the types that they know, and a file must have the same type on every machine.
for _suffix, _type in (
    (".svg", "image/svg+xml"),
    (".webp", "image/webp"),
    (".avif", "image/avif"),
    (".woff2", "font/woff2"),
    (".ico", "image/vnd.microsoft.icon"),
    (".js", "text/javascript"),
    (".md", "text/markdown"),
    (".webmanifest", "application/manifest+json"),
    (".xml", "application/xml"),
    (".apkg", "application/octet-stream"),
    (".speculationrules", "application/speculationrules+json"),
):
    mimetypes.add_type(_type, _suffix)


class _ThemeLoader(FileSystemLoader):
    """Looks in one folder after the other, and notices a template that appears in an earlier one."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template.startswith(THEME):
            theme = FileSystemLoader(self.searchpath[-1])
            return theme.get_source(environment, template.removeprefix(THEME))
        source, file, is_current = super().get_source(environment, template)
        before = [Path(folder, template) for folder in self.searchpath]
        before = before[: before.index(Path(file))] if Path(file) in before else []
        return source, file, lambda: is_current() and not any(other.exists() for other in before)


class _Compiled(BytecodeCache):
    """Templates as Jinja compiles them, kept on disk; Jinja compares them with their sources.

    Args:
        folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it is of this source."""
        if kept := self._shelf.get(bucket.key):
            bucket.load_bytecode(io.BytesIO(kept))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        written = io.BytesIO()
        bucket.write_bytecode(written)
        self._shelf.put(bucket.key, written.getvalue())


def create_app(project: Project) -> Flask:
    """Make the app; ``show_editions`` tells it what to show.

    Args:
        project: whose own templates come before the theme's.
    """
    has_static = project.static.is_dir() and project.content != project.root and not project.prefix
    app = Flask(
        "escarcha",
        root_path=str(bundled.PACKAGE),
        static_url_path="/static",
        static_folder=project.static if has_static else None,
        template_folder=None,
    )
    app.jinja_options = {
        "loader": _ThemeLoader([project.templates, bundled.templates()]),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
        "bytecode_cache": _Compiled(project.cache / "plantillas"),
    }
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.config["TEMPLATES_AUTO_RELOAD"] = True
    app.config["ESCARCHA_LIVE"] = False
    app.config["ESCARCHA_CACHE"] = project.cache
    app.jinja_env.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": False,
    }
    _speak(app)
    app.register_blueprint(blueprint)
    app.context_processor(_surround)
    app.before_request(_refuse_foreign_host)
    app.register_error_handler(Exception, lambda error: _answer(error, project))
    app.after_request(lambda response: _tell(response, project))
    remember(app)
    return app


_OWN_HOSTS = frozenset(["127.0.0.1", "localhost", "::1"])


def _refuse_foreign_host() -> None:
    """Have a preview on loopback answer to its own names alone, unless ``TRUSTED_HOSTS`` has others.

    A page of somebody else's could have its name lead to this machine, and read drafts:
    https://en.wikipedia.org/wiki/DNS_rebinding. A server that listens elsewhere is there for others.
    """
    config = current_app.config
    if (
        config["ESCARCHA_LIVE"]
        and not config["TRUSTED_HOSTS"]
        and request.environ["SERVER_NAME"] in _OWN_HOSTS
    ):
        host = request.host.rpartition(":")[0] or request.host
        if host.strip("[]") not in _OWN_HOSTS:
            abort(400)


def _surround() -> dict[str, object]:
    """Give the templates of an author's own views what ``base.html`` needs; our views give it themselves."""
    if not has_request_context() or request.blueprint == blueprint.name:
        return {}
    from escarcha.web.own_page import own_context  # noqa: PLC0415 - with the first page

    return own_context(shown_edition().site, request.path).variables()


def _speak(app: Flask) -> None:
    """Let templates say ``_("Portada")`` and ``{{ date | long_date }}`` in the language of the site shown."""

    def spoken() -> gettext.NullTranslations:
        from escarcha.web.language import texts  # noqa: PLC0415 - with the first page

        return texts(shown_edition().site.settings.language)

    def write_date(day: dt.date) -> str:
        from escarcha.web.language import long_date  # noqa: PLC0415 - with the first page

        return long_date(day, shown_edition().site.settings.language)

    install: Callable[..., None] = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]  # the extension adds it
    install(
        lambda text: spoken().gettext(text),
        lambda one, many, number: spoken().ngettext(one, many, number),
        newstyle=True,
    )
    app.add_template_filter(write_date, "long_date")
    app.add_template_filter(sheets_for, "sheets")


def _tell(response: Response, project: Project) -> Response:
    """Add to a page what its author should know of it; nothing while the site is frozen."""
    if not current_app.config["ESCARCHA_LIVE"]:
        return response
    from escarcha.web.told import tell  # noqa: PLC0415 - see above

    return tell(response, project)


def _answer(error: Exception, project: Project) -> tuple[str | Response, int] | HTTPException:
    from escarcha.web.faults import show_problems  # noqa: PLC0415 - where there is a fault

    return show_problems(error, project)
