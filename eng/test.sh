#!/usr/bin/env bash
# Builds everything and runs every test, from a clean clone. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'HELP'
usage: eng/test.sh [--quick] [--only NAME] [--help]

Installs what the tests need (Debian packages, npm packages, NuGet), builds in Release with warnings as errors, checks the
format, runs every test project and the samples, and ends with a line `N passed, N failed, N skipped`.

  --quick      leave out the tests that drive node and a chain, and the format check
  --only NAME  run only the test projects whose name contains NAME
  --help       this text

Exit code: 0 when nothing failed (with CI=true, when nothing was skipped either), 1 otherwise, 2 for a wrong argument.
HELP
}

quick=false only=
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=true ;;
    --only) only=${2:?--only needs a name}; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
started=$SECONDS
step() { printf '\n== %s (%d s)\n' "$1" $((SECONDS - started)); }

need_debian() { # package, file or command that shows it is there
  local missing=()
  while [ $# -gt 0 ]; do
    if ! command -v "$2" >/dev/null && [ -z "$(ldconfig -p | grep -F "$2" || true)" ]; then missing+=("$1"); fi
    shift 2
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "missing: ${missing[*]} (install them; tests that need them are skipped)"
    return
  fi
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

step 'Debian packages'
need_debian libsecp256k1-1 libsecp256k1.so.1 libsodium23 libsodium.so.23 nodejs node npm npm

if ! $quick; then
  step 'npm packages'
  for lock in tests/peers/package-lock.json tests/peers/*/package-lock.json; do
    [ -f "$lock" ] || continue
    dir=$(dirname "$lock")
    # npm leaves its lock file in node_modules: reinstall only when ours is newer.
    [ "$dir/node_modules/.package-lock.json" -nt "$lock" ] || npm ci --prefix "$dir" --no-audit --no-fund --loglevel error
  done
fi

step 'build'
dotnet restore X402.sln -v q
dotnet build X402.sln -c Release --no-restore -v q --nologo

if ! $quick && [ -z "$only" ]; then
  step 'format'
  dotnet format X402.sln --no-restore --verify-no-changes --exclude-diagnostics IDE0005
fi

passed=0 failed=0 skipped=0 broken=()
count() { sed -nE "s/.*$1: ([0-9]+).*/\1/p" <<<"$2"; }
run_tests() { # project directory
  local name log summary
  name=$(basename "$1")
  log=$(mktemp)
  step "$name"
  dotnet "$1/bin/Release/net10.0/$name.dll" -noLogo -noColor >"$log" 2>&1 || true
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+' "$log" | tail -n 1 || true)
  if [ -z "$summary" ]; then
    cat "$log"
    failed=$((failed + 1)); broken+=("$name: did not finish")
  else
    grep -E '\[(FAIL|SKIP)\]' -A 12 "$log" | head -n 200 || true
    echo "$summary"
    local bad=$(($(count Failed "$summary") + $(count Errors "$summary"))) left
    left=$(($(count Skipped "$summary") + $(count 'Not Run' "$summary")))
    failed=$((failed + bad)); skipped=$((skipped + left))
    passed=$((passed + $(count Total "$summary") - bad - left))
    [ "$bad" -eq 0 ] || broken+=("$name: $bad failed")
  fi
  rm -f "$log"
}
run_command() { # title, command …
  local title=$1 log
  shift
  log=$(mktemp)
  step "$title"
  if "$@" >"$log" 2>&1; then passed=$((passed + 1)); tail -n 3 "$log"; else cat "$log"; failed=$((failed + 1)); broken+=("$title"); fi
  rm -f "$log"
}

for project in tests/*.Tests; do
  case $(basename "$project") in *"$only"*) ;; *) continue ;; esac
  if $quick && [ "$(basename "$project")" = X402.Interop.Tests ]; then continue; fi
  run_tests "$project"
done
[ -n "$only" ] || run_command 'samples/QuickStart' dotnet run --project samples/QuickStart -c Release --no-build

if [ ${#broken[@]} -gt 0 ]; then printf '\nfailed:\n'; printf '  %s\n' "${broken[@]}"; fi
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then echo 'nothing may be skipped in CI'; failed=$((failed + 1)); fi
printf '\n(%d s)\n%d passed, %d failed, %d skipped\n' $((SECONDS - started)) "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
