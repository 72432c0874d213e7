#pragma once

#include "compact/film_model.h"
#include "exchange/hdf5_image.h"

namespace kelvolt
{

/// Whether the file holds one.
bool is_film_model(const Hdf5Reader &reader);
/// What model_h5() wrote. @throws std::exception if something is missing
FilmModel film_model_from_h5(const Hdf5Reader &reader);

} // namespace kelvolt
