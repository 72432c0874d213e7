#pragma once

#include "convection_model.h"
#include "units.h"

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// What may stand behind `correlation`.
const std::vector<std::string> &correlation_names();

/// `vertical_plate` ... or `cold_plate`.
std::string model_name(const ConvectionModel &model);

/// Temperature [K] at which the model's own coolant enters; none if the model draws the
/// surface towards the ambient.
std::optional<double> coolant_inlet(const ConvectionModel &model);

/// One value of a model under its key in the case file.
struct ModelValue
{
  std::string key;
  double value = 0.;
  std::optional<Dimension> dimension; ///< none: a plain number
};

/// All values of a model in SI units, in the order in which they are written; each of them
/// must be positive.
std::vector<ModelValue> model_values(const ConvectionModel &model);

} // namespace kelvolt
