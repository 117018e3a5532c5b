#!/usr/bin/env bash
# Write requirements.lock and requirements-dev.lock from pyproject.toml: scripts/lock.sh [--upgrade]
#
# Versions and hashes for every platform, and nothing about where the files come from. Without --upgrade, what is pinned
# stays pinned unless pyproject.toml asks otherwise. Needs uv (https://docs.astral.sh/uv), which nothing else here needs.
set -euo pipefail

cd "$(dirname "$0")/.."
uv=$(command -v uv || true)
[ -n "$uv" ] || [ ! -x .venv/bin/uv ] || uv=.venv/bin/uv
if [ -z "$uv" ]; then
  echo "zhunsheng: make lock needs uv, for hashes of all platforms. Install it: .venv/bin/pip install uv" >&2
  exit 1
fi

# The settings of one machine must not reach the lock.
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL UV_FIND_LINKS UV_INDEX UV_INDEX_URL UV_EXTRA_INDEX_URL
export UV_NO_CONFIG=1 UV_PYTHON_DOWNLOADS=never UV_CUSTOM_COMPILE_COMMAND="make lock"

compile() {
  "$uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
    --generate-hashes --no-emit-index-url --no-emit-find-links "$@" >/dev/null
}

compile --group build --output-file requirements.lock "$@"
compile --group dev --constraint requirements.lock --output-file requirements-dev.lock "$@"

if grep -nE 'https?://|file://|--(index-url|extra-index-url|find-links)' requirements.lock requirements-dev.lock; then
  echo "zhunsheng: a lock names an address; it must hold versions and hashes only" >&2
  exit 1
fi
