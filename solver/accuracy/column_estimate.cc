#include "accuracy/column_estimate.h"

#include "discretization/column_point.h"
#include "discretization/column_transfer.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{

namespace
{

/// To which the residual of the adjoint problem falls.
constexpr double adjoint_tolerance = 1e-3;

} // namespace

ColumnEstimator::ColumnEstimator(const Case &input,
                                 const ColumnEdges &edges,
                                 const ColumnHeat &coarse,
                                 ColumnHeat &enriched,
                                 const std::vector<ColumnTemperatures> &temperatures,
                                 std::size_t hottest_part)
    : input_(&input), edges_(&edges), coarse_(&coarse), enriched_(&enriched),
      temperatures_(&temperatures), hottest_part_(hottest_part)
{
  Vector e = with_degree_of(enriched.field(), coarse.field(), coarse.temperature());
  e.zero_out_ghost_values();
  e.sadd(-1., 1., enriched.temperature());
  e.update_ghost_values();
  gradient_ = enriched.conduction().gradient(e);
  for (const ColumnOperator::ContactTerm &contact : enriched.conduction().contacts())
    jumps_.push_back(contact.integral.jump_at_points(e));
  surplus_gradient_ = surplus_gradient(enriched.temperature());
}

/// Along x and y of what is beyond the mesh's degree in the plane, along z of what is so
/// along z.
std::array<PointValues, 3> ColumnEstimator::surplus_gradient(const Vector &u) const
{
  const ColumnSurplus beyond =
      surplus(enriched_->field(), coarse_->field().element().plane.degree, u);
  std::array<PointValues, 3> result = enriched_->conduction().gradient(beyond.in_plane);
  result[2] = std::move(enriched_->conduction().gradient(beyond.along_z)[2]);
  return result;
}

std::size_t ColumnEstimator::part(const std::string &name) const
{
  const auto found = std::find_if(input_->parts.begin(),
                                  input_->parts.end(),
                                  [&](const Part &part) { return part.name == name; });
  return found - input_->parts.begin();
}

const ColumnCooling &ColumnEstimator::cooled(const std::string &surface) const
{
  std::size_t i = 0;
  while (input_->cooling.at(i).surface.text() != surface)
    ++i;
  return enriched_->cooled()[i];
}

void ColumnEstimator::add_point(const ColumnPlace &place, double factor, Vector &load) const
{
  ColumnPoint(enriched_->field(), place).add_load(factor, load);
}

void ColumnEstimator::add_mean(std::size_t part, double factor, Vector &load) const
{
  const ColumnField &field = enriched_->field();
  PointValues density = field.constant_at_points(0.);
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    if (static_cast<std::size_t>(field.part(cell)) == part)
      for (unsigned int q = 0; q < field.element().n_points(); ++q)
        density.at(cell, q) = factor / enriched_->volumes()[part];
  enriched_->conduction().add_source(density, 1., load);
}

/// Through a held surface: less what the residual changes there.
void ColumnEstimator::add_heat_flow(const ColumnCooling &cooled, Vector &load) const
{
  if (cooled.fixed < 0)
  {
    cooled.surface().add_load(cooled.losses(enriched_->temperature()).derivative, 1., load);
    return;
  }
  const ColumnField &field = enriched_->field();
  Vector held = field.make_vector(), flow = field.make_vector();
  for (const unsigned int i : field.constrained())
    if (field.fixed_surface(i) == cooled.fixed)
      held.local_element(i) = 1.;
  held.update_ghost_values();
  enriched_->conduction().add_conduction(held, 0., flow);
  for (const ColumnCooling &other : enriched_->cooled())
    if (other.fixed < 0)
      other.surface().add_mass(
          other.losses(enriched_->temperature()).derivative, held, flow);
  // Ghosts, too: the caller compresses.
  const unsigned int n_local =
      field.partitioner()->locally_owned_size() + field.partitioner()->n_ghost_indices();
  for (unsigned int i = 0; i < n_local; ++i)
    load.local_element(i) -= flow.local_element(i);
}

