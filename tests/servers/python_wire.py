"""What the tests' servers of Python share: options, and raw requests over loopback."""
import re
import socket


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


def joined(request):
    """The request with repeated headers joined with ", ", and without the white space around values."""
    values = {}
    for name, value in request.get("headers", []):
        values.setdefault(name.lower(), []).append(value.strip(" \t"))
    return {**request, "headers": [(name, ", ".join(all_values)) for name, all_values in values.items()]}


def exchange(port, request):
    lines = [f"{request.get('method', 'GET')} {request['path']} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in request.get("headers", [])]
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
