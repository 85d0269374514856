# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
#
# ./dev flatpak, a part of ./dev. Builds the real manifest with flatpak-builder, installs it into a
# private folder, and uses it inside its sandbox without a screen.
#
# The runtime of GNOME 50 is not fetched: a stand-in is made from the build root's Debian packages.
# That shows that the manifest builds, what it installs, and that the program works with the
# permissions it asks for. It does not show that the runtime itself has every library.

flatpak_folder=$cache/flatpak
flatpak_arch=$(uname -m)
flatpak_id=io.github.regulars.Regulars

# Everything of flatpak's lies in one folder of ours.
flatpak_env() {
  env -u FLATPAK_SYSTEM_DIR FLATPAK_USER_DIR="$flatpak_folder/installation" \
    HOME="$flatpak_folder/home" XDG_DATA_HOME="$flatpak_folder/home/.local/share" \
    XDG_CACHE_HOME="$flatpak_folder/home/.cache" "$@"
}

flatpak_metadata() {
  printf '[Runtime]\nname=org.gnome.%s\n' "$1"
  printf 'runtime=org.gnome.Platform/%s/50\nsdk=org.gnome.Sdk/%s/50' \
    "$flatpak_arch" "$flatpak_arch"
}

# A runtime is a tree whose files/ is /usr, with /etc in it. Both are the same here.
flatpak_commit() {
  local tree=$1 name=$2 repo=$flatpak_folder/repo
  flatpak_metadata "$name" >"$tree/metadata"
  ostree commit --repo="$repo" --branch="runtime/org.gnome.$name/$flatpak_arch/50" \
    --owner-uid=0 --owner-gid=0 --no-xattrs --canonical-permissions --subject='A stand-in' \
    --add-metadata-string=xa.metadata="$(flatpak_metadata "$name")" "$tree"
}

# The composer of the list of programs is no part of what is tested, and Debian's has another name.
flatpak_add_composer() {
  local bin=$1/files/bin
  printf '#!/bin/sh\nexit 0\n' >"$bin/appstream-compose"
  mv "$bin/appstreamcli" "$bin/appstreamcli.real"
  printf '#!/bin/sh\n[ "$1" = compose ] && exit 0\nexec appstreamcli.real "$@"\n' \
    >"$bin/appstreamcli"
  chmod 755 "$bin/appstream-compose" "$bin/appstreamcli"
}

flatpak_make_runtime() {
  local tree=$flatpak_folder/tree
  say "Making a stand-in for the GNOME 50 runtime; once, a minute …"
  rm -rf "$flatpak_folder"
  mkdir -p "$tree" "$flatpak_folder/home"
  cp -al "$root/usr" "$tree/files"
  rm -rf "$tree/files/etc"
  cp -a "$root/etc" "$tree/files/etc"
  flatpak_add_composer "$tree"
  ostree init --mode=bare-user-only --repo="$flatpak_folder/repo"
  flatpak_commit "$tree" Platform
  flatpak_commit "$tree" Sdk
  rm -rf "$tree"
  flatpak_env flatpak build-update-repo "$flatpak_folder/repo"
  flatpak_env flatpak --user remote-add --no-gpg-verify stand-in "file://$flatpak_folder/repo"
  flatpak_env flatpak --user install -y --noninteractive stand-in org.gnome.Platform//50 \
    org.gnome.Sdk//50
}

flatpak_build() {
  local manifest=$here/flatpak/$1.json
  say "Building $1 with flatpak-builder …"
  flatpak_env flatpak-builder --user --force-clean --disable-rofiles-fuse --disable-updates \
    --disable-cache --ccache --state-dir="$flatpak_folder/state" --repo="$flatpak_folder/apps" \
    --default-branch=test "$flatpak_folder/build" "$manifest"
  flatpak_env flatpak --user remote-add --if-not-exists --no-gpg-verify built \
    "file://$flatpak_folder/apps"
  flatpak_env flatpak --user install -y --noninteractive --reinstall built "$1"
}

flatpak_log() {
  local log=$cache/flatpak-$1.log
  shift
  "$@" >"$log" 2>&1 || { tail -n 25 "$log" >&2; die "This failed; $log has all of it."; }
}

# In the sandbox, as a desktop would start it; $1 is the display.
flatpak_run() {
  # shellcheck disable=SC1091
  (. "$flatpak_folder/session"
   local display=WAYLAND_DISPLAY="$WAYLAND_DISPLAY"
   [ "$1" = x11 ] && display=DISPLAY="$DISPLAY"
   shift
   exec env -i PATH="$PATH" HOME="$HOME" XDG_RUNTIME_DIR="$XDG_RUNTIME_DIR" "$display" \
     DBUS_SESSION_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" LANG=C.UTF-8 \
     FLATPAK_USER_DIR="$flatpak_folder/installation" \
     flatpak --user run --env=LANG=C.UTF-8 --env=TZ=UTC --env=GSK_RENDERER=cairo \
     --env=REGULARS_TEST=1 --env=G_DEBUG=fatal-criticals "$@")
}

do_flatpak() {
  local id=$flatpak_id code=0
  [ "${1:-}" = devel ] && id=$id.Devel
  need_host_packages flatpak flatpak-builder ostree eu-strip:elfutils xdg-dbus-proxy \
    bwrap:bubblewrap
  make_root
  do_build
  [ "$(cat "$flatpak_folder/root" 2>/dev/null)" = "$root" ] || {
    flatpak_log runtime flatpak_make_runtime
    echo "$root" >"$flatpak_folder/root"
  }
  flatpak_log build flatpak_build "$id"
  start_session "$flatpak_folder/session"
  flatpak_use "$id" || code=$?
  end_session "$flatpak_folder/session"
  return "$code"
}

# A window, watched from the build root.
flatpak_watch() {
  local id=$1 shop=$2 display=$3
  flatpak_run "$display" "$id" --store "$shop" >"$flatpak_folder/answers/window-$display" 2>&1 &
  "${enter[@]}" env PYTHONPATH="$here/tests:$here/tests/ui" \
    python3 "$here/tests/flatpak/test-flatpak.py" "$build" "$flatpak_folder" "$id" "$display"
}

# Commands inside first; their answers are judged by the first watcher.
flatpak_use() {
  local id=$1 answers=$flatpak_folder/answers home shop code=0
  # shellcheck disable=SC1091
  home=$(. "$flatpak_folder/session" && printf %s "$HOME")
  shop=$home/.var/app/$id/data/shop.regulars
  rm -rf "$answers" "$flatpak_folder/portal/calls"
  mkdir -p "$answers"
  echo 'for nobody else' >"$home/private.txt"

  flatpak_run wayland --command=sh "$id" -c '
    cat /.flatpak-info; echo ---; cat /proc/net/dev; echo ---
    ls -a "$HOME"; cat "$HOME/private.txt"; echo ---
    for place in / /usr /app /etc "$HOME"; do
      touch "$place/regulars-was-here" && echo "wrote $place"
    done
    echo ---; find /app/share -type f' >"$answers/inside" 2>&1 || true
  find / /etc "$home" -maxdepth 1 -name regulars-was-here >"$answers/outside"
  flatpak_run wayland --command=regularsctl "$id" --store "$shop" init --name Fjordbok \
    --currency NOK >"$answers/init" 2>&1 || true
  flatpak_run wayland --command=regularsctl "$id" --store "$shop" import --json - \
    <"$here/tests/flatpak/till.csv" >"$answers/import" 2>"$answers/import.said" || true
  flatpak_watch "$id" "$shop" wayland || code=1
  flatpak_watch "$id" "$shop" x11 || code=1
  return "$code"
}
