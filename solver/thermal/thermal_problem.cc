#include "thermal/thermal_problem.h"

#include "case/cooling_numbers.h"
#include "case/given.h"
#include "linear_algebra/largest_entry.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace kelvolt
{
namespace
{

/// Surfaces of which the case gives the temperature.
TiedSurfaces held_surfaces(const Case &input)
{
  TiedSurfaces result;
  for (const Cooling &cooling : input.cooling)
    if (given_temperature(cooling.law))
      result.fixed.push_back(find_surface(input, cooling.surface));
  return result;
}

/// The lowest temperature that a study in time starts from or is ever held or cooled at;
/// infinity for a steady one.
double lowest_in_time(const Case &input)
{
  double lowest = std::numeric_limits<double>::infinity();
  if (transient_study(input.study) == nullptr)
    return lowest;
  lowest = initial_temperature(input.study).value_or(lowest);
  for (const TimeVarying &one : input.waveforms)
    if (one.target.kind == Target::Kind::ambient ||
        one.target.kind == Target::Kind::temperature)
      for (const double T : one.waveform.values())
        lowest = std::min(T, lowest);
  return lowest;
}

/// Ambient, inlet and held temperatures; where there are none, that of a room.
std::vector<double> reference_temperatures(const std::vector<CoolingLaw> &cooling)
{
  constexpr double room = 298.15; // [K]
  std::vector<double> result;
  for (const CoolingLaw &law : cooling)
    for (const double T : reference_temperatures(law))
      result.push_back(T);
  return result.empty() ? std::vector<double>{room} : result;
}

bool has_reference(const std::vector<CoolingLaw> &cooling)
{
  return std::any_of(cooling.begin(),
                     cooling.end(),
                     [](const CoolingLaw &law)
                     { return !reference_temperatures(law).empty(); });
}

/// Where the iteration starts [K]: the mean of the references; where heat is radiated to
/// colder surroundings, a temperature at which that loss has a slope.
double start_temperature(const std::vector<CoolingLaw> &cooling)
{
  constexpr double least_radiating = 100.; // [K]
  const std::vector<double> references = reference_temperatures(cooling);
  const double mean = std::accumulate(references.begin(), references.end(), 0.) /
                      static_cast<double>(references.size());
  return std::any_of(cooling.begin(), cooling.end(), radiates)
             ? std::max(mean, least_radiating)
             : mean;
}

/// Which contacts resist the flow of heat.
std::vector<bool> thermal_jumps(const Case &input)
{
  std::vector<bool> result;
  for (const Contact &contact : input.contacts)
    result.push_back(contact.thermal.has_value());
  return result;
}

} // namespace

ThermalProblem::ThermalProblem(const Grid &grid,
                               const Case &input,
                               const MaterialTable &materials,
                               const Loads &loads)
    : lowest_in_time_(lowest_in_time(input)), materials_(&materials),
      field_(grid,
             std::vector<bool>(input.parts.size(), true),
             input.mesh.degree,
             held_surfaces(input),
             thermal_jumps(input)),
      temperature_(field_.make_vector()), residual_(field_.make_vector()),
      operator_(field_),
      solver_(
          "temperature",
          temperature_,
          [this](Vector &dst, Vector &src) { operator_.vmult_in_place(dst, src); },
          [this] {
            return NearbyMatrix{operator_.low_order_rows(), operator_.line_places()};
          })
{
  add_cooling(input);
  add_contacts(input);
  operator_.links().add_wires(input, field_);
  find_volumes();
  temperature_ =
      initial_temperature(input.study).value_or(start_temperature(loads.cooling));
  take(loads);
}

void ThermalProblem::add_cooling(const Case &input)
{
  for (const Cooling &cooling : input.cooling)
    cooled_.emplace_back(field_, find_surface(input, cooling.surface), cooling.law);
  // An unknown on the edge between two held surfaces belongs to the first, as its value
  // does.
  std::vector<unsigned int> taken;
  for (CooledSurface &cooled : cooled_)
    cooled.leave_to_others(taken);
}

void ThermalProblem::add_contacts(const Case &input)
{
  for (std::size_t i = 0; i < input.contacts.size(); ++i)
  {
    contacts_.emplace_back(field_, i);
    if (input.contacts[i].thermal)
      operator_.add_contact({contacts_.back(), 1. / *input.contacts[i].thermal});
  }
}

void ThermalProblem::find_volumes()
{
  const CellBatches &cells = field_.cells();
  part_volume_.assign(materials_->size(), 0.);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    part_volume_[cells.part[cell]] += cells.volume(cell);
  dealii::Utilities::MPI::sum(part_volume_, field_.communicator(), part_volume_);
  package_volume_ = std::accumulate(part_volume_.begin(), part_volume_.end(), 0.);
}

void ThermalProblem::take(const Loads &loads)
{
  loads_ = loads;
  std::size_t n_held = 0;
  for (std::size_t i = 0; i < cooled_.size(); ++i)
  {
    cooled_[i].take(loads_.cooling[i]);
    if (const std::optional<double> T = given_temperature(loads_.cooling[i]))
      field_.set_fixed(n_held++, *T);
  }
  const std::vector<double> references = reference_temperatures(loads_.cooling);
  const double lowest = *std::min_element(references.begin(), references.end());
  lowest_reference_ = has_reference(loads_.cooling)    ? std::min(lowest, lowest_in_time_)
                      : std::isfinite(lowest_in_time_) ? lowest_in_time_
                                                       : lowest;
  spread_given_heat();
  field_.distribute(temperature_);
}

void ThermalProblem::spread_given_heat()
{
  given_density_.clear();
  if (std::all_of(
          loads_.heat.begin(), loads_.heat.end(), [](double heat) { return heat == 0.; }))
    return;
  given_density_ = field_.constant_at_points(0.);
  for (unsigned int cell = 0; cell < given_density_.n_cells(); ++cell)
  {
    const unsigned int part = field_.cells().part[cell];
    for (unsigned int q = 0; q < given_density_.n_points(); ++q)
      given_density_.at(cell, q) = loads_.heat[part] / part_volume_[part];
  }
}

PointValues ThermalProblem::temperature_at_points() const
{
  return field_.values_at_points(temperature_);
}

void ThermalProblem::set_temperature(const Vector &T)
{
  temperature_ = T;
  field_.distribute(temperature_);
}

bool ThermalProblem::conductivity_varies() const
{
  for (std::size_t part = 0; part < materials_->size(); ++part)
    for (const MaterialProperty &k : materials_->of_part(part).conductivity)
      if (depends_on_temperature(k.law))
        return true;
  return false;
}

bool ThermalProblem::is_nonlinear() const
{
  const std::vector<WireConduction> &wires = materials_->wires();
  return conductivity_varies() ||
         std::any_of(wires.begin(),
                     wires.end(),
                     [](const WireConduction &wire) { return wire.varies(); }) ||
         (storage_.rate > 0. && materials_->heat_capacity_varies()) ||
         std::any_of(cooled_.begin(),
                     cooled_.end(),
                     [](const CooledSurface &cooled)
                     { return kelvolt::is_nonlinear(cooled.law()); });
}

double ThermalProblem::lowest_temperature() const
{
  double lowest = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < temperature_.locally_owned_size(); ++i)
    lowest = std::min(temperature_.local_element(i), lowest);
  return dealii::Utilities::MPI::min(lowest, field_.communicator());
}

