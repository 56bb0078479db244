#!/usr/bin/env bash
# Sets carebot up in this folder: system packages, .venv with the locked packages, models.
# usage: tools/setup.sh run|dev
# What is done is not done again, so that a second run needs no network; an interrupted run is made good by the next.
set -euo pipefail

kind=${1:?usage: tools/setup.sh run|dev}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
venv=$root/.venv
incomplete=$root/.venv.incomplete

# MediaPipe loads EGL and GLES even without a GPU, MuJoCo renders through EGL on Mesa, sounddevice wraps PortAudio,
# pyttsx3 wraps libespeak-ng with the program espeak-ng behind it, and downloads are checked against ca-certificates.
packages=(ca-certificates libegl1 libgles2 libgl1-mesa-dri libportaudio2 libespeak-ng1 espeak-ng)
# The panel is tried in a browser, and in Chinese.
if [ "$kind" = dev ]; then packages+=(chromium fonts-noto-cjk); fi

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# The newest Python that the lock is made for, and that can make virtual environments if any of them can.
choose_python() {
  local fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'
  local demand candidate
  for demand in 'import ensurepip, venv' 'pass'; do
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
      if "$candidate" -c "$fits" 2>/dev/null && "$candidate" -c "$demand" 2>/dev/null; then
        command -v "$candidate"
        return
      fi
    done
  done
  fail "carebot needs Python 3.11, 3.12 or 3.13, and found none${PYTHON:+ in $PYTHON}: install it, or name it with" \
    "PYTHON=/path/to/python."
}

missing_packages() {
  local installed name
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
  for name in "${packages[@]}"; do
    grep -qxF "installed $name" <<<"$installed" || printf '%s\n' "$name"
  done
}

# Ubuntu has no package chromium; there Playwright brings the browser.
available() {
  local name
  for name in "$@"; do
    if [ "$name" != chromium ] || apt-cache show chromium >/dev/null 2>&1; then printf '%s\n' "$name"; fi
  done
}

install_packages() {
  local missing log as_root=()
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || fail "System packages are missing. Type this, then start again:" \
      "sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo -n)
  fi
  say "Installing system packages: ${missing[*]}"
  log=$(mktemp)
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 update >"$log" 2>&1 || fail "$(cat "$log")"
  mapfile -t missing < <(available "${missing[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -y --no-install-recommends \
    install "${missing[@]}" >"$log" 2>&1 || fail "$(tail -n 20 "$log")"
  rm "$log"
}

# The packages in .venv that the lock does not name: their files may overwrite those of locked ones.
foreign_packages() {
  export LC_ALL=C
  comm -13 <({ echo carebot; sed -n 's/^\([A-Za-z0-9][^=]*\)==.*/\1/p' requirements/dev.txt; } | tr 'A-Z_.' 'a-z--' | sort) \
    <("$venv/bin/python" -m pip list --disable-pip-version-check --format=freeze | cut -d= -f1 | tr 'A-Z_.' 'a-z--' | sort)
}

# A virtual environment is good when it runs, stands where it was made, was left complete, and holds nothing foreign.
venv_is_good() {
  local foreign
  [ ! -e "$incomplete" ] && grep -qF "$venv" "$venv/bin/activate" 2>/dev/null &&
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 && is_asked_for || return 1
  foreign=$(foreign_packages)
  [ -z "$foreign" ] || { say "Not in the lock: ${foreign//$'\n'/, }"; return 1; }
}

# pip puts back what it replaced when it fails, but not when it is interrupted: then $incomplete stays.
pip_install() {
  local quiet=(--quiet)
  if [ -t 1 ]; then quiet=(); fi
  "$venv/bin/python" -m pip install --no-input --disable-pip-version-check --no-deps --no-build-isolation \
    "${quiet[@]}" "$@" || {
    rm "$incomplete"
    fail "The Python packages could not be installed: see above. With a network, start again."
  }
}

install_python_packages() {
  local python=$1
  if ! venv_is_good; then
    say "Making .venv with $("$python" -V)"
    rm -rf "$venv"
    touch "$incomplete"
    "$python" -m venv "$venv"
  fi
  touch "$incomplete"
  say "Installing the Python packages of requirements/$kind.txt"
  pip_install --require-hashes --requirement requirements/build.txt
  pip_install --require-hashes --requirement "requirements/$kind.txt"
  PYTHONWARNINGS=ignore pip_install --editable . # setuptools has advice on editable installs for whoever packages them
  if [ "$kind" = dev ] && ! command -v chromium >/dev/null; then "$venv/bin/playwright" install chromium; fi
  rm "$incomplete"
}

install_models() {
  if [ "$kind" = dev ]; then
    "$venv/bin/carebot" models install
    "$venv/bin/carebot" models install vosk-ko
  elif ! "$venv/bin/carebot" models install; then
    say "Without them carebot starts all the same, and says what it cannot do."
  fi
}

# Whether .venv was made with the interpreter that was asked for, if one was.
is_asked_for() {
  [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -V)" = "$("$venv/bin/python" -V)" ]
}

# What the packages in .venv follow from. A stamp of it there says that they are installed.
wanted() {
  "$venv/bin/python" -V
  sha256sum pyproject.toml requirements/build.txt requirements/dev.txt requirements/run.txt
}

# Whoever has the packages of dev has those of run.
is_set_up() {
  local now stamp
  [ ! -e "$incomplete" ] && grep -qF "$venv" "$venv/bin/activate" 2>/dev/null && now=$(wanted 2>/dev/null) && is_asked_for || return 1
  for stamp in "$venv/stamp-$kind" "$venv/stamp-dev"; do
    if [ "$now" = "$(cat "$stamp" 2>/dev/null)" ]; then return 0; fi
  done
  return 1
}

trap 'exit 130' INT
trap 'exit 143' TERM
exec 9>"$root/.setup.lock"
if ! flock --nonblock 9; then
  say "Another set-up is at work in this folder; waiting for it."
  flock 9
fi

if command -v dpkg-query >/dev/null; then
  python=$(choose_python)
  "$python" -c 'import ensurepip' 2>/dev/null || packages+=("$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')")
  install_packages
else
  say "This is not Debian or Ubuntu: see to it yourself that EGL, GLES, Mesa, PortAudio and espeak-ng are installed."
  python=$(choose_python)
fi

if ! is_set_up; then
  install_python_packages "$python"
  wanted >"$venv/stamp-$kind"
fi
install_models
