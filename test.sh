#!/usr/bin/env bash
# Builds everything once and runs all tests. The last line says how many passed and failed.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if ! command -v dotnet >/dev/null; then
  echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  echo "0 passed, 1 failed"
  exit 1
fi

# The pages are tried in a real browser: Chromium, Chrome or Edge. A Debian or Ubuntu without one gets Chromium, if this user may install it; else those tests say that they were skipped.
has_browser() {
  [ -n "${TEVREDEN_BROWSER:-}" ] && return
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge; do command -v "$name" >/dev/null && return; done
  for app in "Google Chrome" "Microsoft Edge" Chromium; do [ -d "/Applications/$app.app" ] && return; done
  return 1
}
if ! has_browser && command -v apt-get >/dev/null; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  echo "No browser was found: installing Chromium for the browser tests." >&2
  { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 ||
    echo "Chromium could not be installed; the browser tests are skipped." >&2
fi

if ! dotnet build Tevreden.Dataverse.sln -nologo -clp:NoSummary -v minimal; then
  echo "The build failed, so no test ran." >&2
  echo "0 passed, 1 failed"
  exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution Tevreden.Dataverse.sln --no-build --no-progress --no-ansi "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

number() { sed -nE "s/^ *$1: ([0-9]+).*/\1/p" "$log" | tail -n 1; }
passed=$(number succeeded)
failed=$(number failed)
skipped=$(number skipped)
if [ "$status" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; then
  failed=1
fi

line="${passed:-0} passed, ${failed:-0} failed"
if [ "${skipped:-0}" -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
exit "$status"
