#include "discretization/column_extremum.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

ColumnExtrema::ColumnExtrema(const ColumnField &field)
    : field_(&field), spacing_(0.5 / field.element().line.degree)
{
  const unsigned int m = 2 * field.element().line.degree;
  for (unsigned int i = 0; i <= m; ++i)
    for (unsigned int j = 0; i + j <= m; ++j)
      for (unsigned int k = 0; k <= m; ++k)
      {
        lattice_.push_back({0, 0, i * spacing_, j * spacing_, k * spacing_});
        weights_.push_back(
            wedge_values_at(field.element(), i * spacing_, j * spacing_, k * spacing_));
      }
}

double
ColumnExtrema::value(const Vector &u, unsigned int cell, const std::vector<double> &w) const
{
  const unsigned int n = field_->element().line.n;
  double sum = 0.;
  for (unsigned int i = 0; i < w.size(); ++i)
    sum += w[i] * u.local_element(field_->node_dof(cell, i / n, i % n));
  return sum;
}

ColumnExtrema::Found
ColumnExtrema::on_lattice(const Vector &u, unsigned int cell, int sign) const
{
  Found best{-std::numeric_limits<double>::infinity(), {}};
  for (std::size_t i = 0; i < lattice_.size(); ++i)
    if (const double here = sign * value(u, cell, weights_[i]); here > best.value)
      best = {here, lattice_[i]};
  return best;
}

ColumnExtrema::Found
ColumnExtrema::refined(const Vector &u, unsigned int cell, int sign, Found found) const
{
  constexpr int halvings = 8;
  const auto look = [&](double l1, double l2, double height)
  {
    if (std::min({l1, l2, 1. - l1 - l2, height, 1. - height}) < 0.)
      return;
    const double here =
        sign * value(u, cell, wedge_values_at(field_->element(), l1, l2, height));
    if (here > found.value)
      found = {here, {0, 0, l1, l2, height}};
  };
  double step = 0.5 * spacing_;
  for (int i = 0; i < halvings; ++i, step *= 0.5)
  {
    const ColumnPlace around = found.place;
    for (int a = -1; a <= 1; ++a)
      for (int b = -1; b <= 1; ++b)
        for (int c = -1; c <= 1; ++c)
          look(around.l1 + a * step, around.l2 + b * step, around.height + c * step);
  }
  return found;
}

bool ColumnExtrema::precedes(const ColumnLayout &layout,
                             const Found &a,
                             const Found &b,
                             double margin)
{
  return std::abs(a.value - b.value) > margin
             ? a.value > b.value
             : position(layout, a.place) < position(layout, b.place);
}

std::vector<ColumnExtrema::Found>
ColumnExtrema::of_parts(const Vector &u, std::size_t n_parts, int sign, double margin) const
{
  const unsigned int n = field_->element().line.n;
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<std::vector<Nodes>> cells(n_parts);
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
  {
    double highest = -infinity, lowest = infinity;
    for (unsigned int i = 0; i < field_->element().n_nodes(); ++i)
    {
      const double here = sign * u.local_element(field_->node_dof(cell, i / n, i % n));
      highest = std::max(highest, here);
      lowest = std::min(lowest, here);
    }
    cells[field_->part(cell)].push_back({cell, highest, highest - lowest});
  }
  std::vector<Found> result(n_parts, Found{-infinity, {}});
  for (std::size_t part = 0; part < n_parts; ++part)
  {
    std::sort(cells[part].begin(),
              cells[part].end(),
              [](const Nodes &a, const Nodes &b)
              { return std::pair(-a.highest, a.cell) < std::pair(-b.highest, b.cell); });
    Found &best = result[part];
    // Between nodes a polynomial passes them by a share of what they differ.
    constexpr double beyond_nodes = 0.5, beyond_lattice = 0.05;
    for (const Nodes &one : cells[part])
    {
      // Where nothing changes any cell is as good.
      const double tie = one.range > margin ? margin : 0.;
      if (one.highest + beyond_nodes * one.range <= best.value - tie)
        continue;
      Found found = on_lattice(u, one.cell, sign);
      if (found.value + beyond_lattice * one.range > best.value - tie)
        found = refined(u, one.cell, sign, found);
      if (found.value <= best.value - tie)
        continue;
      found.place.column = field_->cells()[one.cell].column;
      found.place.slab = field_->cells()[one.cell].slab;
      if (precedes(field_->layout(), found, best, tie))
        best.place = found.place;
      best.value = std::max(best.value, found.value);
    }
    best.value *= sign;
  }
  return result;
}

} // namespace kelvolt
