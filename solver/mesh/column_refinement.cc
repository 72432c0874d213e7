#include "mesh/column_refinement.h"

#include "mesh/plane_refinement.h"

#include <algorithm>
#include <numeric>

namespace kelvolt
{

namespace
{

/// Something that may be marked.
struct Candidate
{
  bool is_slab;
  unsigned int index;
  double indicator, cost; ///< cost in cells
};

std::vector<Candidate> candidates(const ColumnLayout &layout,
                                  const ColumnIndicators &indicators)
{
  // A marked triangle becomes four, and those beside it are cut along.
  constexpr double cells_per_mark = 5.;
  std::vector<double> in_column(layout.n_columns(), 0.), in_slab(layout.n_slabs(), 0.);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (unsigned int k = 0; k < layout.n_slabs(); ++k)
      if (layout.part_at(c, static_cast<int>(k)) != ColumnLayout::void_part)
      {
        in_column[c] += cells_per_mark;
        in_slab[k] += 1.;
      }
  std::vector<Candidate> result;
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    if (indicators.column[c] > 0.)
      result.push_back({false, c, indicators.column[c], in_column[c]});
  for (unsigned int k = 0; k < layout.n_slabs(); ++k)
    if (indicators.slab[k] > 0.)
      result.push_back({true, k, indicators.slab[k], in_slab[k]});
  std::sort(result.begin(),
            result.end(),
            [](const Candidate &a, const Candidate &b)
            {
              const double left = a.indicator * b.cost, right = b.indicator * a.cost;
              return left != right
                         ? left > right
                         : std::pair(a.is_slab, a.index) < std::pair(b.is_slab, b.index);
            });
  return result;
}

} // namespace

double ColumnIndicators::sum() const
{
  return std::accumulate(column.begin(), column.end(), 0.) +
         std::accumulate(slab.begin(), slab.end(), 0.);
}

ColumnMarks mark_columns(const ColumnLayout &layout,
                         const ColumnIndicators &indicators,
                         double share,
                         double growth)
{
  ColumnMarks marks{std::vector<char>(layout.n_columns(), 0),
                    std::vector<char>(layout.n_slabs(), 0)};
  const double all = indicators.sum(),
               budget = (growth - 1.) * static_cast<double>(filled_cells(layout));
  double taken = 0., cost = 0.;
  for (const Candidate &one : candidates(layout, indicators))
  {
    if (taken >= share * all || (cost > 0. && cost + one.cost > budget))
      break;
    (one.is_slab ? marks.slab : marks.column)[one.index] = 1;
    taken += one.indicator;
    cost += one.cost;
  }
  return marks;
}

ColumnLayout refined(const ColumnLayout &layout, const ColumnMarks &marks)
{
  BisectedMesh plane = bisected(layout.plane, marks.column);
  ColumnLayout result;
  result.plane = std::move(plane.mesh);
  std::vector<unsigned int> slab_of;
  for (unsigned int k = 0; k < layout.n_slabs(); ++k)
  {
    result.z.push_back(layout.z[k]);
    slab_of.push_back(k);
    if (marks.slab[k] == 0)
      continue;
    result.z.push_back(0.5 * (layout.z[k] + layout.z[k + 1]));
    slab_of.push_back(k);
  }
  result.z.push_back(layout.z.back());
  for (const unsigned int parent : plane.parent)
    for (const unsigned int k : slab_of)
      result.part.push_back(layout.part_at(parent, static_cast<int>(k)));
  return result;
}

unsigned long long filled_cells(const ColumnLayout &layout)
{
  return std::count_if(layout.part.begin(),
                       layout.part.end(),
                       [](int part) { return part != ColumnLayout::void_part; });
}

} // namespace kelvolt
