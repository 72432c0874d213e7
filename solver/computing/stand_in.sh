#!/bin/sh
# stand_in.sh LIBRARY SOURCE: writes C code that has every symbol which LIBRARY, deal.II's, wants from libraries
# that Kelvolt never calls (CAD files, Gmsh, Assimp, GSL, SUNDIALS), and prints the names of these libraries. A
# function that is called all the same says so and ends the program; data are zero.
set -eu
library=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

defined() { xargs -r nm -D --defined-only | awk 'NF == 3 { sub(/@.*/, "", $3); print $3, $2 }'; }

# Not among them: libraries that constructors of deal.II's static objects call, as ADOL-C.
unused='^lib(TK[A-Za-z0-9]*|gmsh|assimp|gsl|sundials_[a-z]*)\.so'
readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' >"$work/needed"
ldd "$library" | awk 'NR == FNR { needed[$1]; next } $1 in needed && $2 == "=>" { print $1, $3 }' \
  "$work/needed" - >"$work/found"
grep -E "$unused" "$work/found" | awk '{ print $2 }' | defined >"$work/left_out"
grep -vE "$unused" "$work/found" | awk '{ print $2 }' | defined >"$work/loaded"
nm -D --undefined-only "$library" | awk '{ sub(/@.*/, "", $2); print $2 }' >"$work/wanted"
{
  cat <<'END'
/* Made by stand_in.sh. */
#include <stdio.h>
#include <stdlib.h>
__attribute__((noreturn)) static void refuse(const char *name)
{
  fprintf(stderr, "error: %s was called, of a library that Kelvolt does without.\n", name);
  abort();
}
END
  # The largest of the tables of virtual functions have 432 bytes.
  awk 'FILENAME ~ /left_out$/ { kind[$1] = $2; next }
    FILENAME ~ /loaded$/ { delete kind[$1]; next }
    !($1 in kind) { next }
    kind[$1] ~ /[TWi]/ { printf "void %s(void) { refuse(\"%s\"); }\n", $1, $1; next }
    { printf "char %s[1024] __attribute__((aligned(16)));\n", $1 }' \
    "$work/left_out" "$work/loaded" "$work/wanted"
} >"$source"
awk '{ print $1 }' "$work/found" | grep -E "$unused"
