#!/usr/bin/env bash
# What a price costs an HTTP endpoint, side by side in one run. See --help.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

usage() {
  cat <<'HELP'
usage: benchmarks/http.sh [--rounds N] [--seconds S] [--connections C] [--payments N] [--no-build] [--help]

Loads four things in turn with wrk, over loopback: a bare minimal endpoint, the same endpoint with RequirePayment answering
402, the same endpoint paid (every payment different, its signature checked in process, settlement pretended), and the
reference express middleware paid (viem checks the signature in process, settlement pretended; it takes one payment again
and again). Prints each round, then medians, and ratios formed inside each round.

  --rounds N       measured rounds, each in another order than the last (5)
  --seconds S      of load per case and round (2)
  --connections C  of wrk (32)
  --payments N     signed for each round; a case that has used them up ends early (60000)
  --no-build       use the Release build that is there

Needs wrk (Debian package wrk), and node with `npm ci` done in tests/peers, else express is left out. Takes about a minute
and a half. Servers and client share the machine: read ratios, not figures.
HELP
}

rounds=5 seconds=2 connections=32 payments=60000 build=true
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=${2:?} && shift ;;
    --seconds) seconds=${2:?} && shift ;;
    --connections) connections=${2:?} && shift ;;
    --payments) payments=${2:?} && shift ;;
    --no-build) build=false ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

command -v wrk >/dev/null || { echo 'wrk is missing: install the Debian package wrk.' >&2; exit 1; }
express=true
if ! command -v node >/dev/null || [ ! -d "$here/../tests/peers/node_modules/@x402/express" ]; then
  echo 'node, or tests/peers/node_modules (npm ci), is missing: express is left out.'
  express=false
fi
if $build; then dotnet build "$here/X402.Benchmarks" -c Release -v q --nologo; fi
program=$here/X402.Benchmarks/bin/Release/net10.0/X402.Benchmarks

work=$(mktemp -d)
declare -A pid url arguments rate cpu
stop() {
  for name in "${!pid[@]}"; do kill "${pid[$name]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

start() { # name, pattern of the line that tells the address, command …
  local name=$1 pattern=$2
  shift 2
  "$@" >"$work/$name.log" 2>&1 &
  pid[$name]=$!
  for _ in $(seq 300); do
    url[$name]=$(sed -nE "s#.*$pattern.*#\1#p" "$work/$name.log" | head -n 1)
    [ -z "${url[$name]}" ] || return 0
    kill -0 "${pid[$name]}" 2>/dev/null || break
    sleep 0.1
  done
  echo "$name does not start:" >&2
  cat "$work/$name.log" >&2
  exit 1
}

ours='Now listening on: (http[^ ]+)'
start bare "$ours" "$program" serve --case bare --urls http://127.0.0.1:0
start paid "$ours" "$program" serve --case paid --urls http://127.0.0.1:0
url[bare]+=/resource url[paid]+=/resource
cases=(bare challenge paid)
pid_of() { if [ "$1" = challenge ]; then echo "${pid[paid]}"; else echo "${pid[$1]}"; fi; }
url[challenge]=${url[paid]}
if $express; then
  start express '"url":"([^"]+)"' node "$here/../tests/peers/server-inprocess.mjs" --port 0
  url[express]+=/exact/evm/eip3009
  "$program" payments --count 256 --url "${url[express]}" --out "$work/express"
  cases+=(express)
fi
echo "signing $(((rounds + 1) * payments)) payments"
"$program" payments --count $(((rounds + 1) * payments)) --url "${url[paid]}" --out "$work/all"
split -l "$payments" -d -a 3 "$work/all" "$work/paid."
rm "$work/all"

ticks() { awk '{ print $14 + $15 }' "/proc/$(pid_of "$1")/stat"; }
load() { # case, round, seconds: sets result and used
  local file=() before
  if [ "$1" = paid ]; then file=(-- "$work/paid.$(printf %03d "$2")"); fi
  if [ "$1" = express ]; then file=(-- "$work/express" cycle); fi
  before=$(ticks "$1")
  result=$(wrk -t1 --timeout 30s -c"$connections" -d"$3s" -s "$here/http.lua" "${url[$1]}" "${file[@]}" | sed -n 's/^RESULT //p')
  used=$(($(ticks "$1") - before))
  read -r requests _ refused broken _ <<<"$result"
  local expected=0
  if [ "$1" = challenge ]; then expected=$requests; fi
  if [ "$refused" -ne "$expected" ] || [ "$broken" -ne 0 ] || [ "$requests" -eq 0 ]; then
    echo "$1: of $requests answers $refused were refusals, where $expected were expected; $broken errors" >&2
    exit 1
  fi
}

# Warm: until the runtime has compiled the hot methods a second time.
for name in "${cases[@]}"; do load "$name" 0 4; done
for ((round = 1; round <= rounds; round++)); do
  order=("${cases[@]}")
  if ((round % 2 == 0)); then order=($(printf '%s\n' "${cases[@]}" | tac)); fi
  for name in "${order[@]}"; do
    load "$name" "$round" "$seconds"
    echo "$round $name $result $used" | tee -a "$work/results"
  done
done

echo
echo "$(date -u +%F), $(nproc) × $(sed -nE 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), .NET $(dotnet --version) SDK, wrk -t1 -c$connections, $rounds rounds × $seconds s"
awk -v tick="$(getconf CLK_TCK)" '
  function median(list, n,   i, j, t) {
    for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
  }
  function middle(what, name,   r, list) {
    for (r = 1; r <= rounds; r++) list[r] = value[what, name, r]
    return median(list, rounds)
  }
  function ratio(what, name, of,   r, list) {
    for (r = 1; r <= rounds; r++) list[r] = value[what, name, r] / value[what, of, r]
    return median(list, rounds)
  }
  function against(name, of, must,   got) {
    if (!(("rate", of, 1) in value)) return
    got = ratio("rate", name, of)
    printf "| %s / %s | %.3f | %s | %s | %.2f |\n", name, of, got, must, (got >= must ? "met" : "missed"), ratio("cpu", name, of)
  }
  { value["rate", $2, $1] = $3 / $4; value["p50", $2, $1] = $7; value["p99", $2, $1] = $8; value["cpu", $2, $1] = $9 / tick * 1e6 / $3
    if ($1 > rounds) rounds = $1; if (!($2 in seen)) { seen[$2]; names[++count] = $2 } }
  END {
    print "\n| case | requests/s | server CPU µs/request | p50 ms | p99 ms |\n| --- | --- | --- | --- | --- |"
    for (i = 1; i <= count; i++)
      printf "| %s | %.0f | %.1f | %.2f | %.2f |\n", names[i], middle("rate", names[i]), middle("cpu", names[i]), middle("p50", names[i]), middle("p99", names[i])
    print "\n| ratio of requests/s | measured | must | | ratio of CPU |\n| --- | --- | --- | --- | --- |"
    against("challenge", "bare", 0.93); against("paid", "bare", 0.2); against("paid", "express", 30)
  }' "$work/results"
