#pragma once

#include "compact/network_records.h"

#include <string>

namespace kelvolt
{

enum class PlecsBranch
{
  foster,
  cauer
};

/// A thermal description for PLECS, one package in its XML: the thermal network from
/// junction to the surroundings. Its switching and conduction losses are zero, for the user
/// to fill in. Written from public examples; PLECS itself was not at hand.
std::string plecs_thermal(const ModalModel &model, std::size_t input, PlecsBranch branch);

} // namespace kelvolt
