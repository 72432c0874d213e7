#include "study/impedance_places.h"

#include "reduction/part_nodes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr double forever = std::numeric_limits<double>::infinity();
/// What the steady solution leaves open of a temperature, as a share of it.
constexpr double left_open = 1e-8;
/// A place that is hottest at some time stands for others that are hotter by less than this
/// share at other times.
constexpr double as_hot = 3e-6;

double value_of(const std::vector<double> &row, const std::vector<double> &state)
{
  return std::inner_product(state.begin(), state.end(), row.begin(), 0.);
}

double highest_of(const std::vector<std::vector<double>> &rows,
                  const std::vector<double> &state)
{
  double highest = -std::numeric_limits<double>::max();
  for (const std::vector<double> &row : rows)
    highest = std::max(highest, value_of(row, state));
  return highest;
}

} // namespace

ImpedancePlaces::ImpedancePlaces(ImpedanceMesh &mesh,
                                 const ImpedanceParts &parts,
                                 const CertifiedReduction &reduction)
    : mesh_(mesh), parts_(parts), reduction_(reduction),
      errors_(mesh.linear->basis, reduction.times, parts.n_heated)
{
  for (std::size_t i = 0; i < parts.n_heated; ++i)
    fastest_.push_back(mesh.linear->problem.fastest_rise(parts.parts[i]));
}

/// @param estimate of the projection alone
std::vector<double> ImpedancePlaces::projection_errors(std::size_t i,
                                                       std::vector<double> estimate) const
{
  for (std::size_t time = 0; time < estimate.size(); ++time)
    estimate[time] += reduction_.place_excess(i, time);
  return estimate;
}

/// With the steady state past the last time.
std::vector<double> ImpedancePlaces::state(std::size_t i, std::size_t time) const
{
  double t = forever;
  if (time < reduction_.times.size())
    t = reduction_.times[time];
  return step_state(reduction_.delivered, i, t);
}

/// The bar is that to the farther end of where the true value can be.
void ImpedancePlaces::add(ImpedanceValues &values,
                          double stated,
                          const Computed &computed,
                          const Range &possible)
{
  const double value = std::min(stated, possible.largest),
               within = std::min(computed.value, possible.largest),
               least =
                   std::max(possible.least, within - computed.projection - computed.below),
               largest = std::min(possible.largest,
                                  computed.value + computed.projection + computed.above),
               bar = std::max({0., value - least, largest - value});
  values.value.push_back(value);
  values.reduction.push_back(std::min(bar, computed.projection));
  values.mesh.push_back(bar - values.reduction.back());
}

ImpedanceValues ImpedancePlaces::point(std::size_t i, std::size_t p) const
{
  const std::vector<double> gains =
      errors_.gains(mesh_.linear->problem.value_at(parts_.points[p]));
  const std::vector<double> projection = projection_errors(i, errors_.of_place(i, gains));
  const std::size_t n = reduction_.times.size();
  ImpedanceValues values;
  for (std::size_t time = 0; time < n; ++time)
  {
    const double value = value_of(gains, state(i, time)),
                 mesh = mesh_.places.point(i, p, time);
    add(values,
        value,
        {value, projection[time], mesh, mesh},
        {-forever, fastest_[i] * reduction_.times[time]});
    values.take_share(reduction_.times[time],
                      std::max(std::abs(values.value[time]), reduction_.scale(i, i, time)));
  }
  if (reduction_.loses_heat(i))
  {
    values.steady = value_of(gains, state(i, n));
    values.steady_error =
        mesh_.places.point(i, p, n) + left_open * std::abs(*values.steady);
  }
  return values;
}

/// The largest rise in the hottest cell.
double ImpedancePlaces::find(const PartNodes &nodes,
                             std::size_t i,
                             std::size_t o,
                             std::size_t time,
                             std::vector<std::vector<double>> &rows) const
{
  const std::vector<double> now = state(i, time);
  PartNodes::Highest found = nodes.highest_in(mesh_.places.highest(i, o, time).cell, now);
  if (highest_of(rows, now) < found.value - as_hot * std::abs(found.value))
  {
    found.modes.resize(reduction_.delivered.n_modes());
    rows.push_back(std::move(found.modes));
  }
  return found.value;
}

std::vector<ImpedanceValues>
ImpedancePlaces::maxima(std::size_t o,
                        const std::vector<const ImpedanceValues *> &means,
                        std::vector<std::vector<double>> &rows) const
{
  const PartNodes nodes =
      errors_.nodes(mesh_.thermal().field(), parts_.parts[parts_.observed[o]]);
  const std::size_t n = reduction_.times.size();
  std::vector<std::vector<double>> found(parts_.n_heated);
  for (std::size_t i = 0; i < parts_.n_heated; ++i)
    for (std::size_t time = 0; time < n + (reduction_.loses_heat(i) ? 1 : 0); ++time)
      found[i].push_back(find(nodes, i, o, time, rows));
  std::vector<ImpedanceValues> result(parts_.n_heated);
  for (std::size_t i = 0; i < parts_.n_heated; ++i)
  {
    const std::vector<double> projection =
        projection_errors(i, errors_.of_highest(i, nodes));
    const ImpedanceValues &mean = *means[i];
    for (std::size_t time = 0; time < n; ++time)
    {
      const PlaceMeshErrors::Highest &mesh = mesh_.places.highest(i, o, time);
      add(result[i],
          highest_of(rows, state(i, time)),
          {found[i][time], projection[time], mesh.below, mesh.above},
          {mean.value[time] - mean.error(time), fastest_[i] * reduction_.times[time]});
      result[i].take_share(
          reduction_.times[time],
          std::max(result[i].value[time], reduction_.scale(i, parts_.observed[o], time)));
    }
    if (!reduction_.loses_heat(i))
      continue;
    const PlaceMeshErrors::Highest &mesh = mesh_.places.highest(i, o, n);
    result[i].steady = highest_of(rows, state(i, n));
    const double open = left_open * std::abs(*result[i].steady);
    result[i].steady_error = std::max(*result[i].steady - found[i][n] + mesh.below,
                                      found[i][n] + mesh.above - *result[i].steady) +
                             open;
  }
  return result;
}

} // namespace kelvolt
