#pragma once

#include "compact/modal_model.h"
#include "exchange/hdf5_image.h"

#include <vector>

namespace kelvolt
{

/// The group `outputs` of a thermal model in HDF5: names, kinds, base temperatures, how
/// many places each has, and a row of gains for each place.
void write_outputs(const std::vector<ModalOutput> &outputs, Hdf5Writer &writer);
/// @param n_states length of a row. @throws std::exception if something is missing
std::vector<ModalOutput> read_outputs(const Hdf5Reader &reader, std::size_t n_states);

} // namespace kelvolt
