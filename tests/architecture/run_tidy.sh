#!/bin/sh
# run_tidy.sh CLANG_TIDY BUILD_DIRECTORY [SECONDS]: clang-tidy; any finding is an error. With SECONDS
# only on what changed, and of that only the lines: against origin/main, or, where HEAD is no
# further than that, in the last commit; what is not committed yet counts, too. No file is begun
# after SECONDS, and a sentence tells of those left out. Without them on all sources.
set -eu

tidy=$1 build=$2 limit=${3:-}

# GCC's precompiled headers are none to clang: the same headers as text, and commands that name them.
mkdir -p "$build/tidy"
find "$build" -path "$build/tidy" -prune -o -name cmake_pch.hxx -print | while read -r header; do
  target=$(basename "$(dirname "$header")")
  mkdir -p "$build/tidy/$target" && cp "$header" "$build/tidy/$target"
done
sed "s#[^ \"]*/CMakeFiles/\([^/ ]*\)/cmake_pch.hxx#$build/tidy/\1/cmake_pch.hxx#g" \
  "$build/compile_commands.json" >"$build/tidy/compile_commands.json"

is_compiled() { # of the files that it reads those that have a command: others are read by no compiler here
  while read -r file; do ! grep -qF "/$file\"" "$build/tidy/compile_commands.json" || echo "$file"; done
}

changed() { # the sources to look at, one a line
  if [ -z "$limit" ]; then
    find solver postprocess tests -name '*.cc'
    return
  fi
  { git diff --name-only --diff-filter=d "$base" -- && git ls-files --others --exclude-standard; } |
    grep -E '^(solver|postprocess|tests)/.*\.(h|cc)$' | sed 's/\.h$/.cc/' | sort -u |
    while read -r file; do [ ! -f "$file" ] || echo "$file"; done
}

base=
if [ -n "$limit" ]; then
  git rev-parse --git-dir >/dev/null 2>&1 ||
    { echo 'skipped: no git repository, so that nothing says which files changed.'; exit 0; }
  base=$(git merge-base HEAD origin/main 2>/dev/null || true)
  if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
    base=$(git rev-parse --quiet --verify 'HEAD~1' || true)
  fi
  [ -n "$base" ] ||
    { echo 'skipped: this clone has one commit, so that nothing says which files changed' \
      '(git fetch --deepen=1 brings the one before).'; exit 0; }
fi
# What clang-tidy may report, as it wants to read it: files with their changed lines; empty: all.
lines=
if [ -n "$limit" ]; then
  lines=$({ git diff -U0 "$base" -- solver postprocess tests
    git ls-files --others --exclude-standard solver postprocess tests | sed 's/.*/+++ b\/&\n@@ -0,0 +1,100000 @@/'; } |
    awk '/^\+\+\+ b\// { file = substr($0, 7) }
      /^@@ / { n = split(substr($3, 2), at, ","); count = n > 1 ? at[2] : 1
        if (count > 0 && file ~ /\.(h|cc)$/)
          found[file] = found[file] (found[file] == "" ? "" : ",") "[" at[1] "," at[1] + count - 1 "]" }
      END { for (file in found) { printf "%s{\"name\":\"%s\",\"lines\":[%s]}", comma, file, found[file]; comma = "," } }' |
    sed 's/^/[/; s/$/]/')
  [ -n "$lines" ] || { echo 'skipped: no line of a source changed.'; exit 0; }
fi
list=$build/tidy/files
changed | is_compiled >"$list" || true
[ -s "$list" ] || { echo 'skipped: no source changed.'; exit 0; }

end=$(($(date +%s) + ${limit:-86400}))
rm -f "$build/tidy/left"
xargs -n 1 -P "$(nproc)" sh -c '
  log=$3/$(echo "$5" | tr / _).log
  if [ "$(date +%s)" -ge "$1" ]; then echo "$5" >>"$3/left"; exit 0; fi
  "$2" --quiet --extra-arg=-Wno-error --extra-arg=-Wno-unknown-warning-option \
    --extra-arg=-Wno-ignored-optimization-argument --line-filter="$4" -p "$3" "$5" 2>"$log" || { cat "$log" >&2; exit 1; }' \
  sh "$end" "$tidy" "$build/tidy" "$lines" <"$list"
echo "$(wc -l <"$list") sources changed; $(cat "$build/tidy/left" 2>/dev/null | wc -l) of them were left out" \
  "for lack of time (the target tidy looks at all)."
