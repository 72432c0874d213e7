#include "accuracy/adjoint_problem.h"

#include "accuracy/residual_decline.h"
#include "coupling/conductor_points.h"
#include "coupling/wire_states.h"
#include "discretization/directional_slope.h"
#include "linear_algebra/anderson_acceleration.h"
#include "thermal/law_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// Of each inner solve; the outer iteration corrects what it leaves.
constexpr double inner_tolerance = 0.1;
constexpr unsigned int acceleration_depth = 6;
/// Ordinary cases take 5 to 20 steps. Near a fold of thermal runaway what the inner solves
/// leave is amplified by 1 / (1 - loop gain) and swamps what the acceleration learns: after
/// these steps they are solved tightly.
constexpr int loose_iterations = 25;
constexpr double tight_inner_tolerance = 1e-7;
constexpr int max_iterations = 100;
/// A last step this small, relative to the solution, is as good as none for an estimate.
constexpr double round_off = 1e-6;

/// Sum over d of a_d b_d.
PointValues dot_product(const std::array<PointValues, dim> &a,
                        const std::array<PointValues, dim> &b)
{
  return map_points([](double a0, double b0, double a1, double b1, double a2, double b2)
                    { return a0 * b0 + a1 * b1 + a2 * b2; },
                    a[0],
                    b[0],
                    a[1],
                    b[1],
                    a[2],
                    b[2]);
}

} // namespace

AdjointProblem::AdjointProblem(ElectricProblem *electric,
                               ThermalProblem &thermal,
                               const MaterialTable &materials)
    : electric_(electric), thermal_(&thermal)
{
  const PointValues T = thermal.temperature_at_points();
  if (electric_)
    linearize_electric(T, materials);
  else
    conductivity_.wires = wire_states(electric, thermal, materials);
  thermal.take_wires(wire_heat(wires()));
  thermal.linearize(T, heat_.density, heat_.contact_density);
  linearize_thermal(T, materials);
}

void AdjointProblem::linearize_electric(const PointValues &T,
                                        const MaterialTable &materials)
{
  const ScalarField &conductors = electric_->field(), &package = thermal_->field();
  conductivity_ = conductivity_at_points(*electric_, *thermal_, materials, T);
  electric_->set_conductivity(conductivity_.sigma);
  set_wires(wires(), electric_);
  heat_ = joule_heat(*electric_, package, conductivity_);
  potential_gradient_ = electric_->gradient();
  PointValues slope = dot_product(potential_gradient_, potential_gradient_);
  slope *= conductivity_.derivative;
  heat_slope_ = on_package(conductors, package, slope);
}

void AdjointProblem::linearize_thermal(const PointValues &T, const MaterialTable &materials)
{
  const CellBatches &cells = thermal_->field().cells();
  if (!thermal_->conductivity_varies())
    return;
  const auto by_temperature = [&](unsigned int cell, unsigned int axis, unsigned int q)
  {
    const double at = T.at(cell, q);
    return at < coldest_for_laws
               ? 0.
               : materials.thermal_conductivity(cells.part[cell], axis, at).derivative;
  };
  k_slope_ = PointVectors(thermal_->field(), thermal_->temperature(), by_temperature);
}

void AdjointProblem::add_heat_slope_by_potential(const PointValues &weight,
                                                 double factor,
                                                 Vector &y) const
{
  // 2 sigma weight grad phi
  const PointValues on_current = on_conductors(electric_->field(), weight);
  std::array<PointValues, dim> flux = potential_gradient_;
  for (PointValues &component : flux)
    component = map_points([](double slope, double sigma, double w)
                           { return slope * (2. * sigma * w); },
                           component,
                           conductivity_.sigma,
                           on_current);
  electric_->conduction().add_flux(flux, factor, y);
}

void AdjointProblem::add_heat_slope_by_temperature(PointValues weight,
                                                   double factor,
                                                   Vector &y) const
{
  weight *= heat_slope_;
  thermal_->conduction().add_source(weight, factor, y);
}

