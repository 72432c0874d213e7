#!/bin/sh
# The program finds its stand-in for libraries of deal.II that it never calls (solver/computing/stand_in.cmake) in
# place of them, and with every symbol: all of them are looked up at once, not when they are called. It starts
# without the directory, too.
#   stand_in.sh KELVOLT-COMPUTE
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ldd "$program" >"$work/with"
if grep -E '=> /(usr/)?lib/.*/lib(TK|gmsh|assimp|gsl\.|sundials)' "$work/with"; then exit 1; fi
grep -q ' => .*/lib/kelvolt/names/' "$work/with"
LD_BIND_NOW=1 "$program" --version
mkdir "$work/bin"
cp "$program" "$work/bin"
ldd "$work/bin/$(basename "$program")" >"$work/without"
grep -qE 'libTKernel.so.* => /(usr/)?lib/' "$work/without"
"$work/bin/$(basename "$program")" --version
