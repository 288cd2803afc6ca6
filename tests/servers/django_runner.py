"""Django with the real django-cors-headers, over loopback. Lines of middleware documents in, one answer a line out."""
import json
import logging
import re
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import asgiref.sync
from django.conf import settings

# Newer versions of django-cors-headers look for these; only asynchronous views need them.
for missing in ("iscoroutinefunction", "markcoroutinefunction"):
    if not hasattr(asgiref.sync, missing):
        setattr(asgiref.sync, missing, lambda function: False)

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="test", DEBUG=False,
                   MIDDLEWARE=["corsheaders.middleware.CorsMiddleware"], INSTALLED_APPS=["corsheaders"])

import django  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import re_path  # noqa: E402

from corsheaders.checks import check_settings  # noqa: E402
from corsheaders.conf import conf  # noqa: E402
from python_wire import exchange, joined, revive  # noqa: E402

NOTES = {}


def view(request):
    handler = NOTES["handler"]
    NOTES["handlerRan"] = True
    # Of repeated headers, a response holds the last.
    last = {name.lower(): (name, value.strip(" \t")) for name, value in handler.get("headers", [])}
    return HttpResponse(handler.get("body", ""), status=handler.get("status", 200), headers=dict(last.values()))


urlpatterns = [re_path("", view)]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def is_of_type(error):
    """Whether a check refuses a value for its type, and not for what an origin in a list says."""
    is_list = not isinstance(conf.CORS_ALLOWED_ORIGINS, str)
    return not (is_list and error.id in ("corsheaders.E013", "corsheaders.E014") and error.msg.startswith("Origin "))


def answer(document, port):
    try:
        given = revive(document["middleware"].get("options", {}))
    except re.error:
        return {"refused": True}
    NOTES.update(handler=document.get("handler", {}), handlerRan=False)
    for name, value in given.items():
        setattr(settings, name, value)
    try:
        try:
            refused = any(is_of_type(error) for error in check_settings())
        except ValueError:
            refused = True
        found = None if refused else exchange(port, joined(document["request"]))
    finally:
        for name in given:
            delattr(settings, name)
    if refused:
        return {"refused": True}
    status, headers = found
    raised = status == 500 and (not NOTES["handlerRan"] or NOTES["handler"].get("status") != 500 or NOTES.get("raised"))
    own = {"server", "date", "connection"}
    typed = any(name.lower() == "content-type" for name, _ in NOTES["handler"].get("headers", []))
    if not NOTES["handlerRan"] or not typed or raised:
        own.add("content-type")
    if NOTES["handlerRan"] or raised:
        own.add("content-length")
    kept = [[name, value] for name, value in headers if name.lower() not in own]
    if NOTES["bad_header"] or any("=?utf-8?" in value for _, value in kept):
        return {"broken": True}
    return {"status": status, "headers": kept, "handlerRan": NOTES["handlerRan"]}


def main():
    logging.disable(logging.CRITICAL)
    django.setup()
    application = get_wsgi_application()
    from django.core import signals
    from django.http.response import BadHeaderError

    def note(sender, **kwargs):
        NOTES["raised"] = True
        NOTES["bad_header"] = isinstance(sys.exc_info()[1], BadHeaderError)

    signals.got_request_exception.connect(note)

    def dispatch(environ, start_response):
        NOTES.update(raised=False, bad_header=False)
        return application(environ, start_response)

    server = make_server("127.0.0.1", 0, dispatch, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), server.server_port), separators=(",", ":")), flush=True)
    server.shutdown()


main()
