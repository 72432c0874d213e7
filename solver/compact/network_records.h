#pragma once

#include "compact/cauer_network.h"
#include "compact/foster_network.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kelvolt
{

/// The network of one pair, as result files hold it.
struct FosterRecord
{
  std::string heated, observed;
  FosterNetwork network;
  /// Largest share of the value at the same time, of bounds and truncation; of a mutual
  /// response, which begins exponentially small, bounds are shares of the root of both own
  /// ones and truncation is one of its steady value.
  double error = 0.;
};

struct CauerRecord
{
  std::string heated;
  CauerNetwork ladder;
  double error = 0.; ///< likewise
};

/// Of every power and the mean of every part that the model observes, with so many terms
/// each; 0: exact, with as many as the model has modes.
std::vector<FosterRecord> foster_records(const ModalModel &model, std::size_t n_terms = 0);

/// Of every power whose own part's mean is observed with the gains that it heats it with.
std::vector<CauerRecord> cauer_records(const ModalModel &model, std::size_t n_terms = 0);

/// The output that is the input's own: the mean of its name, with its gains up to
/// round-off. The number of outputs if there is none.
std::size_t own_output(const ModalModel &model, std::size_t input);

} // namespace kelvolt
