#!/bin/sh
# closed_sets.sh CXX [INCLUDE_DIRECTORY...]: a new alternative of a closed set must not compile until every place that
# tells the alternatives apart says what becomes of it. On a copy of the sources this adds one to
# each set, and expects the compiler to refuse each of the files listed below with a message that
# names the file and the set or the new alternative. The unbroken copy has to compile with the
# same command, so that no file is refused for another reason.
set -eu

compiler=$1
shift
directories=
for directory; do
  [ "$directory" = /usr/include ] || directories="$directories -isystem $directory"
done
copy=$(mktemp -d)
others=$(mktemp -d)
trap 'rm -rf "$copy" "$others"' EXIT
failures=0

flags="-std=c++17 -Wall -Werror -Wno-missing-braces -Wno-maybe-uninitialized
  -fno-diagnostics-show-caret -DKELVOLT_VERSION=\"\" -DKELVOLT_SOURCE_DIR=\"\"
  -DKELVOLT_INSTALL_DATA_DIR=\"\""

# What others wrote is the same in every copy, and most of what a compiler reads: it reads it once.
grep -rhoE '^#include <(deal\.II|nlohmann|fmt|yaml-cpp)/[^>]*>' solver --include='*.h' | sort -u \
  >"$others/others.h"
"$compiler" -x c++-header $flags $directories "$others/others.h" -o "$others/others.h.gch"

compile() { # compile FILE: its messages
  echo "#include \"$1\"" | "$compiler" -x c++ $flags -Winvalid-pch -fsyntax-only \
    -include "$others/others.h" -I"$copy" $directories - 2>&1
}

refuses() { # refuses SET WORD FILE...: each file must be refused, with WORD in the message
  set_name=$1 word=$2
  shift 2
  for file; do
    if message=$(compile "$file"); then
      echo "FAILED: $file compiles although '$set_name' has an alternative that it does not know."
      failures=$((failures + 1))
    elif ! echo "$message" | grep -qF "$file" || ! echo "$message" | grep -qF "$word"; then
      echo "FAILED: $file is refused, but the message does not name it and '$word':"
      echo "$message" | head -n 20
      failures=$((failures + 1))
    else
      echo "$file refuses a new alternative of '$set_name'."
    fi
  done
}

edit() { # edit FILE SED_COMMAND: changes the copy, and fails if nothing changed
  sed "$2" "$copy/$1" >"$copy/edited"
  ! cmp -s "$copy/edited" "$copy/$1" || { echo "FAILED: '$2' changes nothing in $1."; exit 1; }
  mv "$copy/edited" "$copy/$1"
}

fresh_copy() {
  rm -rf "$copy" && mkdir "$copy"
  cp -r solver/. "$copy"
}

cooling='case/given.h case/unknown_value.h case/check_cooling.cc case/unusual_values.cc
  case/cooling_numbers.cc input/read_cooling.cc input/resolved_case.cc checks/check_surfaces.cc
  thermal/cooling_law.cc thermal/cooled_surface.cc thermal/heat_balance.cc mesh/mesh_sizes.cc
  accuracy/cooling_sensitivities.cc accuracy/thickness_sensitivities.cc accuracy/singular_edges.cc'
models='case/convection_values.cc input/read_cooling.cc thermal/convection_correlation.cc'
drives='case/given.h case/check_drives.cc case/unusual_values.cc input/resolved_case.cc
  checks/check_terminals.cc checks/duty_paths.cc time/loads.cc accuracy/sensitivities.cc'
laws='case/check_property.cc case/unusual_values.cc input/read_property.cc input/resolved_case.cc
  materials/property_evaluation.cc materials/property_integral.cc materials/material_library.cc
  accuracy/design_advice.cc'
quantities='results/quantity_kind.cc'
commands='commands/program.cc'

fresh_copy
for file in $(echo "$cooling $models $drives $laws $quantities $commands" | tr ' ' '\n' | sort -u); do
  if ! message=$(compile "$file"); then
    echo "FAILED: the unbroken $file does not compile:"
    echo "$message" | head -n 20
    exit 1
  fi
done
echo "The unbroken sources compile."

edit case/cooling.h 's/^using CoolingLaw = /struct NewLaw {};\nusing CoolingLaw = /; s/FixedTemperature, HeatFlux>/FixedTemperature, HeatFlux, NewLaw>/'
refuses CoolingLaw NewLaw $cooling

fresh_copy
edit case/convection_model.h 's/^using ConvectionModel = std::variant</struct NewModel {};\nusing ConvectionModel = std::variant<NewModel, /'
refuses ConvectionModel NewModel $models

fresh_copy
edit case/case.h 's/^struct Terminal$/struct NewDrive {};\nstruct Terminal/; s/<GivenVoltage, GivenCurrent> drive/<GivenVoltage, GivenCurrent, NewDrive> drive/'
refuses "Terminal::drive" NewDrive $drives

fresh_copy
edit case/property_law.h 's/^using PropertyLaw = /struct NewLaw {};\nusing PropertyLaw = /; s/TableLaw, SumLaw>/TableLaw, SumLaw, NewLaw>/'
refuses PropertyLaw NewLaw $laws

fresh_copy
edit results/quantity.h 's/^    thermal_resistance$/    thermal_resistance,\n    new_kind/'
refuses Quantity::Kind new_kind $quantities

fresh_copy
edit commands/command.h 's/^  solve,$/  solve, new_command,/'
refuses CommandName new_command $commands

[ "$failures" -eq 0 ] || exit 1
