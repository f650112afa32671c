"""Una aplicación mínima, para el muestrario."""

from flask import Flask

app = Flask(__name__)


# region vista
@app.get("/hola/<nombre>")
def hola(nombre: str) -> str:
    """Saluda a quien llega."""
    return f"¡Hola, {nombre}!"


# endregion vista
