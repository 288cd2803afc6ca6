#!/usr/bin/env bash
# Measures the built engine and page against the bounds of docs/performance.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
node tests/bench/check.mjs build/native/tests/corslab_bench build/wasm
