#!/bin/sh
# doxygen_anchors.sh FILE: a Markdown page with the names of its headings as GitHub makes them, which Doxygen does not
# know by itself: '## Via field' becomes '## Via field {#via-field}'.
exec sed -E '/^#+ /{h;s/^#+ //;s/.*/\L&/;s/[^a-z0-9 _-]//g;s/ /-/g;x;G;s/\n(.*)/ {#\1}/}' "$1"
