#!/usr/bin/env bash
# Builds everything, runs every test, and ends with "N passed, N failed". Installs what it needs (Debian 12).
# `bash tests/run.sh NAME...` runs only the parts of that name, one after the other; `--list` names them.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
# shellcheck source=../.ci/packages.sh
source .ci/packages.sh

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# add PASSED FAILED NAME: counts, and says so.
add() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  echo "== $3: $1 passed, $2 failed"
}

# one NAME COMMAND...: a command that passes or fails as a whole.
one() {
  local name=$1
  shift
  if "$@"; then add 1 0 "$name"; else add 0 1 "$name"; fi
}

# run_gtest NAME FOLDER: each of GoogleTest's tests counts.
run_gtest() {
  local name=$1 folder=$2 binary status ok bad
  for binary in unit vector property audit german; do
    "$folder/tests/corslab_${binary}_tests" --gtest_brief=1 >"$log" 2>&1
    status=$?
    ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) tests\?\.$/\1/p' "$log")
    bad=$(sed -n 's/^ *\([0-9]*\) FAILED TESTS\?$/\1/p' "$log")
    # A crash has no count.
    if [ "$status" -ne 0 ] && [ -z "$bad" ]; then bad=1; fi
    [ "$status" -eq 0 ] || tail -n 60 "$log"
    add "${ok:-0}" "${bad:-0}" "$name: $binary"
  done
}

# run_node_tests NAME FILES...: each of the Node test runner's tests counts.
run_node_tests() {
  local name=$1 ok bad
  shift
  node --test --test-reporter=tap "$@" >"$log" 2>&1
  ok=$(sed -n 's/^# pass \([0-9]*\)$/\1/p' "$log" | tail -n 1)
  bad=$(sed -n 's/^# fail \([0-9]*\)$/\1/p' "$log" | tail -n 1)
  if [ -z "$ok" ] || [ -z "$bad" ]; then tail -n 60 "$log"; add 0 1 "$name"; return; fi
  # Each failed test with what it says, up to the end of its block.
  if [ "$bad" -ne 0 ]; then awk '/^ *not ok /{show = 1} show{print} /^ *\.\.\.$/{show = 0}' "$log" | head -n 400; fi
  if [ "$ok" -eq 0 ]; then tail -n 120 "$log"; fi
  [ "$ok" -ne 0 ] || bad=1
  add "$ok" "$bad" "$name"
}

server_packages=(python3 python3-flask python3-flask-cors python3-starlette python3-django python3-django-cors-headers
  nginx-light apache2-bin caddy golang-go golang-github-rs-cors-dev)
browser_packages=(curl openssl firefox-esr webkit2gtk-driver xvfb libnss-wrapper)

build() { cmake --preset "$1" >"$log" 2>&1 && cmake --build --preset "$1" >"$log" 2>&1 || { tail -n 60 "$log"; return 1; }; }

part_native() {
  one "native build" build native
  run_gtest native build/native
}

part_sanitize() {
  one "sanitizer build" build sanitize
  run_gtest sanitizers build/sanitize
}

part_fuzz() {
  one "fuzzer build" build sanitize
  local target
  for target in url headers json paste import; do
    one "fuzzing $target, 100000 runs" fuzz_run "$target"
  done
}

fuzz_run() {
  local corpus
  corpus=$(mktemp -d)
  cp -r "tests/fuzz/corpus/$1/." "$corpus" 2>/dev/null
  "build/sanitize/tests/fuzz/fuzz_$1" -runs=100000 -max_len=4096 -rss_limit_mb=4096 -print_final_stats=0 -verbosity=0 \
    -dict=tests/fuzz/words.dict "$corpus" >"$log" 2>&1
  local status=$?
  [ $status -eq 0 ] || tail -n 40 "$log"
  rm -rf "$corpus"
  return $status
}

part_wasm() {
  one "Wasm build" build wasm
  one "Wasm gives the native bytes" node tests/wasm/same_bytes.mjs build/native/corslab build/wasm
}

part_url() { one "URLs as Node parses them" node tests/url/differential.mjs build/native/tests/url_dump; }

# The real libraries on loopback, with fresh documents of a seed that is printed; and what they answered once.
part_servers() {
  need_packages "${server_packages[@]}" && npm_install tests/servers
  one "middleware as recorded" node tests/servers/replay.mjs build/native/corslab
  one "middleware as the real ones answer" node tests/servers/differential.mjs build/native/corslab 200
}

# Generated configurations in the real servers: what the policy allows is allowed in every browser, and nothing else is.
part_generate() {
  need_packages "${server_packages[@]}" && npm_install tests/servers
  one "generated configurations, probed" node tests/generate/probe.mjs build/native/corslab
}

# Of a seed that is printed, so that a difference can be had again.
part_regex() {
  need_packages python3
  one "regular expressions as Node's and Python's" node tests/regex/differential.mjs build/native/tests/regex_dump 20000
}

# Literals of a seed that is printed, as Node and Python evaluate them.
part_paste() {
  need_packages python3
  one "literals as Node's and Python's" node tests/paste/literals.mjs build/native/corslab 5000
}

