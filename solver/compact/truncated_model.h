#pragma once

#include "compact/modal_model.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// The model with so many modes, or itself if it has no more: a projection onto the steady
/// states of its inputs and onto further answers to them, either those to inputs that grow
/// as exp(s t), at rates s spread evenly in the logarithm, or those that are reached best
/// (the largest eigenvectors of the Gramian). Of these spaces, and of many ranges of s, the
/// one is taken whose own responses are off by the smallest share of the value at the same
/// time (mutual ones: of the steady value). The model stays symmetric, hence stable and,
/// for self impedances, passive; every steady response is kept exactly. It needs at least
/// as many modes as inputs, or throws std::domain_error. The bounds stay those of the model
/// that it was made of: largest_difference() tells what truncation adds.
ModalModel truncated(const ModalModel &model, std::size_t n_modes);

/// The model with one input and one output of the given one.
ModalModel part_of(const ModalModel &model, std::size_t input, std::size_t output);

struct Difference
{
  double of_value = 0.;  ///< largest share of the value at the same time
  double of_steady = 0.; ///< largest share of the steady value, or of the last one
};

/// Between step responses over the times of the first model.
Difference largest_difference(const ModalModel &exact,
                              const ModalModel &approximation,
                              std::size_t input,
                              std::size_t output);

} // namespace kelvolt
