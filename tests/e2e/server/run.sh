#!/usr/bin/env bash
# Starts the built server; see build.sh.
set -eu
cd "$(dirname "$0")"
exec dotnet bin/Release/net10.0/X402.E2E.Server.dll