double ThermalProblem::highest_temperature() const
{
  double highest = 0.;
  for (std::size_t i = 0; i < temperature_.locally_owned_size(); ++i)
    highest = std::max(std::abs(temperature_.local_element(i)), highest);
  return dealii::Utilities::MPI::max(highest, field_.communicator());
}

double ThermalProblem::apply_increment(const Vector &dT)
{
  temperature_.zero_out_ghost_values();
  temperature_.add(1., dT);
  field_.distribute(temperature_);
  return largest_entry(dT);
}

bool ThermalProblem::stays_physical(const Vector &dT) const
{
  double lowest = lowest_reference_;
  for (std::size_t i = 0; i < temperature_.locally_owned_size(); ++i)
    lowest = std::min(temperature_.local_element(i) + dT.local_element(i), lowest);
  lowest = dealii::Utilities::MPI::min(lowest, field_.communicator());
  return lowest > 0.5 * lowest_reference_ || (lowest_reference_ == 0. && lowest == 0.);
}

double ThermalProblem::rise() const
{
  double largest = 0.;
  for (std::size_t i = 0; i < temperature_.locally_owned_size(); ++i)
    largest =
        std::max(std::abs(temperature_.local_element(i) - lowest_reference_), largest);
  return dealii::Utilities::MPI::max(largest, field_.communicator());
}

} // namespace kelvolt