void AdjointProblem::add_heat_slope(const PointValues &weight,
                                    double factor,
                                    FieldPair &y) const
{
  add_heat_slope_by_potential(weight, factor, *y.potential);
  add_heat_slope_by_temperature(weight, factor, y.temperature);
}

void AdjointProblem::add_contact_heat_slope(std::size_t contact,
                                            double factor,
                                            Vector &y) const
{
  const double resistance = electric_->contact_resistance()[contact];
  if (!(resistance > 0.))
    return;
  std::vector<double> f = electric_->contact_jump(contact);
  for (double &value : f)
    value *= factor / resistance;
  electric_->add_contact_load(contact, f, y);
}

std::vector<AdjointProblem::TestedWire>
AdjointProblem::tested_wires(const FieldPair &z) const
{
  std::vector<TestedWire> result;
  for (const FootLinks::Pair &of_z : thermal_->conduction().links().means(z.temperature))
    result.push_back({0., of_z[0] - of_z[1], of_z[0] + of_z[1]});
  if (!electric_)
    return result;
  const std::vector<FootLinks::Pair> of_w =
      electric_->conduction().links().means(*z.potential);
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i].potential_jump = of_w[i][0] - of_w[i][1];
  return result;
}

/// By V of the term I W + Q Z - G V^2 S / 2 of a wire, without the G W that the operator
/// has.
void AdjointProblem::add_wires_by_potential(const FieldPair &z, Vector &y) const
{
  const std::vector<TestedWire> all = tested_wires(z);
  for (std::size_t i = 0; i < all.size(); ++i)
  {
    const WireState &wire = wires()[i];
    const TestedWire &tested = all[i];
    const double V = wire.ends.V, by_V = wire.conductance_slope[2];
    electric_->add_wire_load(i,
                             by_V * V * tested.potential_jump +
                                 wire.conducted_slope[2] * tested.jump -
                                 (wire.conductance + 0.5 * by_V * V) * V * tested.sum,
                             y);
  }
}

/// The same by the temperatures of the feet, without what the operator conducts.
void AdjointProblem::add_wires_by_temperature(const FieldPair &z, Vector &y) const
{
  const std::vector<TestedWire> all = tested_wires(z);
  for (std::size_t i = 0; i < all.size(); ++i)
  {
    const WireState &wire = wires()[i];
    const TestedWire &tested = all[i];
    const double V = wire.ends.V, in_operator = wire_heat(wire).conductance;
    FootLinks::Pair f{};
    for (std::size_t e = 0; e < 2; ++e)
      f[e] =
          wire.conductance_slope[e] *
              (V * tested.potential_jump - 0.5 * V * V * tested.sum) +
          (wire.conducted_slope[e] + (e == 0 ? -in_operator : in_operator)) * tested.jump;
    thermal_->add_wire_load(i, f, y);
  }
}

void AdjointProblem::add_wire_temperature(std::size_t wire, FieldPair &y) const
{
  const std::array<double, 3> &slope = wires()[wire].highest_temperature_slope;
  thermal_->add_wire_load(wire, {slope[0], slope[1]}, y.temperature);
  if (electric_)
    electric_->add_wire_load(wire, slope[2], *y.potential);
}

Vector AdjointProblem::electric_residual(const Vector &load, const FieldPair &z) const
{
  Vector r = electric_->field().make_vector();
  electric_->conduction().add_conduction(*z.potential, 0., r);
  add_heat_slope_by_potential(thermal_->field().values_at_points(z.temperature), -1., r);
  const std::vector<double> &resistance = electric_->contact_resistance();
  for (std::size_t c = 0; c < resistance.size(); ++c)
  {
    if (!(resistance[c] > 0.))
      continue;
    // Half of [phi]^2 / r goes to each side.
    std::vector<double> f = electric_->contact_jump(c);
    const std::vector<double> sum = thermal_->contact_sum(c, z.temperature);
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] *= -sum[i] / resistance[c];
    electric_->add_contact_load(c, f, r);
  }
  add_wires_by_potential(z, r);
  r.compress(dealii::VectorOperation::add);
  r *= -1.;
  r.add(1., load);
  return r;
}

