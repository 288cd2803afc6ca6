#!/usr/bin/env bash
# Runs random scenarios in real browsers and compares them with the engine; see README.md for the options.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=../../.ci/packages.sh
source "$root/.ci/packages.sh"

# The browsers that this call asks for.
browsers=chromium,firefox,webkit
arguments=("$@")
for index in "${!arguments[@]}"; do
  case ${arguments[index]} in
    --browsers) browsers=${arguments[index + 1]-} ;;
    --browsers=*) browsers=${arguments[index]#*=} ;;
  esac
done

packages=(openssl)
case $browsers in *chromium*) packages+=(chromium) ;; esac
case $browsers in *firefox*) packages+=(firefox-esr) ;; esac
case $browsers in *webkit*) packages+=(webkit2gtk-driver xvfb libnss-wrapper) ;; esac

need_node || exit 1
need_packages "${packages[@]}" || exit 1
exec node "$root/tests/browsers/lab.mjs" "$@"
