"""The Nav: every line of the navigation, in reading order, with what stands below it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True, eq=False)
class NavNode:
    """One line of the navigation.

    Args:
        title: as the settings or a header have it; empty where the page's own serves.
        url: of a page or a file, or an address elsewhere; empty for a group, which has no page.
        children: what stands below it.
    """

    title: str
    url: str
    children: tuple[NavNode, ...] = ()


class NavFault(NamedTuple):
    """A line of ``nav`` that cannot be had.

    Args:
        kind: what is wrong with it.
        written: the line, as the settings have it.
        before: how many lines above are written alike.
    """

    kind: Literal["unknown", "twice", "draft", "scheme"]
    written: str
    before: int


@dataclass(frozen=True, eq=False)
class Nav:
    """The whole navigation but the front page, which is always its first line.

    Args:
        nodes: the lines at the top.
        left_out: the addresses of pages that are to have no line.
        faults: what of the settings could not be had.
        front: what the settings call the front page; empty where they do not say.
    """

    nodes: tuple[NavNode, ...]
    left_out: frozenset[str] = frozenset()
    faults: tuple[NavFault, ...] = ()
    front: str = ""

    @cached_property
    def lines(self) -> dict[str, NavNode]:
        """The lines that lead somewhere, by address, in reading order."""
        return {node.url: node for node, _ in self._walk() if node.url}

    @cached_property
    def above(self) -> dict[str, tuple[NavNode, ...]]:
        """The lines above each of those, from the top down."""
        return {node.url: above for node, above in self._walk() if node.url}

    def _walk(self) -> Iterator[tuple[NavNode, tuple[NavNode, ...]]]:
        pending: list[tuple[NavNode, tuple[NavNode, ...]]] = [(node, ()) for node in reversed(self.nodes)]
        while pending:
            node, above = pending.pop()
            yield node, above
            if node.children:
                line = (*above, node)
                pending += [(child, line) for child in reversed(node.children)]


def leading(nodes: Iterable[NavNode]) -> Iterator[NavNode]:
    """Yield the lines that lead somewhere, with those of groups in place of the groups."""
    for node in nodes:
        if node.url:
            yield node
        else:
            yield from leading(node.children)
