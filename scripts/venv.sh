#!/usr/bin/env bash
# Make a virtual environment: scripts/venv.sh FOLDER
#
# An environment that works is left as it is. A new one uses $PYTHON when set, else the first Python of at least 3.11 on
# the PATH. Debian ships `venv` apart from Python; when it is missing it is installed with apt if we are root, and
# otherwise named with the command that installs it.
set -euo pipefail

folder=${1:?usage: scripts/venv.sh FOLDER}

say() { printf 'zhunsheng: %s\n' "$*" >&2; }

is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

works() { is_recent "$1/bin/python" && "$1/bin/python" -c 'import pip, ssl' >/dev/null 2>&1; }

has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if is_recent "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  if [ -n "${PYTHON:-}" ]; then
    say "PYTHON=$PYTHON is not a Python of at least 3.11."
  else
    say "no Python of at least 3.11 found. On Debian 12 or later: apt-get install python3 python3-venv"
    say "or name one: make PYTHON=/path/to/python3.12 ..."
  fi
  return 1
}

install_venv() {
  local package
  package=$("$1" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")')
  if ! command -v apt-get >/dev/null 2>&1; then
    say "$1 lacks the modules venv and ensurepip. Install them with your system's package manager, then run make again."
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    say "$1 lacks the modules venv and ensurepip. Install them, then run make again:"
    say "    sudo apt-get install $package"
    return 1
  fi
  say "installing $package, which $1 needs to make a virtual environment"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"
}

if works "$folder"; then
  exit 0
fi
python=$(find_python)
if ! has_venv "$python"; then
  install_venv "$python"
  if ! has_venv "$python"; then
    say "$python still lacks the modules venv and ensurepip after installing them; is another Python first on the PATH?"
    exit 1
  fi
fi
# --clear: what is there does not work, and a mixture of two Pythons would not either.
"$python" -m venv --clear "$folder"
