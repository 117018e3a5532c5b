#!/usr/bin/env bash
# See that the browser tests have what they need: Chromium, and fonts with Chinese characters.
#
# On Debian and its kin, as root, what is missing is installed; otherwise the command to run is printed and nothing is
# skipped silently. CHROMIUM names another browser of the family.
set -euo pipefail

missing=()
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
  || command -v google-chrome >/dev/null || missing+=(chromium)
if command -v fc-list >/dev/null; then
  [ -n "$(fc-list :lang=zh-cn file | head -n 1)" ] || missing+=(fonts-noto-cjk)
else
  missing+=(fontconfig fonts-noto-cjk)
fi
[ ${#missing[@]} -gt 0 ] || exit 0

install="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "zhunsheng: installing for the browser tests: ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && $install -qq >/dev/null && exit 0
  echo "zhunsheng: that did not work" >&2
fi
echo "zhunsheng: the browser tests need ${missing[*]}. Please run: sudo $install" >&2
exit 1
