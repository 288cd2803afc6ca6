"""Flask with the real Flask-CORS, over loopback. Lines of middleware documents in, one answer a line out.

What WSGI servers do differently with a request is done here before it is sent: repeated headers are joined with ", ",
and the white space around values is cut.
"""
import json
import logging
import sys
import threading

from flask import Flask, Response
from flask_cors import CORS
from werkzeug.routing import PathConverter
from werkzeug.serving import WSGIRequestHandler, make_server

from python_wire import exchange, joined, revive

OWN = {"server", "date", "connection", "content-length"}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


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


def answer(document, server, notes):
    notes["handlerRan"] = False
    try:
        server.flask_app = make_app(document, notes)
    except Exception:
        return {"refused": True}
    found = exchange(server.port, joined(document["request"]))
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
