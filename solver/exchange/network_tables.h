#pragma once

#include "compact/network_records.h"

#include <string>

namespace kelvolt
{

/// All networks of a model, one row for each element.
std::string networks_csv(const ModalModel &model, std::size_t n_terms = 0);

/// The same, with the keys `foster` and `cauer` of zth.json; `structure` is the structure
/// function of every own impedance, with the place where its capacity ends (corner).
std::string networks_json(const ModalModel &model, std::size_t n_terms = 0);

} // namespace kelvolt
