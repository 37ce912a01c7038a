# What the two commands need, and how it is had. Sourced, not run.

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
fail() { printf '\033[1;31mStopped:\033[0m %s\n' "$*" >&2; exit 1; }

# need_packages PACKAGE… installs Debian packages, or says exactly what to install when it may not.
need_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || fail "please install: ${missing[*]} (this machine has no apt-get)"
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || fail "please run first: sudo apt-get install ${missing[*]}"
    as=(sudo)
  fi
  say "Installing ${missing[*]}"
  # The package would make and start a cluster of its own; ours is private.
  if [[ " ${missing[*]} " == *" postgresql"* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${as[@]}" mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | "${as[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  "${as[@]}" apt-get update -qq >/dev/null || true
  DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -qq "${missing[@]}" >/dev/null || fail "could not install: ${missing[*]}"
}

need_dotnet() {
  command -v dotnet >/dev/null || fail 'please install the .NET 10 SDK: https://dotnet.microsoft.com/download'
  case "$(dotnet --version 2>/dev/null)" in
    10.*) ;;
    *) fail "the .NET 10 SDK is needed, here is $(dotnet --version 2>/dev/null || echo none)" ;;
  esac
}

need_node() {
  command -v npm >/dev/null || fail 'please install Node.js 20 or later with npm: https://nodejs.org'
}

need_postgres() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || need_packages postgresql
}

# Builds the tablet and the map library for the desk, when their sources are newer than what is built.
build_tablet() {
  local tablet=src/MobileTeams.Tablet built=src/MobileTeams.Server/wwwroot/tablet/index.html
  if [ -f "$built" ] && [ -d src/MobileTeams.Server/wwwroot/lib/maplibre ] &&
     [ -z "$(find "$tablet" -path "$tablet/node_modules" -prune -o -type f -newer "$built" -print -quit)" ]; then
    return
  fi
  say 'Building the tablet'
  (cd "$tablet" && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build) || fail 'the tablet does not build'
}
