#!/bin/sh
# check_format.sh CLANG_FORMAT: fails and shows the places if a source is not formatted as
# .clang-format says. To put it right: the same find with `clang-format -i`.
find solver postprocess tests \( -name '*.h' -o -name '*.cc' \) -print0 |
  xargs -0 "$1" --dry-run -Werror --ferror-limit=3
