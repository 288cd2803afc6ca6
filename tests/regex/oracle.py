"""Answers the questions that regex_dump answers, with Python's own re. Lines of JSON in, lines of JSON out."""
import json
import re
import sys
import warnings

warnings.simplefilter("ignore")


def answer(flags, pattern, mode, text):
    value = 0
    for letter in flags:
        value |= getattr(re, letter.upper())
    try:
        compiled = re.compile(pattern, value)
    except re.error:
        return {"refused": "syntax"}
    except (ValueError, OverflowError):
        return {"refused": "value"}
    found = getattr(compiled, mode)(text)
    if found is None:
        return {"groups": None}
    spans = [found.span(i) for i in range(compiled.groups + 1)]
    return {"groups": [None if span == (-1, -1) else list(span) for span in spans]}


if sys.argv[1:] == ["--version"]:
    print(json.dumps(sys.version_info[:3]))
    sys.exit(0)
for line in sys.stdin:
    _, flags, pattern, mode, text = json.loads(line)
    print(json.dumps(answer(flags, pattern, mode, text), separators=(",", ":")))