Vector ColumnEstimator::derivative(const Quantity &of) const
{
  Vector load = enriched_->field().make_vector();
  switch (of.kind)
  {
  case Quantity::Kind::max_temperature:
    add_point(
        (*temperatures_)[of.subject.empty() ? hottest_part_ : part(of.subject)].hottest,
        1.,
        load);
    break;
  case Quantity::Kind::min_temperature:
    add_point((*temperatures_)[part(of.subject)].coldest, 1., load);
    break;
  case Quantity::Kind::mean_temperature:
    add_mean(part(of.subject), 1., load);
    break;
  case Quantity::Kind::surface_mean_temperature:
  {
    const ColumnCooling &surface = cooled(of.subject);
    surface.surface().add_load(
        surface.surface().constant_at_points(1. / surface.area()), 1., load);
    break;
  }
  case Quantity::Kind::point_temperature:
    for (const NamedPoint &point : input_->points)
      if (point.name == of.subject)
        add_point(
            find_place(enriched_->field().layout(), point.position).value(), 1., load);
    break;
  case Quantity::Kind::heat_flow:
    add_heat_flow(cooled(of.subject), load);
    break;
  case Quantity::Kind::thermal_resistance:
    for (const std::string &name : {of.subject, of.other})
      add_mean(part(name),
               (name == of.subject ? 1. : -1.) / enriched_->given_heat()[part(of.subject)],
               load);
    break;
  case Quantity::Kind::current:
  case Quantity::Kind::voltage:
  case Quantity::Kind::resistance:
    throw std::logic_error("Columns carry no current.");
  }
  load.compress(dealii::VectorOperation::add);
  return load;
}

ColumnGoalEstimate ColumnEstimator::weigh(const Vector &z) const
{
  const ColumnField &field = enriched_->field();
  Vector w =
      with_degree_of(field, coarse_->field(), with_degree_of(coarse_->field(), field, z));
  w.zero_out_ghost_values();
  w.sadd(-1., 1., z);
  w.update_ghost_values();
  const std::array<PointValues, 3> of_w = enriched_->conduction().gradient(w),
                                   beyond = surplus_gradient(z);
  const std::array<PointValues, 3> &k = enriched_->conductivity();
  ColumnGoalEstimate result;
  result.indicators.column.assign(field.layout().n_columns(), 0.);
  result.indicators.slab.assign(field.layout().n_slabs(), 0.);
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    std::array<double, 2> u_energy{}, z_energy{}; // in the plane, along z
    double both = 0.;
    for (unsigned int q = 0; q < field.element().n_points(); ++q)
      for (unsigned int axis = 0; axis < 3; ++axis)
      {
        const double weight = k[axis].at(cell, q) * field.point_volume(cell, q),
                     of_u = surplus_gradient_[axis].at(cell, q),
                     of_z = beyond[axis].at(cell, q);
        u_energy[axis / 2] += weight * of_u * of_u;
        z_energy[axis / 2] += weight * of_z * of_z;
        both += weight * gradient_[axis].at(cell, q) * of_w[axis].at(cell, q);
      }
    result.spread += std::abs(both);
    const ColumnCell &place = field.cells()[cell];
    result.shares.push_back(
        {false, std::abs(both), edges_->exponent(place.column, place.slab)});
    result.indicators.column[place.column] += std::sqrt(u_energy[0] * z_energy[0]);
    result.indicators.slab[place.slab] += std::sqrt(u_energy[1] * z_energy[1]);
  }
  for (std::size_t c = 0; c < jumps_.size(); ++c)
  {
    const ColumnOperator::ContactTerm &contact = enriched_->conduction().contacts()[c];
    std::vector<double> both = contact.integral.jump_at_points(w);
    for (std::size_t q = 0; q < both.size(); ++q)
      both[q] = std::abs(contact.g * both[q] * jumps_[c][q]);
    result.spread += contact.integral.integral(both);
  }
  result.spread = enriched_->sum(result.spread);
  for (std::vector<double> *list : {&result.indicators.column, &result.indicators.slab})
    dealii::Utilities::MPI::sum(*list, field.communicator(), *list);
  return result;
}

EdgeShares ColumnEstimator::energy_shares() const
{
  const ColumnField &field = enriched_->field();
  EdgeShares shares;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    double energy = 0.;
    for (unsigned int q = 0; q < field.element().n_points(); ++q)
      for (unsigned int axis = 0; axis < 3; ++axis)
        energy += enriched_->conductivity()[axis].at(cell, q) *
                  field.point_volume(cell, q) * std::pow(gradient_[axis].at(cell, q), 2);
    const ColumnCell &place = field.cells()[cell];
    shares.push_back({false, energy, edges_->exponent(place.column, place.slab)});
  }
  return shares;
}

ColumnGoalEstimate ColumnEstimator::estimate(const Quantity &of)
{
  Vector z = enriched_->field().make_vector();
  const Vector load = derivative(of);
  int iterations = 0;
  if (load.linfty_norm() > 0.)
    iterations = enriched_->solve_linear(z, load, adjoint_tolerance).iterations;
  z.update_ghost_values();
  ColumnGoalEstimate result = weigh(z);
  result.iterations = iterations;
  return result;
}

} // namespace kelvolt
