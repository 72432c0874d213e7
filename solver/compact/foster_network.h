#pragma once

#include "compact/modal_model.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// A sum of cells, each a resistance beside a capacity:
///
///     Z(t) = sum_i resistance_i (1 - exp(-t / time_constant_i)) + slope t
///
/// Nothing but a way to write a curve: the nodes between its cells are no places. With a
/// resistance below zero, as mutual impedances have, it is no circuit of passive elements.
struct FosterNetwork
{
  std::vector<double> resistance;    ///< [K/W]
  std::vector<double> time_constant; ///< [s] rising
  double slope = 0.;                 ///< [K/J] of heat that cannot leave

  std::size_t n_terms() const
  {
    return resistance.size();
  }
};

/// The exact one of a step in that input, as seen by that row of the output's gains. Throws
/// std::domain_error if a rate is negative, which is thermal runaway.
FosterNetwork foster_network(const ModalModel &model,
                             std::size_t input,
                             std::size_t output,
                             std::size_t row = 0);

/// Whether no resistance is below zero.
bool is_passive(const FosterNetwork &network);

/// Sum of the resistances, which is R_th if heat can leave.
double total_resistance(const FosterNetwork &network);

double step_response(const FosterNetwork &network, double time);
std::vector<double> step_response(const FosterNetwork &network,
                                  const std::vector<double> &times);

/// Rise at the end of a pulse of 1 W and of that width, in the periodic state; period 0: of
/// one pulse from cold.
double pulse_response(const FosterNetwork &network, double width, double period);

/// `n` times per decade from first to last, both included.
std::vector<double> logarithmic_times(double first, double last, unsigned int n);

} // namespace kelvolt
