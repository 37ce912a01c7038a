#!/usr/bin/env bash
# A private PostgreSQL cluster: loopback only, durable, run by an unprivileged user.
#   tools/postgres.sh start FOLDER PORT      tools/postgres.sh stop FOLDER
set -euo pipefail

folder=$(realpath -m "$2")
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
bin=${bin:-$(dirname "$(command -v initdb)")}

# initdb and postgres refuse to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
  id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
  as=(setpriv --reuid postgres --regid postgres --clear-groups)
fi

case "$1" in
  start)
    port=$3
    mkdir -p "$folder"
    [ "$(id -u)" -eq 0 ] && chown postgres: "$folder"
    if [ ! -f "$folder/PG_VERSION" ]; then
      "${as[@]}" "$bin/initdb" --pgdata "$folder" --username mobileteams --auth trust --encoding UTF8 --locale C.UTF-8 >/dev/null
    fi
    if "${as[@]}" "$bin/pg_ctl" status --pgdata "$folder" >/dev/null 2>&1; then exit 0; fi
    # Durable settings are the defaults (fsync, full_page_writes, synchronous_commit): they are not touched.
    "${as[@]}" "$bin/pg_ctl" start --pgdata "$folder" --wait --timeout 60 --log "$folder/server.log" --silent \
      --options "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=200 -c timezone=UTC -c idle_in_transaction_session_timeout=30s" >/dev/null
    ;;
  stop)
    "${as[@]}" "$bin/pg_ctl" stop --pgdata "$folder" --mode fast --wait --silent >/dev/null 2>&1 || true
    ;;
  *)
    echo "usage: tools/postgres.sh start FOLDER PORT | stop FOLDER" >&2
    exit 2
    ;;
esac
