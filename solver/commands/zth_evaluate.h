#pragma once

#include "commands/command.h"

namespace kelvolt
{

/// `kelvolt zth evaluate A.csv [B.csv]`: measured curves. A sub-command of `zth`.
Command add_zth_evaluate(CLI::App &zth);

} // namespace kelvolt
