#pragma once

#include "compact/modal_model.h"

#include <vector>

namespace kelvolt
{

/// The power that keeps a rise within a limit, over the width of its pulses: a limit by
/// temperature only. Breakdown, currents of wires and the transistor's own instabilities
/// set limits of their own.
struct SafeOperatingArea
{
  double rise = 0.;                       ///< [K] allowed
  std::vector<double> width;              ///< [s] of pulses
  std::vector<double> duty;               ///< share of the period; 0: one pulse
  std::vector<std::vector<double>> power; ///< [W] by duty, then by width
};

/// Of a source's own temperature, or of any output, in the periodic state.
SafeOperatingArea safe_operating_area(const ModalModel &model,
                                      std::size_t input,
                                      std::size_t output,
                                      double rise,
                                      const std::vector<double> &widths,
                                      const std::vector<double> &duties);

} // namespace kelvolt
