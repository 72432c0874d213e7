#include "accuracy/quantity_derivative.h"

#include "case/given.h"
#include "case/surface_name.h"
#include "discretization/point_evaluation.h"
#include "layout/part_layout.h"
#include "thermal/part_temperatures.h"

#include <deal.II/base/exceptions.h>
#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// A part of the case, or nothing for the whole package.
using OptionalPart = std::optional<unsigned int>;

template <typename List, typename Name>
std::size_t index_of(const List &list, const Name &has_name)
{
  const auto found = std::find_if(list.begin(), list.end(), has_name);
  AssertThrow(found != list.end(), dealii::ExcInternalError());
  return found - list.begin();
}

std::size_t terminal_index(const Case &input, const std::string &name)
{
  return index_of(input.terminals, [&](const Terminal &one) { return one.name == name; });
}

std::size_t cooling_index(const Case &input, const std::string &surface)
{
  return index_of(input.cooling,
                  [&](const Cooling &one) { return one.surface.text() == surface; });
}

/// @param text `PART.side`, or the name of a patch
SurfaceId surface_of(const Case &input, const std::string &text)
{
  const auto point = text.rfind('.');
  if (point == std::string::npos)
  {
    SurfaceName surface =
        input
            .patches[index_of(input.patches,
                              [&](const Patch &one) { return one.name == text; })]
            .on;
    surface.patch = text;
    return find_surface(input, surface);
  }
  return find_surface(
      input, {text.substr(0, point), side_from_name(text.substr(point + 1)).value()});
}

/// Puts a derivative together, term by term. The factor is that of the term in the
/// quantity.
class DerivativeSum
{
public:
  DerivativeSum(const Case &input,
                const EnrichedSolution &enriched,
                const AdjointProblem &problem)
      : input_(input), enriched_(enriched), problem_(problem), thermal_(problem.thermal()),
        electric_(problem.electric())
  {
    for (FieldPair *pair : {&sum_.load, &sum_.reactions})
    {
      pair->temperature = thermal_.field().make_vector();
      if (electric_)
        pair->potential = electric_->field().make_vector();
    }
    sum_.surface_loss.resize(input.cooling.size(), 0.);
    sum_.part_heat.resize(input.parts.size(), 0.);
    sum_.terminal_voltage.resize(input.terminals.size(), 0.);
    sum_.part_temperature.resize(input.parts.size(), 0.);
  }

  void add_mean_temperature(std::size_t part, double factor)
  {
    add_weighted_mean(thermal_.field().indicator_at_points(part), factor);
    sum_.part_temperature[part] += factor;
  }

  /// The highest (sign 1) or lowest (-1) temperature of a part: that at the place where the
  /// state has it.
  void add_part_extreme(std::size_t part, int sign)
  {
    const PartTemperatures found = part_temperatures(thermal_, input_.parts.size())[part];
    PointEvaluation(thermal_.field(), sign > 0 ? found.hottest : found.coldest, part)
        .add_load(1., sum_.load.temperature);
  }

  /// The highest (sign 1) or lowest (-1) temperature of the package, as a mean whose weight
  /// falls by e over a hundredth of the temperature rise away from it. All of several
  /// equally hot places count: a mesh that is refined for one of them alone would not be
  /// symmetric in a symmetric package.
  void add_package_extreme(int sign)
  {
    constexpr double fraction = 0.01;
    const PointValues T = thermal_.temperature_at_points();
    const double lowest = -std::numeric_limits<double>::max();
    const double extreme = dealii::Utilities::MPI::max(
        T.map([sign](double t) { return sign * t; }).largest(lowest),
        thermal_.field().communicator());
    const double width = std::max(fraction * thermal_.rise(), 1e-9 * std::abs(extreme));
    add_weighted_mean(
        T.map([&](double t) { return std::exp((sign * t - extreme) / width); }), 1.);
  }

  void add_point(const NamedPoint &point)
  {
    const auto &x = point.position;
    PointEvaluation(thermal_.field(), {x[0], x[1], x[2]})
        .add_load(1., sum_.load.temperature);
  }

  void add_wire_extreme(std::size_t wire)
  {
    problem_.add_wire_temperature(wire, sum_.load);
  }

  void add_surface_mean(SurfaceId surface)
  {
    const SurfaceIntegral integral = thermal_.faces_of(surface);
    const double area =
        dealii::Utilities::MPI::sum(integral.area(), thermal_.field().communicator());
    integral.add_load(std::vector<double>(integral.n_points(), 1. / area),
                      sum_.load.temperature);
    sum_.surface_temperature.emplace_back(surface, 1.);
  }

  void add_heat_flow(std::size_t cooling)
  {
    if (given_temperature(input_.cooling[cooling].law))
    {
      // What the equations lack there, flows out.
      sum_.reactions.temperature.add(-1., enriched_.held_indicator(cooling));
      reacts_ = true;
      return;
    }
    thermal_.add_loss_slope(cooling, 1., sum_.load.temperature);
    sum_.surface_loss[cooling] += 1.;
  }

  void add_current(std::size_t terminal, double factor)
  {
    sum_.reactions.potential->add(factor, enriched_.terminal_indicator(terminal));
    reacts_ = true;
  }

  void add_voltage(std::size_t terminal, double factor)
  {
    sum_.load.potential->add(factor, electric_->terminal_unknown(terminal));
    sum_.terminal_voltage[terminal] += factor;
  }

  /// Joule heat and given heat; the latter is constant.
  void add_part_heat(std::size_t part, double factor)
  {
    sum_.part_heat[part] += factor;
    if (!electric_)
      return;
    problem_.add_heat_slope(thermal_.field().indicator_at_points(part), factor, sum_.load);
    for (std::size_t i = 0; i < input_.contacts.size(); ++i)
      for (const std::string &side : input_.contacts[i].between)
        if (side == input_.parts[part].name)
          problem_.add_contact_heat_slope(i, factor, *sum_.load.potential);
  }

