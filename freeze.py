"""Freeze the notes into build/: ``python freeze.py --help``.

This file is yours: add routes or filters to the app before ``main`` takes it.
"""

try:
    from escarcha import create_app, main
except ModuleNotFoundError as error:
    raise SystemExit(f"Falta «{error.name}». Instálalo: pip install -r requirements.txt") from error

app = create_app(__file__)

if __name__ == "__main__":
    main(app, __file__)
