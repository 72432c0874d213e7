#include "thermal/thermal_problem.h"

#include "case/law_out_of_range.h"
#include "thermal/law_range.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace kelvolt
{
namespace
{

std::vector<FixedSurface> fixed_temperatures(const Case &input)
{
  std::vector<FixedSurface> result;
  for (const Cooling &cooling : input.cooling)
    if (const auto *fixed = std::get_if<FixedTemperature>(&cooling.law))
      result.push_back({find_surface(input, cooling.surface), fixed->temperature});
  return result;
}

/// Ambient, inlet and fixed temperatures of the case.
std::vector<double> reference_temperatures(const Case &input)
{
  std::vector<double> result;
  for (const Cooling &cooling : input.cooling)
    if (const auto *convection = std::get_if<Convection>(&cooling.law))
    {
      const ColdPlate *plate =
          convection->model ? std::get_if<ColdPlate>(&*convection->model) : nullptr;
      if (plate)
        result.push_back(plate->inlet);
      if (convection->uses_ambient())
        result.push_back(convection->ambient);
    }
    else if (const auto *fixed = std::get_if<FixedTemperature>(&cooling.law))
      result.push_back(fixed->temperature);
  return result;
}

/// Whether the loss is not linear in the temperature.
bool is_nonlinear_loss(const CoolingLaw &law)
{
  const auto *convection = std::get_if<Convection>(&law);
  if (!convection)
    return false;
  if (convection->emissivity > 0.)
    return true;
  if (!convection->model)
    return false;
  const auto *plate = std::get_if<ColdPlate>(&*convection->model);
  // The coolant's warming is linear too, but not seen by the tangent.
  return !plate || plate->flow.has_value();
}

/// Where the iteration starts [K]: the mean of the references; where heat is radiated to
/// colder surroundings, a temperature at which that loss has a slope.
double start_temperature(const Case &input, const std::vector<double> &references)
{
  constexpr double least_radiating = 100.; // [K]
  const double mean =
      std::accumulate(references.begin(), references.end(), 0.) / references.size();
  const bool radiates = std::any_of(input.cooling.begin(),
                                    input.cooling.end(),
                                    [](const Cooling &cooling)
                                    {
                                      const auto *convection =
                                          std::get_if<Convection>(&cooling.law);
                                      return convection && convection->emissivity > 0.;
                                    });
  return radiates ? std::max(mean, least_radiating) : mean;
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
                               const MaterialTable &materials)
    : materials_(&materials), field_(grid,
                                     std::vector<bool>(input.parts.size(), true),
                                     input.mesh.degree,
                                     thermal_jumps(input)),
      temperature_((field_.constrain(fixed_temperatures(input), {}), field_.make_vector())),
      residual_(field_.make_vector()), operator_(field_),
      solver_(
          "temperature",
          temperature_,
          [this](Vector &dst, Vector &src) { operator_.vmult_in_place(dst, src); },
          [this] {
            return NearbyMatrix{operator_.low_order_rows(), operator_.line_places()};
          }),
      given_heat_(input.parts.size(), 0.)
{
  for (const Cooling &cooling : input.cooling)
  {
    const Surface surface = find_surface(input, cooling.surface);
    const bool fixed = std::holds_alternative<FixedTemperature>(cooling.law);
    const bool exposed_only = std::holds_alternative<Convection>(cooling.law);
    cooled_.push_back(
        {cooling.law, SurfaceIntegral(field_, surface, exposed_only), {}, surface});
    cooled_.back().area =
        dealii::Utilities::MPI::sum(cooled_.back().integral.area(), field_.communicator());
    if (fixed)
    {
      cooled_.back().fixed_dofs = field_.owned_dofs(surface);
      cooled_.back().held_faces = field_.faces(surface);
    }
  }
  // An unknown on the edge between two fixed surfaces belongs to the first, as its value
  // does.
  std::vector<unsigned int> taken;
  for (CooledSurface &cooled : cooled_)
  {
    std::vector<unsigned int> own, all;
    std::set_difference(cooled.fixed_dofs.begin(),
                        cooled.fixed_dofs.end(),
                        taken.begin(),
                        taken.end(),
                        std::back_inserter(own));
    std::merge(taken.begin(), taken.end(), own.begin(), own.end(), std::back_inserter(all));
    cooled.fixed_dofs = std::move(own);
    taken = std::move(all);
  }

  for (std::size_t i = 0; i < input.contacts.size(); ++i)
  {
    contacts_.emplace_back(field_, i);
    if (input.contacts[i].thermal)
      operator_.add_contact({contacts_.back(), 1. / *input.contacts[i].thermal});
  }

  const CellBatches &cells = field_.cells();
  std::vector<double> volume(input.parts.size(), 0.);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    volume[cells.part[cell]] += cells.volume(cell);
  dealii::Utilities::MPI::sum(volume, field_.communicator(), volume);
  package_volume_ = std::accumulate(volume.begin(), volume.end(), 0.);
  for (const HeatSource &source : input.heat)
    given_heat_[part_index(input.parts, source.part)] += source.power;
  for (const Device &device : input.devices)
    given_heat_[part_index(input.parts, device.part)] += device.switching_loss();
  if (!input.heat.empty() || !input.devices.empty())
  {
    const std::size_t n3 = field_.element().n_cubed();
    given_density_.resize(cells.n_batches * n3 * lanes, 0.);
    for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
      for (std::size_t q = 0; q < n3; ++q)
        given_density_[((cell / lanes) * n3 + q) * lanes + cell % lanes] =
            given_heat_[cells.part[cell]] / volume[cells.part[cell]];
  }
  const std::vector<double> references = reference_temperatures(input);
  lowest_reference_ = *std::min_element(references.begin(), references.end());
  temperature_ = start_temperature(input, references);
  field_.distribute(temperature_);
}

QuadratureArray ThermalProblem::temperature_at_points() const
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
  if (conductivity_varies())
    return true;
  for (const CooledSurface &cooled : cooled_)
    if (is_nonlinear_loss(cooled.law))
      return true;
  return false;
}

void ThermalProblem::update_films()
{
  for (CooledSurface &cooled : cooled_)
  {
    const auto *convection = std::get_if<Convection>(&cooled.law);
    if (!convection)
      continue;
    cooled.film = {convection->h, convection->ambient};
    cooled.tangent_h = convection->h;
    if (!convection->model)
      continue;
    const SurfaceState state = surface_state(cooled);
    cooled.film = evaluate(*convection->model, state);
    cooled.tangent_h = film_tangent(*convection->model, state);
  }
}

SurfaceState ThermalProblem::surface_state(const CooledSurface &cooled) const
{
  const std::vector<double> T = cooled.integral.values_at_points(temperature_);
  const double integral =
      dealii::Utilities::MPI::sum(cooled.integral.integral(T), field_.communicator());
  return {integral / cooled.area, std::get<Convection>(cooled.law).ambient, cooled.area};
}

void ThermalProblem::add_transposed_loss_slope(const Vector &z, Vector &y) const
{
  for (const CooledSurface &cooled : cooled_)
    add_loss_slope(cooled, cooled.integral.values_at_points(z), y);
}

void ThermalProblem::add_loss_slope(std::size_t cooling, double factor, Vector &y) const
{
  const CooledSurface &cooled = cooled_[cooling];
  add_loss_slope(cooled, std::vector<double>(cooled.integral.n_points(), factor), y);
}

/// @param weight at the points of the surface
void ThermalProblem::add_loss_slope(const CooledSurface &cooled,
                                    const std::vector<double> &weight,
                                    Vector &y) const
{
  const auto *convection = std::get_if<Convection>(&cooled.law);
  if (!convection)
    return;
  const std::vector<double> T = cooled.integral.values_at_points(temperature_);
  // The loss at a point follows its own temperature and, through the film, the mean.
  const FilmRate film = convection->model ? film_slope(*convection->model,
                                                       surface_state(cooled),
                                                       &SurfaceState::temperature)
                                          : FilmRate();
  std::vector<double> by_mean(T.size()), load(T.size());
  for (std::size_t i = 0; i < T.size(); ++i)
    by_mean[i] = film.of_loss(cooled.film, T[i]) * weight[i];
  const double mean = dealii::Utilities::MPI::sum(cooled.integral.integral(by_mean),
                                                  field_.communicator()) /
                      cooled.area;
  for (std::size_t i = 0; i < T.size(); ++i)
    load[i] = (cooled.film.h + radiation(*convection, T[i]).derivative) * weight[i] + mean;
  cooled.integral.add_load(load, y);
}

std::vector<double> ThermalProblem::contact_sum(std::size_t contact, const Vector &u) const
{
  return contacts_[contact].sum_at_points(u);
}

std::vector<double> ThermalProblem::losses_at(const CooledSurface &cooled,
                                              std::vector<double> *derivative) const
{
  std::vector<double> loss = cooled.integral.values_at_points(temperature_);
  if (derivative)
    derivative->resize(loss.size());
  for (std::size_t i = 0; i < loss.size(); ++i)
  {
    SurfaceLoss value;
    if (const auto *convection = std::get_if<Convection>(&cooled.law))
    {
      value = radiation(*convection, loss[i]);
      value.flux += cooled.film.h * (loss[i] - cooled.film.fluid);
      value.derivative += cooled.tangent_h;
    }
    else if (const auto *flux = std::get_if<HeatFlux>(&cooled.law))
      value = evaluate(*flux, loss[i]);
    loss[i] = value.flux;
    if (derivative)
      (*derivative)[i] = value.derivative;
  }
  return loss;
}

std::array<QuadratureArray, dim>
ThermalProblem::conductivity(const QuadratureArray &temperature_at_points) const
{
  const CellBatches &cells = field_.cells();
  const std::size_t size = field_.element().n_cubed() * lanes;
  std::array<QuadratureArray, dim> k;
  bool positive = true;
  for (unsigned int axis = 0; axis < dim; ++axis)
  {
    k[axis].resize_fast(temperature_at_points.size());
    for (std::size_t i = 0; i < k[axis].size(); ++i)
    {
      const unsigned int batch = i / size, lane = i % lanes;
      const unsigned int part =
          cells.part[batch * lanes + (lane < cells.filled_lanes(batch) ? lane : 0)];
      const Material &material = materials_->of_part(part);
      k[axis][i] =
          axis > 0 && is_isotropic(material)
              ? k[0][i]
              : thermal_conductivity(
                    material, axis, std::max(temperature_at_points[i], coldest_for_laws))
                    .value;
      positive = positive && k[axis][i] > 0.; // false for NaN
    }
  }
  if (dealii::Utilities::MPI::min(positive ? 1 : 0, field_.communicator()) == 0)
    throw LawOutOfRange("A thermal conductivity is not positive at a temperature that "
                        "the solution reached: its law is used far outside its range.");
  return k;
}

void ThermalProblem::linearize(const QuadratureArray &temperature_at_points,
                               const QuadratureArray &q,
                               const std::vector<std::vector<double>> &contact_q)
{
  const std::array<QuadratureArray, dim> k = conductivity(temperature_at_points);
  operator_.set_conductivity({&k[0], &k[1], &k[2]});
  largest_conductivity_ = 0.;
  for (const QuadratureArray &component : k)
    for (const double value : component)
      largest_conductivity_ = std::max(value, largest_conductivity_);
  largest_conductivity_ =
      dealii::Utilities::MPI::max(largest_conductivity_, field_.communicator());
  residual_.zero_out_ghost_values();
  residual_ = 0.;
  const double offset =
      temperature_.locally_owned_size() > 0 ? temperature_.local_element(0) : 0.;
  operator_.add_conduction(temperature_, offset, residual_);
  if (given_density_.size() > 0)
    operator_.add_source(given_density_, -1., residual_);
  if (q.size() > 0)
    operator_.add_source(q, -1., residual_);
  for (std::size_t i = 0; i < contact_q.size(); ++i)
    if (!contact_q[i].empty())
      contacts_[i].add_load(contact_q[i], -0.5, -0.5, residual_);
  update_films();
  double slope = 0.; // of all losses [W/K]
  std::vector<DiffusionOperator::SurfaceMass> surface_terms;
  for (const CooledSurface &cooled : cooled_)
  {
    if (std::holds_alternative<FixedTemperature>(cooled.law))
      continue;
    std::vector<double> derivative;
    cooled.integral.add_load(losses_at(cooled, &derivative), residual_);
    slope += cooled.integral.integral(derivative);
    if (std::holds_alternative<Convection>(cooled.law))
      surface_terms.push_back({&cooled.integral, std::move(derivative)});
  }
  residual_.compress(dealii::VectorOperation::add);
  slope = dealii::Utilities::MPI::sum(slope, field_.communicator());
  // Values and losses are sums of a few rounded terms each.
  constexpr double eps = 8. * std::numeric_limits<double>::epsilon();
  round_off_ = eps * highest_temperature() * (slope + conductance_of_held_cells(k));
  operator_.set_surface_mass(std::move(surface_terms));
}

double ThermalProblem::relative_imbalance(const QuadratureArray &q) const
{
  Vector free = residual_;
  field_.condense(free);
  double sums[2] = {0., 0.};
  for (std::size_t i = 0; i < free.locally_owned_size(); ++i)
    sums[0] += free.local_element(i);
  sums[1] = q.size() > 0 ? operator_.integral(q) : 0.;
  for (const CooledSurface &cooled : cooled_)
  {
    std::vector<double> loss = losses_at(cooled, nullptr);
    for (double &value : loss)
      value = std::abs(value);
    sums[1] += 0.5 * cooled.integral.integral(loss);
    for (const unsigned int i : cooled.fixed_dofs)
      sums[1] += 0.5 * std::abs(residual_.local_element(i));
  }
  double total[2];
  dealii::Utilities::MPI::sum(dealii::ArrayView<const double>(sums, 2),
                              field_.communicator(),
                              dealii::ArrayView<double>(total, 2));
  total[1] += std::accumulate(given_heat_.begin(), given_heat_.end(), 0.);
  return std::max(0., std::abs(total[0]) - round_off_) / std::max(total[1], least_heat());
}

/// The root of the sum of squares, since round-off adds up at random. Collective.
double
ThermalProblem::conductance_of_held_cells(const std::array<QuadratureArray, dim> &k) const
{
  const std::size_t n3 = field_.element().n_cubed();
  const double nodes = field_.element().degree * field_.element().degree;
  double sum = 0.;
  for (const CooledSurface &cooled : cooled_)
    for (const SurfaceFace &face : cooled.held_faces)
    {
      const unsigned int axis = static_cast<unsigned int>(face.side) / 2;
      const double h = field_.cells().edge(face.cell, axis),
                   area = field_.cells().volume(face.cell) / h,
                   conductance =
                       k[axis][(face.cell / lanes) * n3 * lanes + face.cell % lanes] *
                       area / h * nodes;
      sum += conductance * conductance;
    }
  return std::sqrt(dealii::Utilities::MPI::sum(sum, field_.communicator()));
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

double ThermalProblem::least_heat() const
{
  constexpr double least_rise = 1e-6; // [K]
  return least_rise * largest_conductivity_ * std::cbrt(package_volume_);
}

SolveReport
ThermalProblem::solve_increment(const QuadratureArray &mass, double tolerance, Vector &dT)
{
  Vector rhs = residual_;
  rhs *= -1.;
  return solve(dT, std::move(rhs), mass, tolerance);
}

SolveReport
ThermalProblem::solve(Vector &x, Vector b, const QuadratureArray &mass, double tolerance)
{
  operator_.set_mass(mass);
  field_.condense(b);
  return solver_.solve(x, b, tolerance);
}

Vector ThermalProblem::response(const QuadratureArray &q, double tolerance)
{
  Vector rhs = field_.make_vector(), dT = field_.make_vector();
  operator_.add_source(q, 1., rhs);
  rhs.compress(dealii::VectorOperation::add);
  solve(dT, std::move(rhs), {}, tolerance);
  return dT;
}

double ThermalProblem::apply_increment(const Vector &dT)
{
  double largest = 0.;
  for (std::size_t i = 0; i < dT.locally_owned_size(); ++i)
  {
    const double step = std::abs(dT.local_element(i));
    // std::max() would drop a NaN.
    largest = std::isfinite(step) ? std::max(step, largest)
                                  : std::numeric_limits<double>::infinity();
    if (std::isinf(largest))
      break;
  }
  temperature_.zero_out_ghost_values();
  temperature_.add(1., dT);
  field_.distribute(temperature_);
  return dealii::Utilities::MPI::max(largest, field_.communicator());
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

double ThermalProblem::total(const QuadratureArray &q) const
{
  return dealii::Utilities::MPI::sum(operator_.integral(q), field_.communicator());
}

std::vector<double> ThermalProblem::total_by_part(const QuadratureArray &q) const
{
  std::vector<double> sums(materials_->size(), 0.);
  if (q.size() > 0) // else there is no such heat, or this rank has no cells
    sums = operator_.integral_by_part(q, sums.size());
  dealii::Utilities::MPI::sum(sums, field_.communicator(), sums);
  return sums;
}

double ThermalProblem::contact_total(std::size_t contact,
                                     const std::vector<double> &q) const
{
  return dealii::Utilities::MPI::sum(q.empty() ? 0. : contacts_[contact].integral(q),
                                     field_.communicator());
}

std::vector<ContactHeat> ThermalProblem::contact_heat(const Case &input) const
{
  std::vector<ContactHeat> result;
  for (std::size_t i = 0; i < contacts_.size(); ++i)
  {
    const std::vector<double> jump = contacts_[i].jump_at_points(temperature_);
    ContactHeat heat;
    heat.area = dealii::Utilities::MPI::sum(contacts_[i].area(), field_.communicator());
    heat.mean_jump = contact_total(i, jump) / heat.area;
    if (input.contacts[i].thermal)
      heat.heat_flow = heat.mean_jump * heat.area / *input.contacts[i].thermal;
    result.push_back(heat);
  }
  return result;
}

SurfaceIntegral ThermalProblem::faces_of(const Surface &surface) const
{
  for (const CooledSurface &cooled : cooled_)
    if (cooled.surface.part == surface.part && cooled.surface.side == surface.side)
      return cooled.integral;
  return SurfaceIntegral(field_, surface, false);
}

SurfaceHeat ThermalProblem::inspect(const Surface &surface) const
{
  const SurfaceIntegral integral = faces_of(surface);
  const double local[2] = {integral.area(),
                           integral.integral(integral.values_at_points(temperature_))};
  double total[2];
  dealii::Utilities::MPI::sum(dealii::ArrayView<const double>(local, 2),
                              field_.communicator(),
                              dealii::ArrayView<double>(total, 2));
  SurfaceHeat heat;
  heat.mean_temperature = total[1] / total[0];
  heat.area = total[0];
  return heat;
}

double ThermalProblem::loss_at_absolute_zero(std::size_t cooling) const
{
  const CooledSurface &cooled = cooled_[cooling];
  const auto &law = std::get<Convection>(cooled.law);
  return cooled.area * (radiation(law, 0.).flux - cooled.film.h * cooled.film.fluid);
}

double ThermalProblem::total_given_heat() const
{
  return std::accumulate(given_heat_.begin(), given_heat_.end(), 0.);
}

double ThermalProblem::radiated_heat(const CooledSurface &cooled) const
{
  const auto &law = std::get<Convection>(cooled.law);
  std::vector<double> radiated = cooled.integral.values_at_points(temperature_);
  for (double &value : radiated)
    value = radiation(law, value).flux;
  return dealii::Utilities::MPI::sum(cooled.integral.integral(radiated),
                                     field_.communicator());
}

HeatBalance ThermalProblem::balance(const Case &input) const
{
  HeatBalance result;
  result.put_in = std::accumulate(given_heat_.begin(), given_heat_.end(), 0.);
  for (std::size_t i = 0; i < cooled_.size(); ++i)
  {
    const CooledSurface &cooled = cooled_[i];
    SurfaceHeat heat = inspect(find_surface(input, input.cooling[i].surface));
    double flow = 0.;
    if (std::holds_alternative<FixedTemperature>(cooled.law))
      for (const unsigned int dof : cooled.fixed_dofs)
        flow -= residual_.local_element(dof);
    else
      flow = cooled.integral.integral(losses_at(cooled, nullptr));
    heat.heat_flow = dealii::Utilities::MPI::sum(flow, field_.communicator());
    if (const auto *convection = std::get_if<Convection>(&cooled.law))
    {
      heat.radiation_heat = radiated_heat(cooled);
      heat.convection_heat = heat.heat_flow - heat.radiation_heat;
      if (convection->model)
        heat.film = cooled.film;
    }
    if (std::holds_alternative<HeatFlux>(cooled.law))
      result.put_in -= heat.heat_flow;
    else
      result.heat_out += heat.heat_flow;
    result.cooling.push_back(heat);
  }
  return result;
}

} // namespace kelvolt
