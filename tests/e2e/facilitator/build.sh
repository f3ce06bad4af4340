#!/usr/bin/env bash
set -eu
cd "$(dirname "$0")"
dotnet build -c Release -v q --nologo
