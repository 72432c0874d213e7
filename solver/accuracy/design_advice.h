#pragma once

#include "accuracy/thickness_sensitivities.h"
#include "case/case.h"
#include "materials/material_table.h"
#include "results/sensitivity.h"

#include <vector>

namespace kelvolt
{

/// What a designer can change, and what first, told from the case alone.
///
/// A channel is a conductor that is a device, or whose electrical law the case gives itself
/// as anything but a constant or a straight line over temperature (which metals have): such
/// a law is a fit to measured resistances of a transistor. It and the conductors that fill
/// a layer with it (its contact metal) are its sheet, whose thickness and material are
/// parameters of the fit. First come metals and thin layers of poor conductors, that is
/// attach, copper and interface materials; semiconductors, ceramics and mould come later.
class DesignAdvice
{
public:
  DesignAdvice(const Case &input, const MaterialTable &materials);

  using Advice = Sensitivity::Advice;

  /// Thermal conductivity of the material of these parts.
  Advice on_conductivity(const std::vector<std::size_t> &parts) const;
  /// The electrical one.
  Advice on_resistivity(const std::vector<std::size_t> &parts) const;
  Advice on_thickness(const Layer &layer) const;

private:
  std::vector<Part> parts_;
  std::vector<bool> in_sheet_; ///< by part
  std::vector<bool> first_;    ///< by part: metal or interface layer
};

} // namespace kelvolt
