"""The script that browsers run, run here: what the terminal explains is what readers get.

QuickJS is a small JavaScript engine without a browser around it: https://quickjs-ng.github.io/quickjs/
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from escarcha import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escarcha.search.index import SearchIndex

CORE = (
    "10-stems.js",
    "20-words.js",
    "30-index.js",
    "35-scores.js",
    "37-slips.js",
    "38-query.js",
    "39-readings.js",
    "40-ranking.js",
)
"""The parts of the script that need no page to search in, in order."""

_START = """
let index;
const answers = [];
const open = async () => (index ??= await openIndex(async (name) => readFile(name)));
const search = (query, limit, filters) => {
  answers.length = 0;
  open().then((opened) => findPages(opened, query, { limit, filters: JSON.parse(filters) })).then(
    (result) => answers.push(JSON.stringify(result)),
    (error) => answers.push(JSON.stringify({ error: `${error}\\n${error.stack}` })),
  );
};
const analyse = (token) => [token, termsOf(token), isStopWord(token), termsOf(token).map(fileKey)];
globalThis.start = search;
globalThis.answer = () => answers[0];
globalThis.analyse = (text) => JSON.stringify(tokensOf(text).map(analyse));
"""


class Engine:
    """Searches an index.

    Args:
        index: what to search.
    """

    def __init__(self, index: SearchIndex) -> None:
        self.fetched: list[str] = []
        self._index = index
        import quickjs  # noqa: PLC0415 - a freeze has no use for an engine

        self._context = quickjs.Context()
        self._context.add_callable("readFile", self._read)
        folder = bundled.STATIC / "js" / "search"
        script = "".join((folder / name).read_text("utf-8") for name in CORE)
        self._context.eval(f"{{\n{script}\n{_START}}}")

    def find(self, query: str, limit: int = 10, filters: Iterable[str] = ()) -> dict[str, Any]:
        """Return what the script has found: ``pages``, ``count`` and ``corrected``, with reasons and points.

        Args:
            query: as a reader types it.
            limit: pages to return at most.
            filters: terms of sections and tags, as ``Document.places`` has them, that every page must have.

        Raises:
            RuntimeError: if the script fails.
        """
        # A terminal may hand over half a character, which the engine does not take.
        self._context.get("start")(query.encode("utf-8", "replace").decode(), limit, json.dumps([*filters]))
        while self._context.execute_pending_job():
            pass
        found: dict[str, Any] = json.loads(self._context.get("answer")())
        if "error" in found:
            raise RuntimeError(found["error"])
        return found

    def analyse(self, text: str) -> list[tuple[str, list[str], bool, list[str]]]:
        """Return the tokens of a text: terms, whether it is a stop word, what its terms are filed under."""
        return [tuple(item) for item in json.loads(self._context.get("analyse")(text))]

    def _read(self, name: str) -> str:
        self.fetched.append(name)
        if name == "_search.json":
            return self._index.overview.decode()
        return self._index.files[name.removeprefix("_search/")].decode()
