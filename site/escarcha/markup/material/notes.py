"""Notes on code: comments with a number, ``# (1)!``, and the list of notes right below the block.

https://squidfunk.github.io/mkdocs-material/reference/code-blocks/#adding-annotations
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


def count_notes(tokens: Sequence[Token], number: int) -> int:
    """Tell how many items the numbered list has that stands right below a block; 0 if there is none.

    Args:
        tokens: the blocks of a note.
        number: of the block.
    """
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is None or following.type != "ordered_list_open":
        return 0
    count = 0
    for token in tokens[number + 2 :]:
        if token.type == "ordered_list_close" and token.level == following.level:
            break
        count += token.type == "list_item_open" and token.level == following.level + 1
    return count
