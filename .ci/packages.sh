# Sourced by the scripts that build or test. Sees to it that Debian packages are installed.

# need_packages NAME...: installs what is missing. On a system without apt it says what is needed, and goes on where
# the commands are there anyway: the build then tells by itself what it lacks.
need_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not Debian: these have to be there already: $*" >&2
    return 0
  fi
  local package missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Missing: ${missing[*]}. Install them as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -q >&2 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}

# need_commands NAME...: fails, naming all that is missing.
need_commands() {
  local command missing=()
  for command in "$@"; do
    command -v "$command" >/dev/null || missing+=("$command")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "Missing commands: ${missing[*]}" >&2
  return 1
}

# need_node: Node 18 or newer with npm; what is there already is left alone.
need_node() {
  if ! command -v node >/dev/null; then need_packages nodejs npm || return 1; fi
  if ! command -v npm >/dev/null; then need_packages npm || return 1; fi
  need_commands node npm || return 1
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  if [ "$major" -lt 18 ]; then
    echo "Node 18 or newer is needed, this one is $(node --version)." >&2
    return 1
  fi
}

# npm_install FOLDER: `npm ci`, unless it has been done for this very lock file.
npm_install() {
  local folder=$1 stamp=$1/node_modules/.installed-lock
  cmp -s "$folder/package-lock.json" "$stamp" && return 0
  (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error) >&2 && cp "$folder/package-lock.json" "$stamp"
}