void AdjointProblem::add_current_slope(const Vector &chi, double factor, Vector &y) const
{
  PointValues f = directional_slope(electric_->field(), potential_gradient_, chi);
  f *= conductivity_.derivative;
  thermal_->conduction().add_source(
      on_package(electric_->field(), thermal_->field(), f), factor, y);
}

Vector AdjointProblem::thermal_residual(const Vector &load, const FieldPair &z) const
{
  Vector r = thermal_->field().make_vector();
  thermal_->conduction().add_conduction(z.temperature, 0., r);
  thermal_->add_transposed_loss_slope(z.temperature, r);
  thermal_->add_capacity_times(z.temperature, r);
  if (!k_slope_.empty())
    thermal_->conduction().add_source(
        directional_slope(thermal_->field(), k_slope_, z.temperature), 1., r);
  if (electric_)
  {
    add_heat_slope_by_temperature(
        thermal_->field().values_at_points(z.temperature), -1., r);
    add_current_slope(*z.potential, 1., r);
  }
  add_wires_by_temperature(z, r);
  r.compress(dealii::VectorOperation::add);
  r *= -1.;
  r.add(1., load);
  return r;
}

AdjointSolution
AdjointProblem::solve(const FieldPair &load, double tolerance, const FieldPair *start)
{
  const Profile::Phase phase(thermal_->profile(), "adjoint");
  AdjointSolution result;
  FieldPair &z = result.z;
  AdjointReport &report = result.report;
  z.temperature = start ? start->temperature : thermal_->field().make_vector();
  z.temperature.update_ghost_values();
  if (electric_)
  {
    z.potential = start ? *start->potential : electric_->field().make_vector();
    z.potential->update_ghost_values();
  }
  AndersonAcceleration acceleration(acceleration_depth);
  bool settled = false;
  ResidualDecline electric_decline, thermal_decline;
  const PointValues none, &mass = electric_ ? heat_.joule_slope : none;
  for (report.iterations = 1; report.iterations <= max_iterations; ++report.iterations)
  {
    const Profile::Phase pass(thermal_->profile(), "iteration", report.iterations);
    const bool loose = report.iterations <= loose_iterations;
    const double inner = loose ? inner_tolerance : tight_inner_tolerance;
    if (report.iterations == loose_iterations + 1)
      acceleration = AndersonAcceleration(acceleration_depth);
    double left = 0.;
    if (electric_)
    {
      Vector dw = electric_->field().make_vector();
      const SolveReport solve =
          electric_->solve(dw, electric_residual(*load.potential, z), inner);
      left = std::max(left, electric_decline.relative(solve));
      report.electric_iterations += solve.iterations;
      electric_->field().distribute_homogeneous(dw);
      z.potential->zero_out_ghost_values();
      z.potential->add(1., dw);
      z.potential->update_ghost_values();
    }
    Vector dz = thermal_->field().make_vector();
    const SolveReport solve =
        thermal_->solve(dz, thermal_residual(load.temperature, z), mass, inner);
    left = std::max(left, thermal_decline.relative(solve));
    report.thermal_iterations += solve.iterations;
    acceleration.accelerate(z.temperature, dz);
    thermal_->field().distribute_homogeneous(dz);
    z.temperature.zero_out_ghost_values();
    z.temperature.add(1., dz);
    z.temperature.update_ghost_values();
    if (report.iterations > 1 && left <= tolerance)
      return result;
    settled = dz.linfty_norm() <= round_off * z.temperature.linfty_norm();
  }
  // Between cells of far different conductance the residual ends in round-off before it is
  // small, though the solution no longer changes.
  if (settled)
    return result;
  throw std::runtime_error(
      fmt::format("The adjoint problem of the error estimate did not converge in {} steps: "
                  "no error bar can be stated. That happens where a small change of the "
                  "drive changes the temperature without bound, close to thermal runaway. "
                  "Lower the drive a little, or cool better.",
                  max_iterations));
}

} // namespace kelvolt
