"""Started as a file, with no package around it: gives the folder its name, and begins.

With ``warm`` on the command line it has ready what Examples are likely to import, and what is named behind.
"""

import importlib.util
import sys
from pathlib import Path

NAME = "_escarcha_child"

if __name__ == "__main__":
    folder = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location(
        NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None  # noqa: S101 - the file lies beside this one
    sys.modules[NAME] = importlib.util.module_from_spec(spec)
    further = sys.argv[sys.argv.index("warm") + 1 :] if "warm" in sys.argv else []
    warm = importlib.import_module(f"{NAME}.warm").warm_up(serve="warm" in sys.argv, further=further)
    importlib.import_module(f"{NAME}.server").main(warm)
