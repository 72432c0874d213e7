#pragma once

#include "reduction/reduced_model.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// Estimates of what a projection on a rational Krylov space leaves open of the responses
/// of single places to steps. The error of a mean is bounded by energies (ResidualBound);
/// that of a place is not, since no energy bounds a value at a point.
///
/// It is told by what the projection would be without one of its shifts, for each of them.
/// The solution at a shift lies in the space, and is found by the model itself, so that
/// those at all other shifts span the space without it, and the model projects itself on
/// that, without another solve. The steady solution stays, and so do uniform rises.
class PlaceErrors
{
public:
  /// @param shifts of the basis of the model, zero or more @param times [s], rising
  /// @param n_inputs the first inputs of the model, where the steps are
  PlaceErrors(const ReducedModel &model,
              const std::vector<double> &shifts,
              std::vector<double> times,
              std::size_t n_inputs);

  /// Of the response to a step of 1 W in the input at each time [K]: a multiple of the sum
  /// of the changes that leaving out each shift makes. It is the largest share of the self
  /// impedance at times near it, since changes have zeros, which the error has elsewhere,
  /// and the hottest place may be another one. @param gains what takes these of the modes
  /// of the model, at each time: the hottest node, or the same point
  std::vector<double> of_step(std::size_t input,
                              const std::vector<std::vector<double>> &gains) const;

private:
  /// In modes of its own.
  struct Thinned
  {
    std::vector<double> rate;
    DenseMatrix vector; ///< [mode of the model][own mode]
    DenseMatrix gain;   ///< [own mode][input]
  };
  Thinned without(std::size_t shift, const std::vector<double> &shifts) const;
  void add_changes(const Thinned &thinned);
  double sum_of_changes(std::size_t input,
                        std::size_t time,
                        const std::vector<double> &gains) const;

  ReducedModel model_;
  std::vector<double> times_;
  std::size_t n_inputs_, n_uniform_ = 0; ///< the uniform rises are the first modes
  /// [shift left out]: of the state after a step, [input and time][mode of the model]
  std::vector<DenseMatrix> changes_;
};

} // namespace kelvolt
