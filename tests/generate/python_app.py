"""Generated configurations of Flask, Starlette and Django in an application, asked without a network.

In: {"stack", "text", "requests": [{"method", "path", "headers"}]}; out: a list of {"status", "headers"}.
"""
import asyncio
import json
import sys

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


def ask_flask(text, requests):
    from flask import Flask

    app = Flask(__name__)
    exec(text, {"app": app})

    @app.route("/<path:path>", methods=METHODS)
    def view(path):
        return "{}", 200, {"Content-Type": "application/json", "X-Request-Id": "7"}

    client = app.test_client(use_cookies=False)
    for request in requests:
        answer = client.open(request["path"], method=request["method"], headers=request["headers"])
        yield {"status": answer.status_code, "headers": list(answer.headers.items())}


def ask_starlette(text, requests):
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route

    def view(request):
        return Response("{}", headers={"X-Request-Id": "7"}, media_type="application/json")

    app = Starlette(routes=[Route("/{path:path}", view, methods=METHODS)])
    exec(text, {"app": app})
    for request in requests:
        sent = []

        async def receive():
            return {"type": "http.request", "body": b""}

        async def send(message):
            sent.append(message)

        headers = [(name.lower().encode(), value.encode()) for name, value in request["headers"]]
        scope = {"type": "http", "http_version": "1.1", "method": request["method"], "path": request["path"], "raw_path": request["path"].encode(),
                 "root_path": "", "scheme": "http", "query_string": b"", "headers": headers, "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1)}
        asyncio.run(app(scope, receive, send))
        start = sent[0]
        yield {"status": start["status"], "headers": [[name.decode(), value.decode()] for name, value in start["headers"]]}


def ask_django(text, requests):
    import django
    from django.conf import settings
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import re_path

    def view(request):
        return HttpResponse("{}", content_type="application/json", headers={"X-Request-Id": "7"})

    written = {"INSTALLED_APPS": [], "MIDDLEWARE": ["django.middleware.common.CommonMiddleware"]}
    exec(text, written)
    here = type("urls", (), {"urlpatterns": [re_path("", view)]})
    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=here, **{name: value for name, value in written.items() if name.isupper()})
    django.setup()
    client = Client()
    for request in requests:
        headers = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in request["headers"] if name.lower() != "content-type"}
        content_type = next((value for name, value in request["headers"] if name.lower() == "content-type"), "text/plain")
        answer = client.generic(request["method"], request["path"], content_type=content_type, **headers)
        yield {"status": answer.status_code, "headers": list(answer.items())}


task = json.load(sys.stdin)
ask = {"flask": ask_flask, "starlette": ask_starlette, "django": ask_django}[task["stack"]]
json.dump(list(ask(task["text"], task["requests"])), sys.stdout)
