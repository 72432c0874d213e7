#pragma once

#include "alternatives.h"
#include "convection_model.h"
#include "units.h"

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace kelvolt
{

/// What may stand behind `correlation`.
const std::vector<std::string> &correlation_names();

/// f(default-made model) for each correlation, in the order of the variant.
template <typename Function>
void for_each_correlation(Function f)
{
  for_each_alternative<ConvectionModel>(
      [&f](const auto &model)
      {
        if constexpr (is_correlation<std::decay_t<decltype(model)>>)
          f(model);
      });
}

/// `vertical_plate` ... or `cold_plate`.
std::string model_name(const ConvectionModel &model);

/// Temperature [K] at which the model's own coolant enters; none if the model draws the
/// surface towards the ambient.
std::optional<double> coolant_inlet(const ConvectionModel &model);

/// `rayleigh`, `reynolds`: the dimensionless number that the film states; empty for a cold
/// plate.
std::string number_name(const ConvectionModel &model);

/// Height [m] of a plate whose film is that of one which stands alone: what faces it closer
/// than its boundary layer spoils the film. None for other models.
std::optional<double> height_with_free_front(const ConvectionModel &model);

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
