"""An application for Examples to send requests to."""

from __future__ import annotations

APP = """\
from flask import Flask, abort, flash, redirect, request, session, url_for

app = Flask(__name__)
app.secret_key = "x"


@app.get("/")
def inicio():
    session["veces"] = session.get("veces", 0) + 1
    return f"¡Hola! {session['veces']}"


@app.get("/mal")
def mal():
    return 1 / 0


@app.post("/eco")
def eco():
    return request.get_json()


@app.post("/formulario")
def formulario():
    return request.form["nombre"]


@app.get("/ir")
def ir():
    return redirect(url_for("inicio"))


@app.get("/imagen")
def imagen():
    return bytes([137, 80, 78, 71, 0, 255]), {"Content-Type": "image/png"}


@app.get("/mucho")
def mucho():
    return "a" * 10_000_000


@app.errorhandler(404)
def nada(error):
    return {"error": "no está"}, 404
"""