  QuantityDerivative finish()
  {
    FieldPair &load = sum_.load, &reactions = sum_.reactions;
    if (load.potential)
      load.potential->compress(dealii::VectorOperation::add);
    load.temperature.compress(dealii::VectorOperation::add);
    if (reactions.potential)
      reactions.potential->update_ghost_values();
    reactions.temperature.update_ghost_values();
    if (!reacts_)
      return std::move(sum_);
    // By the fields, e . R has the derivative that the residual lacks without any load.
    if (load.potential)
      load.potential->sadd(
          1., -1., problem_.electric_residual(electric_->field().make_vector(), reactions));
    load.temperature.sadd(
        1., -1., problem_.thermal_residual(thermal_.field().make_vector(), reactions));
    return std::move(sum_);
  }

private:
  /// The mean with the weight w at the Gauss points, which need not be normalized.
  void add_weighted_mean(const PointValues &w, double factor)
  {
    const double scale = factor / thermal_.total(w);
    thermal_.conduction().add_source(w, scale, sum_.load.temperature);
  }

  const Case &input_;
  const EnrichedSolution &enriched_;
  const AdjointProblem &problem_;
  const ThermalProblem &thermal_;
  const ElectricProblem *electric_;
  QuantityDerivative sum_;
  bool reacts_ = false; ///< there are reactions
};

/// (V_a - V_b) / I_a
void add_resistance(const Quantity &quantity,
                    const Case &input,
                    const AdjointProblem &problem,
                    DerivativeSum &sum)
{
  const std::size_t a = terminal_index(input, quantity.subject),
                    b = terminal_index(input, quantity.other);
  const std::vector<TerminalState> terminals = problem.electric()->terminals();
  const double current = terminals[a].current;
  if (current == 0.)
    throw std::runtime_error(quantity.text() + " has no value: no current flows.");
  const double resistance =
      (terminals[a].above_reference - terminals[b].above_reference) / current;
  sum.add_voltage(a, 1. / current);
  sum.add_voltage(b, -1. / current);
  sum.add_current(a, -resistance / current);
}

/// (T_a - T_b) / P_a, T means over the parts
void add_thermal_resistance(const Quantity &quantity,
                            const Case &input,
                            const AdjointProblem &problem,
                            DerivativeSum &sum)
{
  const std::size_t a = part_index(input.parts, quantity.subject),
                    b = part_index(input.parts, quantity.other);
  const ThermalProblem &thermal = problem.thermal();
  PointValues one = thermal.field().indicator_at_points(std::nullopt);
  const std::vector<double> volume = thermal.total_by_part(one),
                            T = thermal.total_by_part(thermal.temperature_at_points());
  const double heat =
      thermal.given_heat()[a] + joule_heat_by_part(input, thermal, problem.heat())[a];
  if (heat == 0.)
    throw std::runtime_error(quantity.text() + " has no value: no heat is made in '" +
                             quantity.subject + "'.");
  const double resistance = (T[a] / volume[a] - T[b] / volume[b]) / heat;
  sum.add_mean_temperature(a, 1. / heat);
  sum.add_mean_temperature(b, -1. / heat);
  sum.add_part_heat(a, -resistance / heat);
}

} // namespace

FieldPair QuantityDerivative::test(const FieldPair &adjoint) const
{
  FieldPair result = adjoint; // copies have no ghost values
  result.temperature.zero_out_ghost_values();
  result.temperature.add(-1., reactions.temperature);
  result.temperature.update_ghost_values();
  if (result.potential)
  {
    result.potential->zero_out_ghost_values();
    result.potential->add(-1., *reactions.potential);
    result.potential->update_ghost_values();
  }
  return result;
}

QuantityDerivative quantity_derivative(const Quantity &quantity,
                                       const Case &input,
                                       const EnrichedSolution &enriched,
                                       const AdjointProblem &problem)
{
  using Kind = Quantity::Kind;
  DerivativeSum sum(input, enriched, problem);
  const std::string &subject = quantity.subject;
  OptionalPart part;
  if (const int index = part_index(input.parts, subject); index >= 0)
    part = index;
  switch (quantity.kind)
  {
  case Kind::max_temperature:
    part ? sum.add_part_extreme(*part, 1) : sum.add_package_extreme(1);
    break;
  case Kind::min_temperature:
    part ? sum.add_part_extreme(*part, -1) : sum.add_package_extreme(-1);
    break;
  case Kind::mean_temperature:
    sum.add_mean_temperature(part.value(), 1.);
    break;
  case Kind::point_temperature:
    sum.add_point(input.points[index_of(
        input.points, [&](const NamedPoint &one) { return one.name == subject; })]);
    break;
  case Kind::surface_mean_temperature:
    sum.add_surface_mean(surface_of(input, subject));
    break;
  case Kind::heat_flow:
    sum.add_heat_flow(cooling_index(input, subject));
    break;
  case Kind::current:
    sum.add_current(terminal_index(input, subject), 1.);
    break;
  case Kind::voltage:
    sum.add_voltage(terminal_index(input, subject), 1.);
    break;
  case Kind::wire_max_temperature:
    sum.add_wire_extreme(index_of(
        input.wires, [&](const Wire &one) { return "wires." + one.name == subject; }));
    break;
  case Kind::resistance:
    add_resistance(quantity, input, problem, sum);
    break;
  case Kind::thermal_resistance:
    add_thermal_resistance(quantity, input, problem, sum);
    break;
  }
  return sum.finish();
}

} // namespace kelvolt
