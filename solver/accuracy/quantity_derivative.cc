#include "accuracy/quantity_load.h"

#include "geometry/part_layout.h"

#include <deal.II/base/exceptions.h>
#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace kelvolt
{
namespace
{

/// A part of the case, or nothing for the whole package.
using OptionalPart = std::optional<unsigned int>;

/// The mean with the weight w at the Gauss points, which need not be normalized.
void add_weighted_mean(const ThermalProblem &thermal, QuadratureArray w, Vector &load)
{
  const double sum = thermal.total(w);
  for (double &value : w)
    value /= sum;
  thermal.conduction().add_source(w, 1., load);
}

/// The highest (sign 1) or lowest (-1) temperature of a part, or of the package, as a mean
/// whose weight falls by e over a fraction of the temperature rise away from it.
void add_smooth_extreme(const ThermalProblem &thermal,
                        OptionalPart part,
                        int sign,
                        Vector &load)
{
  constexpr double fraction = 0.01;
  const QuadratureArray T = thermal.temperature_at_points();
  QuadratureArray weight = thermal.field().indicator_at_points(part);
  double extreme = -std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < T.size(); ++i)
    if (weight[i] > 0.)
      extreme = std::max(extreme, sign * T[i]);
  extreme = dealii::Utilities::MPI::max(extreme, thermal.field().communicator());
  const double width = std::max(fraction * thermal.rise(), 1e-9 * std::abs(extreme));
  for (std::size_t i = 0; i < T.size(); ++i)
    if (weight[i] > 0.)
      weight[i] = std::exp((sign * T[i] - extreme) / width);
  add_weighted_mean(thermal, std::move(weight), load);
}

} // namespace

std::size_t terminal_index(const Case &input, const std::string &name)
{
  const auto found = std::find_if(input.terminals.begin(),
                                  input.terminals.end(),
                                  [&](const Terminal &t) { return t.name == name; });
  AssertThrow(found != input.terminals.end(), dealii::ExcInternalError());
  return found - input.terminals.begin();
}

FieldPair
quantity_load(const Quantity &quantity, const Case &input, const AdjointProblem &adjoint)
{
  const ThermalProblem &thermal = adjoint.thermal();
  const ElectricProblem *electric = adjoint.electric();
  FieldPair load{std::nullopt, thermal.field().make_vector()};
  if (electric)
    load.potential = electric->field().make_vector();
  if (quantity.name == "current")
  {
    // The sum of the nodal flows over the terminal, as the summary counts it.
    const Vector chi =
        electric->terminal_indicator(terminal_index(input, quantity.subject));
    electric->conduction().add_conduction(chi, 0., *load.potential);
    adjoint.add_current_slope(chi, 1., load.temperature);
  }
  else if (quantity.name == "voltage")
    load.potential->add(
        1., electric->terminal_unknown(terminal_index(input, quantity.subject)));
  else
  {
    OptionalPart part;
    if (!quantity.subject.empty())
      part = part_index(input.parts, quantity.subject);
    if (quantity.name == "mean_temperature")
      add_weighted_mean(
          thermal, thermal.field().indicator_at_points(part), load.temperature);
    else
      add_smooth_extreme(
          thermal, part, quantity.name == "min_temperature" ? -1 : 1, load.temperature);
  }
  if (load.potential)
    load.potential->compress(dealii::VectorOperation::add);
  load.temperature.compress(dealii::VectorOperation::add);
  return load;
}

} // namespace kelvolt
