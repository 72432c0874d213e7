#!/bin/sh
# run_tidy.sh CLANG_TIDY BUILD_DIRECTORY: clang-tidy on all sources; any finding is an error.
find solver postprocess -name '*.cc' -print0 |
  xargs -0 -n 1 -P "$(nproc)" "$1" --quiet -p "$2"
