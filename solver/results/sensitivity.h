#pragma once

#include <string>

namespace kelvolt
{

/// How much the quantity whose accuracy is asked for follows one parameter of the case, all
/// others held.
struct Sensitivity
{
  enum class Kind
  {
    design,      ///< what a designer may improve: materials, joints, layers, cooling
    load,        ///< what the package has to stand: given heat, voltages, currents
    temperature, ///< given ambient, inlet and surface temperatures
  };

  /// Where it stands in what is advised to a designer; see design_advice.h.
  enum class Advice
  {
    first, ///< cooling, joints, interface layers, metals
    later, ///< what is open to choice besides
    none,  ///< the channel of a device, and what the case has fitted
  };

  std::string parameter; ///< key path of the case: `materials.TIM.conductivity`
  Kind kind = Kind::design;
  double value = 1.; ///< of the parameter, SI; 1 for a law over temperature as a whole
  /// Change of the quantity for +1 % of the parameter; for a temperature for +1 K.
  double per_percent = 0.;
  Advice advice = Advice::first; ///< of the kind `design`
};

} // namespace kelvolt
