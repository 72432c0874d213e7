#!/bin/sh
# launcher_progress.sh LAUNCHER: its first call on a machine without packages, apt-get and CMake
# being pretended: it counts packages and files, and removes the package files that it fetched,
# and those only. What it shows of a failure is the messages themselves.
set -eu
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/root/solver" "$work/root/postprocess" "$work/root/build" "$work/archives"
cp "$1" "$work/root/kelvolt"
touch "$work/root/CMakeLists.txt" "$work/root/CMakePresets.json" "$work/archives/users_own.deb"

printf '#!/bin/sh\nexit 1\n' >"$work/bin/dpkg-query" # nothing is installed
printf '#!/bin/sh\nexec "$@"\n' >"$work/bin/sudo"
cat >"$work/bin/apt-get" <<'END'
#!/bin/sh
case "$*" in *install*) ;; *) echo 'Get:1 http://server list'; exit 0 ;; esac
echo '1 upgraded, 19 newly installed, 0 to remove and 0 not upgraded.'
for i in $(seq 20); do echo "Get:$i http://server p$i"; touch "$KELVOLT_APT_ARCHIVES/p $i.deb"; done
[ ! -e "$KELVOLT_APT_ARCHIVES/full" ] || { echo 'E: the disk is full'; exit 100; }
for i in $(seq 20); do echo "Unpacking p$i (1) ..."; done
for i in $(seq 20); do echo "Setting up p$i (1) ..."; done
END
cat >"$work/bin/cmake" <<'END'
#!/bin/sh
case "$*" in *--build*) ;; *) exit 0 ;; esac
for i in $(seq 30); do echo "[$i/30] Building CXX object $i.o"; done
[ ! -e "$BUILD/wrong" ] || { echo 'x.cc:1: error: 100% wrong'; exit 1; }
mkdir -p "$BUILD/bin" && printf '#!/bin/sh\necho program "$@"\n' >"$BUILD/bin/kelvolt"
chmod +x "$BUILD/bin/kelvolt"
END
chmod +x "$work/bin/"*
export PATH="$work/bin:$PATH" KELVOLT_APT_ARCHIVES="$work/archives" BUILD="$work/root/build"

call() { sh "$work/root/kelvolt" solve x >"$work/said" 2>&1; }
expect() { grep -qxF -- "$1" "$work/said" || { echo "missing: $1"; cat "$work/said"; exit 1; }; }

touch "$work/archives/full"
! call || exit 1
expect 'E: the disk is full'
[ -e "$work/archives/p 20.deb" ] || { echo 'what was fetched should serve the next call'; exit 1; }
rm "$work/archives/full"

touch "$BUILD/wrong"
! call || exit 1
expect 'x.cc:1: error: 100% wrong'
rm "$BUILD/wrong"

call || { cat "$work/said"; exit 1; }
for line in 'kelvolt: fetching package 20 of 20' 'kelvolt: unpacking package 10 of 20' \
  'kelvolt: setting up package 20 of 20' 'kelvolt: building file 15 of 30' \
  'kelvolt: building file 30 of 30' 'program solve x'; do
  expect "$line"
done
[ "$(ls "$work/archives")" = users_own.deb ] || { ls "$work/archives"; exit 1; }
