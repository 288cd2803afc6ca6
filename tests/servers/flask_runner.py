"""Flask with the real Flask-CORS, over loopback. Lines of middleware documents in, one answer a line out.

What WSGI servers do differently with a request is done here before it is sent: repeated headers are joined with ", ",
and the white space around values is cut.
"""
import json
import logging
import re
import socket
import sys
import threading

from flask import Flask, Response
from flask_cors import CORS
from werkzeug.routing import PathConverter
from werkzeug.serving import WSGIRequestHandler, make_server

OWN = {"server", "date", "connection", "content-length"}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


def revive(value):
    """Options as Python has them: { regex, flags } becomes a compiled pattern."""
    if isinstance(value, list):
        return [revive(item) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("regex"), str):
        flags = 0
        for letter in value.get("flags", ""):
            flags |= getattr(re, letter.upper())
        return re.compile(value["regex"], flags)
    return {key: revive(item) for key, item in value.items()}


class AnyPath(PathConverter):
    """Also what holds a line feed."""

    regex = "(?:.|\\n)*"


def make_app(document, notes):
    handler = document.get("handler", {})

    class Application(Flask):
        def handle_exception(self, error):
            notes["failed"] = True
            return super().handle_exception(error)

    app = Application("app")
    app.url_map.merge_slashes = False
    app.url_map.converters["any_path"] = AnyPath
    app.logger.disabled = True
    CORS(app, **revive(document["middleware"].get("options", {})))

    def view(path=""):
        notes["handlerRan"] = True
        headers = [(name, value) for name, value in handler.get("headers", [])]
        return Response(handler.get("body", ""), status=handler.get("status", 200), headers=headers)

    app.add_url_rule("/", "root", view, methods=METHODS)
    app.add_url_rule("/<any_path:path>", "all", view, methods=METHODS)
    return app


class Quiet(WSGIRequestHandler):
    def log(self, *args):
        pass


def exchange(port, request):
    joined = {}
    for name, value in request.get("headers", []):
        joined.setdefault(name.lower(), []).append(value.strip(" \t"))
    lines = [f"{request.get('method', 'GET')} {request['path']} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {', '.join(values)}" for name, values in joined.items()]
    lines += ["Connection: close", "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        data = b""
        while chunk := connection.recv(65536):
            data += chunk
    head = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    if len(head[0].split(" ")) < 2:
        return None
    pairs = [line.split(":", 1) for line in head[1:]]
    return int(head[0].split(" ")[1]), [[name, value.strip(" \t")] for name, value in pairs]


def answer(document, server, notes):
    notes["handlerRan"] = False
    try:
        server.flask_app = make_app(document, notes)
    except Exception:
        return {"refused": True}
    found = exchange(server.port, document["request"])
    if found is None:
        return {"broken": True}
    status, headers = found
    left_out = set(OWN)
    own_type = any(name.lower() == "content-type" for name, _ in document.get("handler", {}).get("headers", []))
    if not notes["handlerRan"] or not own_type or notes["failed"]:
        left_out.add("content-type")
    if not notes["handlerRan"]:
        left_out.add("allow")
    return {"status": status, "headers": [pair for pair in headers if pair[0].lower() not in left_out],
            "handlerRan": notes["handlerRan"]}


def main():
    logging.disable(logging.CRITICAL)
    notes = {"handlerRan": False, "failed": False}
    current = {}

    def dispatch(environ, start_response):
        notes["failed"] = False
        try:
            return current["server"].flask_app.wsgi_app(environ, start_response)
        except Exception:
            notes["failed"] = True
            raise

    server = make_server("127.0.0.1", 0, dispatch, threaded=False, request_handler=Quiet)
    current["server"] = server
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), server, notes), separators=(",", ":")), flush=True)
    server.shutdown()


main()
