#!/bin/sh
# line_coverage.sh BUILD_DIRECTORY: of a build with KELVOLT_COVERAGE whose tests have run, the share of
# lines with code that were executed, for each room of solver/ and for postprocess/, and of the ten
# files of at least 20 such lines where it is least.
set -eu

build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
find "$build" -name '*.gcda' | grep -qE 'CMakeFiles/kelvolt[^/]*\.dir/' ||
  { echo 'There are no counters yet: run ctest --preset coverage first.' >&2; exit 1; }
# What was compiled: files that no test calls have no counters, and count as never executed.
find "$build" -name '*.gcno' | grep -E 'CMakeFiles/kelvolt[^/]*\.dir/' >counters
# gcov -t -j: one JSON text for each object, with every line of each of its sources.
xargs -n 20 gcov --stdout --json-format <counters 2>/dev/null | tr -d '\000' >lines
python3 - "$PWD/lines" "$root" <<'EOF'
import collections, json, os, sys
counts = collections.defaultdict(dict)
decoder, text, at = json.JSONDecoder(), open(sys.argv[1]).read(), 0
while (at := text.find('{"', at)) >= 0:
    object_file, at = decoder.raw_decode(text, at)
    for source in object_file["files"]:
        path = os.path.normpath(os.path.join(object_file["current_working_directory"], source["file"]))
        path = os.path.relpath(path, sys.argv[2])
        if path.startswith(("solver/", "postprocess/")):
            for line in source["lines"]:
                number = line["line_number"]
                counts[path][number] = counts[path].get(number, 0) + line["count"]
rooms = collections.defaultdict(lambda: [0, 0])
for path, lines in counts.items():
    parts = path.split("/")
    for room in ("/".join(parts[:2]) if parts[0] == "solver" and len(parts) > 2 else parts[0], "all"):
        rooms[room][0] += sum(count > 0 for count in lines.values())
        rooms[room][1] += len(lines)
for room in sorted(rooms, key=lambda room: (room == "all", room)):
    hit, total = rooms[room]
    print(f"{room:28} {hit:6} of {total:6} lines, {100 * hit / total:5.1f} %")
shares = []
for path, lines in counts.items():
    hit, total = sum(count > 0 for count in lines.values()), len(lines)
    if total >= 20:
        shares.append((hit / total, path, hit, total))
print("least of all files:")
for share, path, hit, total in sorted(shares)[:10]:
    print(f"{path:44} {hit:6} of {total:6} lines, {100 * share:5.1f} %")
EOF
