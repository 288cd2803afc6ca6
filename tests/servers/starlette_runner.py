"""Starlette's real CORSMiddleware, over loopback. Lines of middleware documents in, one answer a line out.

A small ASGI server of its own: what goes out is what the application sends, without the opinions of h11 or httptools.
"""
import asyncio
import json
import sys
import threading

from starlette.middleware.cors import CORSMiddleware

from python_wire import exchange, revive

PORT = {}
CURRENT = {}


def make_app(document, notes):
    handler = document.get("handler", {})

    async def application(scope, receive, send):
        notes["handlerRan"] = True
        headers = [(name.lower().encode("latin-1"), value.strip(" \t").encode("latin-1")) for name, value in handler.get("headers", [])]
        await send({"type": "http.response.start", "status": handler.get("status", 200), "headers": headers})
        await send({"type": "http.response.body", "body": handler.get("body", "").encode()})

    return CORSMiddleware(application, **revive(document["middleware"].get("options", {})))


async def serve(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    headers = []
    for line in head[1:]:
        if line:
            name, value = line.split(":", 1)
            headers.append((name.lower().encode("latin-1"), value.strip(" \t").encode("latin-1")))
    scope = {"type": "http", "method": method, "path": path, "headers": headers, "query_string": b""}

    async def send(message):
        if message["type"] != "http.response.start":
            return
        lines = [b"HTTP/1.1 %d ." % message["status"]]
        for name, value in message["headers"]:
            CURRENT["broken"] = CURRENT["broken"] or b"\n" in value or b"\r" in value
            lines.append(name + b": " + value)
        writer.write(b"\r\n".join(lines) + b"\r\n\r\n")

    async def receive():
        return {"type": "http.request"}

    try:
        await CURRENT["app"](scope, receive, send)
    except UnicodeEncodeError:
        CURRENT["broken"] = True
    await writer.drain()
    writer.close()


def answer(document):
    notes = {"handlerRan": False}
    CURRENT["broken"] = False
    try:
        CURRENT["app"] = make_app(document, notes)
    except Exception:
        return {"refused": True}
    found = exchange(PORT["port"], document["request"])
    if CURRENT["broken"] or found is None:
        return {"broken": True}
    status, headers = found
    return {"status": status, "headers": headers, "handlerRan": notes["handlerRan"]}


def main():
    started = threading.Event()

    async def run():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        PORT["port"] = server.sockets[0].getsockname()[1]
        started.set()
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(run()), daemon=True).start()
    started.wait(10)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), separators=(",", ":")), flush=True)


main()
