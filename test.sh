#!/usr/bin/env bash
# Installs what the tests need, builds, checks the format, runs every test, and ends with: N passed, N failed
set -uo pipefail
cd "$(dirname "$0")"
source tools/need.sh

need_dotnet
need_node
need_postgres
need_packages chromium
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

results=artifacts/tests
rm -rf "$results"
mkdir -p "$results"
passed=0
failed=0

# A step that is not a test, but must hold: counts as one failure when it does not.
check() {
  local name=$1
  shift
  say "$name"
  if ! "$@"; then
    echo "FAILED: $name"
    failed=$((failed + 1))
    return 1
  fi
}

finish() {
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

check 'Restoring packages as locked' dotnet restore --locked-mode -v quiet || finish
build_tablet || { failed=$((failed + 1)); finish; }
check 'Building' dotnet build --no-restore -v quiet -clp:NoSummary || finish
check 'Checking the format' dotnet format --verify-no-changes --no-restore

say 'Testing the tablet'
(cd src/MobileTeams.Tablet && npm test --silent -- --reporter=default --reporter=json --outputFile.json=../../$results/tablet.json)
count() { node -p "JSON.parse(require('fs').readFileSync('$results/tablet.json')).$1" 2>/dev/null; }
passed=$((passed + $(count numPassedTests || echo 0)))
failed=$((failed + $(count numFailedTests || echo 1)))

for project in tests/*.Tests; do
  name=$(basename "$project")
  say "Testing ${name#MobileTeams.}"
  dotnet test --project "$project" --no-build --results-directory "$results" --report-xunit-trx --report-xunit-trx-filename "$name.trx" >"$results/$name.log" 2>&1
  status=$?
  counters=$(grep -o '<Counters [^>]*' "$results/$name.trx" 2>/dev/null | head -1)
  ran_passed=$(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$counters")
  ran_failed=$(sed -n 's/.* failed="\([0-9]*\)".*/\1/p' <<<"$counters")
  passed=$((passed + ${ran_passed:-0}))
  failed=$((failed + ${ran_failed:-0}))
  echo "    ${ran_passed:-0} passed, ${ran_failed:-0} failed"
  if [ "$status" -ne 0 ]; then
    cat "$results/$name.log"
    [ "${ran_failed:-0}" -eq 0 ] && failed=$((failed + 1))
  fi
done
finish
