"""What another tool's settings give in place of those that ``site.toml`` lacks, and what is told of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from escarcha.config.foreign import read_foreign
from escarcha.config.validity import wrong_value
from escarcha.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escarcha.config.foreign import Foreign
    from escarcha.config.project import Project


@dataclass(frozen=True, slots=True)
class Defaults:
    """The defaults of a project.

    Args:
        values: as ``site.toml`` would have them; none where there is no other tool's file.
        foreign: what they were read from.
        wrong: what is wrong with those that cannot be had, by the name of the setting.
    """

    values: dict[str, Any] = field(default_factory=dict)
    foreign: Foreign | None = None
    wrong: dict[str, str] = field(default_factory=dict)


def read_defaults(project: Project) -> Defaults:
    """Read the defaults of a project.

    Raises:
        EscarchaError: if the other tool's file cannot be read.
    """
    foreign = read_foreign(project)
    return defaults_of(project, foreign) if foreign else Defaults()


def defaults_of(project: Project, foreign: Foreign) -> Defaults:
    """Return the defaults that another tool's settings give a project."""
    found = dict(foreign.account.settings)
    found.pop("content", None)  # a project is laid out before its settings are read
    if project.content.is_relative_to(project.root):
        folder = project.content.relative_to(project.root).as_posix()
        found.setdefault("edit_path", f"edit/main/{folder}".removesuffix("/."))
    wrong = {name: why for name, value in found.items() if (why := wrong_value(name, value))}
    return Defaults({name: value for name, value in found.items() if name not in wrong}, foreign, wrong)


def tell_defaults(project: Project, defaults: Defaults, own: dict[str, Any]) -> Iterator[Problem]:
    """Yield what of another tool's settings is not read, key by key.

    Args:
        project: whose settings they are.
        defaults: that were read.
        own: what ``site.toml`` says, whose settings need no other.
    """
    if defaults.foreign is None:
        return
    document, account = defaults.foreign.document, defaults.foreign.account
    code = Code.UNREAD_SETTING
    for each in account.untold:
        if each.setting not in own:
            place = document.place(each.keys)
            cause = f"«{_written(each.keys)}»: {each.cause}"
            if each.cause[:3] == "no ":
                cause = f"«{_written(each.keys)}» {each.cause}"
            yield Problem(code, project.display(place.file), place.line, cause, each.remedy, Severity.HINT)
    for name, why in defaults.wrong.items():
        if name not in own:
            keys = account.origins.get(name, ())
            place = document.place(keys)
            cause = f"«{_written(keys)}» no se toma, porque «{name}» {why}."
            remedy = f"Escribe «{name}» en site.toml."
            yield Problem(code, project.display(place.file), place.line, cause, remedy, Severity.WARNING)


def _written(keys: tuple[str | int, ...]) -> str:
    return ".".join(str(key) for key in keys if isinstance(key, str))
