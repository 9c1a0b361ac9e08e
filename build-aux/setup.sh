# shellcheck shell=bash disable=SC2034
# setup.sh: what build-aux/run and build-aux/test have in common
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# The one list of packages, by their names in Debian 12.  GTK recommends the
# icons, the SVG loader and a font, and looks wrong without them.
packages_to_run=(
  gcc libc6-dev meson ninja-build pkgconf gettext
  libgtk-4-dev libadwaita-1-dev libjson-glib-dev libsqlite3-dev
  libxml2-utils desktop-file-utils
  adwaita-icon-theme librsvg2-common fonts-dejavu-core
  file coreutils
)
packages_to_test=(
  "${packages_to_run[@]}"
  python3 appstream xvfb xauth dbus-daemon
)

# The same elsewhere, as far as it can be looked for.
programs_to_run=(cc meson ninja pkg-config msgfmt xmllint glib-compile-resources file wc)
programs_to_test=(
  "${programs_to_run[@]}"
  python3 desktop-file-validate appstreamcli xvfb-run dbus-run-session
)
modules=('gio-unix-2.0 >= 2.74' 'gtk4 >= 4.8' 'libadwaita-1 >= 1.2' 'json-glib-1.0 >= 1.6'
         'sqlite3 >= 3.40')

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail()
{
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 1
}

# Prints those of the packages that are not installed, one a line.
list_missing_packages()
{
  local package

  for package; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
      printf '%s\n' "$package"
    fi
  done
}

install_packages()
{
  local -a missing as_root=()

  mapfile -t missing < <(list_missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "these packages are missing; as root, run: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi

  printf 'Installing %s\n' "${missing[*]}"
  "${as_root[@]}" apt-get update -qq ||
    fail 'the list of packages could not be updated; check the network'
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "${missing[@]}" ||
    fail "the packages could not be installed: ${missing[*]}"
}

# Goes on when nothing is missing, whatever the packages are called here.
check_programs()
{
  local -a missing=()
  local name

  for name; do
    command -v "$name" >/dev/null || missing+=("$name")
  done
  for name in "${modules[@]}"; do
    pkg-config --exists "$name" 2>/dev/null || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  printf 'Packages are installed on Debian only. There they are called:\n  %s\n' \
    "${packages[*]}" >&2
  fail "missing here: $(printf '“%s” ' "${missing[@]}")"
}

# Sees to it that everything is there that "run" or "test", $1, needs.
prepare()
{
  local -n packages=packages_to_$1 programs=programs_to_$1
  local distribution

  distribution=$(. /etc/os-release 2>/dev/null && printf '%s' "${ID-}") || distribution=
  if [ "$distribution" = debian ]; then
    install_packages "${packages[@]}"
  else
    check_programs "${programs[@]}"
  fi
}

# Configures the build directory $1 once, with the further options.
configure()
{
  local directory=$source_dir/$1
  shift

  if [ ! -f "$directory/build.ninja" ]; then
    meson setup "$directory" "$source_dir" "$@"
  fi
}
