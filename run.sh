#!/usr/bin/env bash
# From an empty machine to a running MobileTeams: installs what is missing, builds, starts a private PostgreSQL, makes the demo
# county (or takes a real map), plans today and tomorrow, and serves the desk and the tablet on 127.0.0.1.
set -euo pipefail
cd "$(dirname "$0")"
source tools/need.sh

usage() {
  cat <<'TEXT'
usage: ./run.sh [--map EXTRACT.osm.pbf] [--database CONNECTION] [--port PORT]

  --map EXTRACT.osm.pbf   a real OpenStreetMap extract instead of the demo county; its people are fictive all the same
  --database CONNECTION   an existing PostgreSQL (Npgsql's form: Host=…;Database=…;Username=…;Password=…) instead of a private one
  --port PORT             where to serve, default 5080

Everything it makes lies in .data/. Ctrl-C stops all that it started.
TEXT
}

extract=
database=
port=5080
while [ $# -gt 0 ]; do
  case "$1" in
    --map) extract=${2:?--map needs a file}; shift 2 ;;
    --database) database=${2:?--database needs a connection}; shift 2 ;;
    --port) port=${2:?--port needs a number}; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
[ -z "$extract" ] || [ -f "$extract" ] || fail "there is no file $extract"
(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && fail "something already answers on 127.0.0.1:$port; choose another with --port"

need_dotnet
need_node
[ -n "$database" ] || need_postgres
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

build_tablet
say 'Building'
dotnet build src/MobileTeams.Cli -c Release -v quiet -clp:NoSummary
dotnet build src/MobileTeams.Server -c Release -v quiet -clp:NoSummary
mobileteams() { dotnet src/MobileTeams.Cli/bin/Release/net10.0/mobileteams.dll "$@"; }

mkdir -p .data
server=
cluster=
stop() {
  trap - EXIT INT TERM
  echo
  if [ -n "$server" ] && kill -0 "$server" 2>/dev/null; then
    say 'Stopping the server'
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  if [ -n "$cluster" ]; then
    say 'Stopping PostgreSQL'
    tools/postgres.sh stop .data/postgres
  fi
}
trap stop EXIT
trap 'exit 130' INT TERM

if [ -z "$extract" ]; then
  extract=.data/norduppland.osm.pbf
  if [ ! -f "$extract" ]; then
    say 'Making the demo county'
    mobileteams demo county --out "$extract"
  fi
  name=norduppland
  attribution='Norduppland, ett påhittat län'
else
  attribution=
  name=$(basename "$extract" .osm.pbf | tr -c 'a-zA-Z0-9\n' '_' | tr 'A-Z' 'a-z')
fi
map=$(realpath -m ".data/$name.roads")
if [ ! -f "$map" ] || [ "$extract" -nt "$map" ] || ! mobileteams map info "$map" >/dev/null 2>&1; then
  say "Building the map $name"
  mobileteams map build "$extract" --out "$map"
fi

if [ -z "$database" ]; then
  # The first free port from 54329; a cluster that is there keeps its own.
  if [ ! -f .data/postgres.port ]; then
    at=54329
    while (exec 3<>"/dev/tcp/127.0.0.1/$at") 2>/dev/null; do at=$((at + 1)); done
    echo "$at" >.data/postgres.port
  fi
  say 'Starting PostgreSQL'
  tools/postgres.sh start .data/postgres "$(cat .data/postgres.port)" || fail 'PostgreSQL does not start; see .data/postgres/server.log'
  cluster=yes
  database="Host=127.0.0.1;Port=$(cat .data/postgres.port);Database=mobileteams_$name;Username=mobileteams"
fi

# What seals the keys of cookies in the database; lost, everybody signs in anew.
keys=$(realpath -m .data/keys)
[ -f "$keys" ] || (umask 077; head -c 32 /dev/urandom | base64 >"$keys")

# The day's plan as pages that open without a server, written anew every five minutes.
papers=$(realpath -m .data/papers)

say 'Starting the server'
(cd src/MobileTeams.Server && exec dotnet bin/Release/net10.0/MobileTeams.Server.dll \
  --urls "http://127.0.0.1:$port" --MobileTeams:Map "$map" --MobileTeams:Database "$database" --MobileTeams:Demo true --MobileTeams:KeyFile "$keys" \
  --MobileTeams:PaperFolder "$papers" \
  ${attribution:+--MobileTeams:Attribution "$attribution"} \
  --Logging:LogLevel:Default Warning --Logging:LogLevel:MobileTeams Information) &
server=$!
is_ready() { (exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /health/ready HTTP/1.0\r\n\r\n' >&3 && head -1 <&3 | grep -q ' 200 ') 2>/dev/null; }
until is_ready; do
  kill -0 "$server" 2>/dev/null || { wait "$server" || true; fail 'the server ended; its last lines say why'; }
  sleep 0.2
done

cat <<TEXT

  Desk     http://127.0.0.1:$port/
  Tablet   http://127.0.0.1:$port/tablet/
  API      http://127.0.0.1:$port/openapi/v1.json

  Sign in as any of the accounts above; the password is always  norduppland-oppnar
  Ctrl-C stops everything.

TEXT
wait "$server"
