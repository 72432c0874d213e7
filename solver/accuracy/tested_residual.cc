#include "accuracy/tested_residual.h"

#include "coupling/conductor_points.h"
#include "layout/part_layout.h"

#include <deal.II/base/mpi.h>

namespace kelvolt
{
namespace
{

/// int a b c dV over each cell of the operator's field.
std::vector<double> cell_integrals(const DiffusionOperator &conduction,
                                   const PointValues &a,
                                   const PointValues &b,
                                   const PointValues &c)
{
  std::vector<double> result = conduction.cell_means(map_points(
      [](double of_a, double of_b, double of_c) { return of_a * of_b * of_c; }, a, b, c));
  for (unsigned int cell = 0; cell < result.size(); ++cell)
    result[cell] *= conduction.field().cells().volume(cell);
  return result;
}

/// Among the cells of the package; zero outside the conductors.
std::vector<double> in_package(const ScalarField &conductors,
                               const std::vector<double> &of_cells,
                               unsigned int n_cells)
{
  std::vector<double> result(n_cells, 0.);
  for (std::size_t cell = 0; cell < of_cells.size(); ++cell)
    result[conductors.cells().position[cell]] = of_cells[cell];
  return result;
}

std::vector<TestedResidual::FaceTerm> face_terms(const ContactIntegral &contact,
                                                 const std::vector<double> &f,
                                                 const CellBatches &cells)
{
  const std::vector<double> integral = contact.face_integrals(f);
  std::vector<TestedResidual::FaceTerm> result;
  for (std::size_t i = 0; i < integral.size(); ++i)
    result.push_back(
        {cells.position[contact.faces()[i].cell], contact.faces()[i].axis, integral[i]});
  return result;
}

} // namespace

TestedResidual::TestedResidual(const AdjointProblem &problem,
                               const QuantityDerivative &derivative,
                               const FieldPair &adjoint,
                               const Case &input)
    : part_volume(input.parts.size(), 0.), contact_heat(input.contacts.size()),
      contact_current(input.contacts.size()), package_(&problem.thermal().field()),
      test_(derivative.test(adjoint)), surface_loss_(derivative.surface_loss)
{
  const DiffusionOperator &heat = problem.thermal().conduction();
  conduction = heat.tested_conduction(problem.thermal().temperature(), test_.temperature);
  const PointValues heat_tested = heat_test(derivative.part_heat);
  add_given_heat(problem.thermal(), heat_tested);
  add_contact_heat(problem, input);
  for (unsigned int d = 0; d < dim; ++d)
    current[d] = joule[d] = std::vector<double>(package_->cells().n_cells, 0.);
  if (!problem.electric())
    return;
  add_electric(problem, heat_tested);
  add_contact_current(problem, input, derivative.part_heat);
}

/// Heat is a source, so that what the quantity holds of it counts with the other sign.
PointValues TestedResidual::heat_test(const std::vector<double> &part_heat) const
{
  PointValues result = package_->values_at_points(test_.temperature);
  for (std::size_t part = 0; part < part_heat.size(); ++part)
  {
    if (part_heat[part] == 0.)
      continue;
    result += package_->indicator_at_points(part).map(
        [held = part_heat[part]](double inside) { return held * inside; });
  }
  return result;
}

std::vector<double> TestedResidual::loss_test(const ThermalProblem &thermal,
                                              std::size_t cooling) const
{
  std::vector<double> result =
      thermal.cooled_surface(cooling).values_at_points(test_.temperature);
  for (double &value : result)
    value -= surface_loss_[cooling];
  return result;
}

void TestedResidual::add_given_heat(const ThermalProblem &thermal,
                                    const PointValues &heat_test)
{
  const CellBatches &cells = package_->cells();
  std::vector<double> volume(cells.n_cells);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    volume[cell] = cells.volume(cell);
  part_volume = by_part(volume);
  given_heat = thermal.conduction().cell_means(heat_test);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    const unsigned int part = cells.part[cell];
    given_heat[cell] *= volume[cell] * thermal.given_heat()[part] / part_volume[part];
  }
}

void TestedResidual::add_electric(const AdjointProblem &problem,
                                  const PointValues &heat_test)
{
  const DiffusionOperator &conductors = problem.electric()->conduction();
  const unsigned int n_cells = package_->cells().n_cells;
  const PointValues &sigma = problem.conductivity().sigma;
  const std::array<PointValues, dim> &E = problem.field_strength();
  const std::array<std::vector<double>, dim> flow =
      conductors.tested_conduction(problem.electric()->potential(), *test_.potential);
  PointValues heated = on_conductors(conductors.field(), heat_test);
  heated *= sigma;
  for (unsigned int d = 0; d < dim; ++d)
  {
    current[d] = in_package(conductors.field(), flow[d], n_cells);
    joule[d] = in_package(
        conductors.field(), cell_integrals(conductors, heated, E[d], E[d]), n_cells);
  }
}

void TestedResidual::add_contact_heat(const AdjointProblem &problem, const Case &input)
{
  auto resisting = problem.thermal().conduction().contacts().begin();
  for (std::size_t c = 0; c < input.contacts.size(); ++c)
  {
    if (!input.contacts[c].thermal)
      continue;
    const auto &[integral, g] = *resisting++;
    std::vector<double> f = integral.jump_at_points(problem.thermal().temperature());
    const std::vector<double> of_z = integral.jump_at_points(test_.temperature);
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] *= g * of_z[i];
    contact_heat[c] = face_terms(integral, f, package_->cells());
  }
}

void TestedResidual::add_contact_current(const AdjointProblem &problem,
                                         const Case &input,
                                         const std::vector<double> &part_heat)
{
  const ElectricProblem &electric = *problem.electric();
  const std::vector<double> &resistance = electric.contact_resistance();
  auto resisting = electric.conduction().contacts().begin();
  for (std::size_t c = 0; c < resistance.size(); ++c)
  {
    if (!(resistance[c] > 0.))
      continue;
    const auto &[integral, g] = *resisting++;
    std::vector<double> f = electric.contact_jump(c);
    const std::vector<double> of_w = integral.jump_at_points(*test_.potential);
    const std::vector<double> heated = problem.thermal().contact_sum(c, test_.temperature);
    double held = 0.; // what the quantity holds of the heat of both sides
    for (const std::string &part : input.contacts[c].between)
      held += part_heat[part_index(input.parts, part)];
    for (std::size_t i = 0; i < f.size(); ++i)
      f[i] *= g * (of_w[i] - 0.5 * f[i] * (heated[i] + held));
    contact_current[c] = face_terms(integral, f, electric.field().cells());
  }
}

std::vector<double> TestedResidual::by_part(const std::vector<double> &of_cells) const
{
  std::vector<double> result(part_volume.size(), 0.);
  for (std::size_t cell = 0; cell < of_cells.size(); ++cell)
    result[package_->cells().part[cell]] += of_cells[cell];
  dealii::Utilities::MPI::sum(result, package_->communicator(), result);
  return result;
}

std::vector<double>
TestedResidual::by_part(const std::array<std::vector<double>, dim> &of_cells) const
{
  std::vector<double> all(of_cells[0].size());
  for (std::size_t cell = 0; cell < all.size(); ++cell)
    all[cell] = of_cells[0][cell] + of_cells[1][cell] + of_cells[2][cell];
  return by_part(all);
}

double TestedResidual::sum(double of_this_rank) const
{
  return dealii::Utilities::MPI::sum(of_this_rank, package_->communicator());
}

} // namespace kelvolt
