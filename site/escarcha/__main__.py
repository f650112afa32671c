"""The ``escarcha`` command: the same as ``python freeze.py`` in the working folder."""

from __future__ import annotations

from escarcha.interrupts import interrupts_at_once


def main() -> None:
    """Run the command line on the working folder, with the app of its ``freeze.py`` if it has one."""
    with interrupts_at_once():
        from escarcha.cli import main as run  # noqa: PLC0415 - loading it takes a while
        from escarcha.cli.own_app import own_app  # noqa: PLC0415 - see above

    run(own_app)


if __name__ == "__main__":
    main()