# Requests of a seed that is printed, written and read again; and what the real curl and Chromium leave behind.
part_import() {
  need_packages curl chromium && npm_install tests/page
  one "requests, written and read" node tests/import/round_trip.mjs build/native/corslab 300
  one "captures of curl and Chromium" node tests/import/captures.mjs build/native/corslab
  one "speed of judging" node tests/import/judge_speed.mjs build/wasm
}

part_recorded() {
  one "what three browsers did, replayed" node tests/browsers/replay.mjs build/native/corslab
  one "departures, each with its scenario" node tests/browsers/departures.mjs build/native/corslab
}

# 12,000 scenarios of a seed that is printed; each offered fix is made and run.
part_fixes() {
  one "fixes, each proven" node tests/fix/proven.mjs build/native/corslab
  one "lessons, each claim proven" node tests/lessons/lessons.mjs build/native/corslab
  one "myths, each proven wrong" node tests/myths/myths.mjs build/native/corslab
}

# Fresh scenarios each time. Per browser and field, one or two scenarios in a thousand differ: the bounds let 3 or 6 of 300 do so,
# which bad luck hardly reaches and a regression does.
part_browsers() {
  local seed=${CORSLAB_LAB_SEED:-$(((RANDOM * 32768 + RANDOM) % 1000000))}
  echo "Seed $seed (CORSLAB_LAB_SEED=$seed gives the same scenarios again)"
  run_node_tests "laboratory" tests/browsers/lab.test.mjs
  mkdir -p build/browsers
  one "300 scenarios in three browsers, seed $seed" bash tests/browsers/lab.sh --browsers chromium,firefox,webkit \
    --seed "$seed" --count 300 --record build/browsers/live.jsonl \
    --at-least "verdict=99,settled=99,response=99,wire=99,wire headers=99,exception=98,message=98,console=98"
}

part_page() {
  one "Firefox and WebKit" need_packages "${browser_packages[@]}"
  npm_install web && npm_install tests/page
  one "page build" bash web/play.sh --build-only
  one "types of the page" npm --prefix web run --silent check
  run_node_tests "page in the browsers" tests/page/*.test.mjs
}

# The element in pages and sites of other people, its frame, and the package, packed and installed.
part_embed() {
  need_packages mkdocs
  npm_install web && npm_install tests/page && npm_install tests/embed/vitepress && npm_install tests/embed/docusaurus
  one "native build" build native
  one "build for other pages" bash web/play.sh --build-only
  run_node_tests "embedded, framed and packed" tests/embed/*.test.mjs
}

# Asserted where the machine has nothing else to do; what it measured is printed either way.
part_lighthouse() {
  npm_install tests/lighthouse
  run_node_tests "Lighthouse" tests/lighthouse/*.test.mjs
  grep -oE '(desktop|mobile|NOT ASSERTED): .*' "$log" || true
}

part_bench() { one "speed, as ratios" bash tests/bench/run.sh; }

part_format() { one "clang-format" bash -c "git ls-files '*.h' '*.cpp' | xargs clang-format-14 --dry-run -Werror"; }

# The analyzer's checks follow 40,000 states of a function: a sixth of what it would, and most of what it finds. It takes
# longer than all that runs beside it: it has two processes, and lets the others go first.
part_tidy() {
  local analyzer="--extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang --extra-arg=max-nodes=40000"
  one "clang-tidy" bash -c "git ls-files 'core/*.cpp' | grep -v _wasm | xargs -n 4 -P 2 nice clang-tidy-14 --quiet -p build/native --extra-arg=-Wno-unknown-warning-option $analyzer 2>/dev/null"
}

part_build() {
  local preset
  for preset in native sanitize wasm; do one "$preset build" build "$preset"; done
}

# Runs parts side by side, two at a time, and prints what each says once it is done.
together() {
  local folder part line
  folder=$(mktemp -d)
  for part in "$@"; do
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
    bash tests/run.sh "$part" >"$folder/$part" 2>&1 &
  done
  wait
  for part in "$@"; do
    line=$(tail -n 1 "$folder/$part")
    head -n -1 "$folder/$part"
    if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
      passed=$((passed + BASH_REMATCH[1]))
      failed=$((failed + BASH_REMATCH[2]))
    else
      echo "$line"
      add 0 1 "$part"
    fi
  done
  rm -rf "$folder"
}

# What works the processor goes side by side, the longest first; what is timed, or lives in a browser, has the machine for itself.
side_by_side=(tidy fuzz sanitize fixes servers generate native wasm recorded regex paste url format)
alone=(page lighthouse embed import browsers bench)
if [ "${1-}" = --list ]; then echo "${side_by_side[*]} ${alone[*]}"; exit 0; fi

need_packages cmake ninja-build g++ clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev emscripten \
  nlohmann-json3-dev libgtest-dev libbenchmark-dev libidn2-dev brotli xz-utils chromium git || exit 1
need_node || exit 1

run_parts() {
  local part
  for part in "$@"; do
    SECONDS=0
    "part_$part"
    echo "-- $part took ${SECONDS} s"
  done
}

if [ $# -gt 0 ]; then
  run_parts "$@"
else
  need_packages "${server_packages[@]}" "${browser_packages[@]}" && npm_install tests/servers
  run_parts build
  SECONDS=0
  together "${side_by_side[@]}"
  echo "-- side by side: ${SECONDS} s"
  run_parts "${alone[@]}"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
