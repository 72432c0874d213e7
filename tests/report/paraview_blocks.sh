#!/bin/sh
# paraview_blocks.sh KELVOLT SOURCES: the macro for ParaView on a steady, a transient and a round result. Every
# part is a block whose volume, integrated by ParaView, is that of the summary, every cooled surface and terminal one
# with its heat flow and current. 77: no ParaView.
set -eu

kelvolt=$1 sources=$2
pvbatch=${KELVOLT_PVBATCH:-$(command -v pvbatch || true)}
if [ -z "$pvbatch" ]; then
  echo "skipped: there is no pvbatch (ParaView), and KELVOLT_PVBATCH names none"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$kelvolt" solve "$sources/tests/cases/heated_bar.yaml" -o "$work/steady" --quiet
"$kelvolt" solve "$sources/cases/pulsed_bar/case.yaml" -o "$work/transient" --quiet
if [ -x "$(dirname "$kelvolt")/kelvolt-mesh" ]; then
  for degree in 1 2 3; do
    "$kelvolt" solve "$sources/tests/report/round.yaml" --set mesh.degree="$degree" -o "$work/round_$degree" --quiet
  done
fi
for result in "$work"/*; do
  "$pvbatch" "$sources/postprocess/paraview/kelvolt_result.py" "$result" --check
done
