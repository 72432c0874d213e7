#include "thermal/column_temperatures.h"

#include "discretization/column_extremum.h"
#include "results/number.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/mpi.templates.h>

#include <algorithm>
#include <array>

namespace kelvolt
{

namespace
{

/// Of an extreme: value times sign and place, as numbers that ranks can exchange.
using Record = std::array<double, 6>;

ColumnPlace place_of(const Record &record)
{
  return {static_cast<unsigned int>(record[1]),
          static_cast<unsigned int>(record[2]),
          record[3],
          record[4],
          record[5]};
}

/// The first over all ranks, per part.
std::vector<Record> over_all_ranks(const ColumnHeat &heat,
                                   const std::vector<ColumnExtrema::Found> &own,
                                   int sign,
                                   double margin)
{
  std::vector<Record> records;
  records.reserve(own.size());
  for (const ColumnExtrema::Found &found : own)
    records.push_back({sign * found.value,
                       double(found.place.column),
                       double(found.place.slab),
                       found.place.l1,
                       found.place.l2,
                       found.place.height});
  const ColumnLayout &layout = heat.field().layout();
  const auto before = [&](const Record &a, const Record &b)
  {
    return ColumnExtrema::precedes(
        layout, {a[0], place_of(a)}, {b[0], place_of(b)}, margin);
  };
  std::vector<Record> result;
  for (const std::vector<Record> &others :
       dealii::Utilities::MPI::all_gather(heat.field().communicator(), records))
  {
    if (result.empty())
      result = others;
    for (std::size_t part = 0; part < result.size(); ++part)
    {
      const double highest = std::max(result[part][0], others[part][0]);
      if (before(others[part], result[part]))
        result[part] = others[part];
      result[part][0] = highest;
    }
  }
  return result;
}

} // namespace

double equal_temperatures(const ColumnHeat &heat)
{
  constexpr double tie = 1e-8; // of the rise
  const double rise = heat.rise();
  return tie * rise + round_off_of_value(std::abs(heat.lowest_reference()) + rise);
}

std::vector<ColumnTemperatures> column_temperatures(const ColumnHeat &heat)
{
  const ColumnExtrema extrema(heat.field());
  const std::vector<double> mean = heat.mean_temperatures();
  const double margin = equal_temperatures(heat);
  std::vector<ColumnTemperatures> result(mean.size());
  for (const int sign : {1, -1})
  {
    const std::vector<Record> found =
        over_all_ranks(heat,
                       extrema.of_parts(heat.temperature(), mean.size(), sign, margin),
                       sign,
                       margin);
    for (std::size_t part = 0; part < mean.size(); ++part)
      if (sign > 0)
      {
        result[part].highest = found[part][0];
        result[part].hottest = place_of(found[part]);
      }
      else
      {
        result[part].lowest = -found[part][0];
        result[part].coldest = place_of(found[part]);
      }
  }
  for (std::size_t part = 0; part < mean.size(); ++part)
    result[part].mean = mean[part];
  return result;
}

} // namespace kelvolt
