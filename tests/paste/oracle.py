"""Runs Python texts as Python does. One JSON text a line in; the arguments that CORS() was given, as JSON, a line out."""
import json
import re
import sys
from datetime import timedelta

FLAGS = [(re.I, "i"), (re.A, "a"), (re.M, "m"), (re.S, "s"), (re.X, "x")]


def plain(value):
    if isinstance(value, re.Pattern):
        flags = "".join(letter for flag, letter in FLAGS if value.flags & flag)
        return {"regex": value.pattern, "flags": flags}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return [plain(item) for item in sorted(value)]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, timedelta):
        return str(int(value.total_seconds()))
    return value


for line in sys.stdin:
    given = {}
    names = {"re": re, "timedelta": timedelta, "app": None, "CORS": lambda app, **options: given.update(options)}
    exec(json.loads(line), names)
    print(json.dumps(plain(given)))
