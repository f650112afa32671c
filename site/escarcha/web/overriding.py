"""Templates of a project that change nothing: nobody asks for them, or no page has the block.

Most are misspelt: ``partials/foter.html``, ``{% block heads %}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from escarcha import bundled
from escarcha.figures.faults import SUFFIXES
from escarcha.problems import Code, Problem, Severity, nearest
from escarcha.web.own import has_own_views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from jinja2 import Environment

    from escarcha.config import Project
    from escarcha.notes import Site


def check_overrides(app: Flask, project: Project, site: Site) -> list[Problem]:
    """Find the templates and the blocks of a project that no page shows; broken ones are told elsewhere.

    Args:
        app: whose templates they are.
        project: where they lie.
        site: whose notes may ask for some.
    """
    if project.templates == bundled.templates():  # as they are in a checkout of our own
        return []
    theme, own = _names(bundled.templates()), _names(project.templates)
    trees = {name: tree for name in own if (tree := _parsed(app.jinja_env, name)) is not None}
    asked = {f"{entry.note.header.template}.html" for entry in site.entries.values() if entry.note}
    for tree in trees.values():
        asked |= {name for name in find_referenced_templates(tree) if name}
    code = "".join(file.read_text("utf-8", "replace") for file in sorted(project.root.glob("*.py")))
    unused = [name for name in own if name not in {*theme, *asked} and name not in code]
    if has_own_views(app):  # which may ask for what they like
        unused = [name for name in unused if nearest(name, theme)]
    found = [_unused(name, theme, project) for name in unused]
    for name, tree in trees.items():
        found += _blocks_of_nobody(app.jinja_env, name, tree, project)
    return found


def _unused(name: str, theme: list[str], project: Project) -> Problem:
    near = nearest(name, theme)
    place, cause = (
        project.display(project.templates / name),
        "ninguna página ni plantilla usa esta plantilla.",
    )
    if near:
        return Problem(Code.IDLE_TEMPLATE, place, None, cause, f"¿Querías «{near}»?", Severity.WARNING)
    remedy = "Inclúyela en otra, pídela con «template» en una nota, o bórrala."
    return Problem(Code.IDLE_TEMPLATE, place, None, cause, remedy, Severity.HINT)


def _blocks_of_nobody(
    environment: Environment, name: str, tree: nodes.Template, project: Project
) -> Iterator[Problem]:
    """Find the blocks of a template that those which it extends do not have, so that nothing shows them."""
    parent = _extended(tree)
    known = _blocks_above(environment, parent, {name}) if parent else None
    if known is None:
        return
    inside = {id(block) for each in tree.find_all(nodes.Block) for block in _below(each)}
    for block in tree.find_all(nodes.Block):
        if block.name not in known and id(block) not in inside:
            near = nearest(block.name, sorted(known))
            remedy = f"¿Querías «{near}»?" if near else f"Los que hay: {', '.join(sorted(known))}."
            place = project.display(project.templates / name)
            cause = f"«{parent}» no tiene ningún bloque «{block.name}», así que este no se ve."
            yield Problem(Code.IDLE_TEMPLATE, place, block.lineno, cause, remedy, Severity.WARNING)


def _blocks_above(environment: Environment, name: str, seen: set[str]) -> set[str] | None:
    """Return the blocks of a template and of those that it extends; None if they cannot be known."""
    tree = _parsed(environment, name) if name not in seen else None
    if tree is None:
        return None
    found = {block.name for block in tree.find_all(nodes.Block)}
    if next(tree.find_all(nodes.Extends), None) is None:
        return found
    parent = _extended(tree)
    above = _blocks_above(environment, parent, {*seen, name}) if parent else None
    return None if above is None else found | above


def _extended(tree: nodes.Template) -> str:
    """Return the template that another extends; empty if it extends none, or one that is worked out."""
    extends = next(tree.find_all(nodes.Extends), None)
    named = extends.template if extends else None
    return str(named.value) if isinstance(named, nodes.Const) else ""


def _below(block: nodes.Block) -> Iterator[nodes.Block]:
    for each in block.body:
        yield from [each] if isinstance(each, nodes.Block) else []
        yield from each.find_all(nodes.Block)


def _parsed(environment: Environment, name: str) -> nodes.Template | None:
    """Read a template; return None if it cannot be read, which is told elsewhere."""
    if environment.loader is None:
        return None
    try:
        return environment.parse(environment.loader.get_source(environment, name)[0])
    except Exception:  # noqa: BLE001 - whatever a template may make its parser raise
        return None


def _names(folder: Path) -> list[str]:
    files = (file for file in sorted(folder.rglob("*")) if file.suffix in SUFFIXES and file.is_file())
    return [file.relative_to(folder).as_posix() for file in files]
