"""Traces as they are kept: the same everywhere, with the files that they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escarcha.examples.child.moments import Kind, Trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from escarcha.examples.example import Step


def is_empty(trace: Trace) -> bool:
    """Tell whether a Trace shows nothing that happens inside."""
    return all(moment.kind is Kind.RESPONSE for moment in trace.moments)


def masked(trace: Trace, mask: Callable[[str], str]) -> Trace:
    """Return a Trace with every text of it masked."""

    def walk(part: Any) -> Any:  # noqa: ANN401 - dicts, lists and what they hold
        if isinstance(part, str):
            return mask(part)
        if isinstance(part, dict):
            return {name: walk(value) for name, value in part.items()}
        return [walk(each) for each in part] if isinstance(part, list | tuple) else part

    return msgspec.convert(walk(msgspec.to_builtins(trace)), Trace)


def listings_of(traces: Iterable[Trace], places: Mapping[str, Sequence[tuple[int, Step]]]) -> dict[str, str]:
    """Return the files that Traces lead to, as their blocks wrote them.

    Args:
        traces: of one step.
        places: of the Example's files in the note.
    """
    paths = dict.fromkeys(moment.path for trace in traces for moment in trace.moments)
    return {path: "".join(step.text for _, step in places[path]) for path in paths if path in places}
