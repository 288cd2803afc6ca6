#!/usr/bin/env bash
# Builds the page and serves it on this machine. `--build-only` stops after the build.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

case "${1-}" in
  '' | --build-only) ;;
  *) echo "usage: bash web/play.sh [--build-only]" >&2; exit 2 ;;
esac

# shellcheck source=../.ci/packages.sh
source "$root/.ci/packages.sh"
need_packages cmake ninja-build g++ emscripten nlohmann-json3-dev libidn2-dev brotli xz-utils
need_node
need_commands cmake ninja emcc

echo "Building the engine" >&2
cd "$root"
cmake --preset wasm >&2
cmake --build --preset wasm >&2

echo "Building the page" >&2
npm_install "$here"
node "$here/build.mjs"

[ "${1-}" = --build-only ] || exec node "$here/serve.mjs"
