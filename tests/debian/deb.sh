# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
#
# ./dev deb, a part of ./dev. Builds the Debian package in a root that has what it says it needs,
# reads it with lintian, installs it into a fresh Debian 13, and opens its window there.

deb_folder=$cache/deb
deb_build_packages=(build-essential debhelper lintian ccache)

deb_build_dependencies() {
  sed -n '/^Build-Depends:/,/^[A-Z]/p' "$here/debian/control" |
    sed -n 's/^ \([a-z0-9+.-]*\).*,$/\1/p' | grep -v debhelper-compat
}

# What belongs to the project, as it stands.
deb_copy_source() {
  rm -rf "$deb_folder/source"
  mkdir -p "$deb_folder/source" "$deb_folder/ccache"
  (cd "$here" && git ls-files -z --cached --others --exclude-standard |
    xargs -0 cp --parents -t "$deb_folder/source" 2>/dev/null) || true
}

# $1: the root with the package's build dependencies.
deb_build() {
  local root=$1
  in_root env HOME="$deb_folder" CCACHE_DIR="$deb_folder/ccache" LC_ALL=C.UTF-8 \
    PATH=/usr/lib/ccache:/usr/sbin:/usr/bin:/sbin:/bin \
    sh -c 'cd "$1/source" && dpkg-buildpackage --no-sign --build=binary' sh "$deb_folder"
}

deb_lint() {
  local root=$1
  in_root env HOME="$deb_folder" LC_ALL=C.UTF-8 sh -c \
    'cd "$1" && lintian --allow-root --fail-on error,warning regulars_*.changes' sh "$deb_folder"
}

deb_file() {
  find "$deb_folder" -maxdepth 1 -name 'regulars_*.deb' | sort | tail -n 1
}

# A Debian with nothing but the package and what it depends on.
deb_install() {
  local mirror proxy options=() fresh=$deb_folder/fresh
  mirror=$(host_mirror)
  proxy=$(host_proxy)
  [ -n "$proxy" ] && options+=(--aptopt="Acquire::http::Proxy \"$proxy\"")
  rm -rf "$fresh"
  mmdebstrap --quiet --variant=minbase --format=directory --dpkgopt=force-unsafe-io \
    --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --customize-hook="copy-in $(deb_file) /root" \
    --customize-hook='chroot "$1" sh -c "apt-get install -y --no-install-recommends /root/*.deb"' \
    "${options[@]}" "$suite" "$fresh" ${mirror:+"$mirror"}
}

# In the fresh Debian, with the session's display and bus.
deb_run() {
  # shellcheck disable=SC1091
  (. "$deb_folder/session"
   root=$deb_folder/fresh
   in_root env HOME="$HOME" XDG_RUNTIME_DIR="$XDG_RUNTIME_DIR" LANG=C.UTF-8 TZ=UTC \
     DBUS_SESSION_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" WAYLAND_DISPLAY="$WAYLAND_DISPLAY" \
     GSK_RENDERER=cairo REGULARS_TEST=1 G_DEBUG=fatal-criticals "$@")
}

deb_log() {
  local log=$cache/deb-$1.log
  shift
  "$@" >"$log" 2>&1 || { tail -n 25 "$log" >&2; die "This failed; $log has all of it."; }
}

do_deb() {
  local code=0 shop=$deb_folder/shop.regulars tool_root
  need_host_packages mmdebstrap:mmdebstrap bwrap:bubblewrap
  [ "$(id -u)" = 0 ] || die "Only root can install a package into a fresh Debian: sudo ./dev deb"
  tool_root=$(
    mapfile -t packages < <(deb_build_dependencies)
    packages+=("${deb_build_packages[@]}")
    make_root && printf %s "$root"
  )
  rm -f "$deb_folder"/regulars*
  deb_copy_source
  say "Building the package …"
  deb_log build deb_build "$tool_root"
  deb_log lintian deb_lint "$tool_root"
  say "Installing it into a fresh Debian 13 …"
  deb_log install deb_install
  do_build
  start_session "$deb_folder/session"
  rm -f "$shop"*
  deb_run regularsctl --version >"$deb_folder/version" 2>&1 || true
  deb_run regularsctl --store "$shop" init --name Fjordbok --currency NOK \
    >"$deb_folder/init" 2>&1 || true
  deb_run regulars --store "$shop" >"$deb_folder/window" 2>&1 &
  "${enter[@]}" env PYTHONPATH="$here/tests:$here/tests/ui" \
    python3 "$here/tests/debian/test-deb.py" "$build" "$deb_folder" || code=$?
  end_session "$deb_folder/session"
  say "The package: $(deb_file)"
  return "$code"
}
