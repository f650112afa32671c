"""``_headers``: what Netlify and Cloudflare Pages send along, https://docs.netlify.com/routing/headers/.

The policy is in it, made of what the pages load; what an author has written in a file of that name follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.freezing.checks import describe_file
from escarcha.web.policy import Loads, policy

if TYPE_CHECKING:
    from pathlib import Path

    from escarcha.freezing.checks import Frozen
    from escarcha.freezing.manifest import Manifest

NAME = "_headers"


def write_headers(frozen: Frozen, folder: Path, manifest: Manifest, prefix: str = "") -> None:
    """Write the file into the output folder, and tell the manifest.

    Args:
        frozen: what is in the folder.
        folder: where an author's own file lies already, if there is one.
        manifest: of the freeze.
        prefix: below which the notes stand in an app of the author's, whose pages the policy is not for.
    """
    loads: Loads = frozenset().union(*(page.loads for page in frozen.pages.values()))
    file = folder / NAME
    own = file.read_bytes() if file.exists() else b""
    file.write_bytes(f"{prefix}/*\n  Content-Security-Policy: {policy(loads)}\n".encode() + own)
    if prefix:
        manifest.around.add(NAME)
    else:
        manifest.files[NAME] = describe_file(NAME, folder, frozen.edition)
