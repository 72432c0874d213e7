#include "thermal/resistance_matrix.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// Of the solves, in the energy of the error.
constexpr double tolerance = 1e-12;
/// Of the finished matrix, relative to its largest entry.
constexpr double allowed_error = 1e-8;

void audit(const std::vector<std::vector<double>> &matrix)
{
  double largest = 0., error = 0.;
  for (std::size_t i = 0; i < matrix.size(); ++i)
    for (std::size_t j = 0; j < matrix.size(); ++j)
    {
      largest = std::max(largest, std::abs(matrix[i][j]));
      error = std::max(error, std::abs(matrix[i][j] - matrix[j][i]));
    }
  if (!(error <= allowed_error * largest))
    throw std::runtime_error(
        "The thermal resistance matrix is not symmetric to 1e-8 of its largest entry: it "
        "is not trustworthy, and no result is written. Leave out output.matrices to do "
        "without it.");
}

} // namespace

std::vector<std::vector<double>> resistance_matrix(ThermalProblem &thermal,
                                                   const std::vector<std::size_t> &parts)
{
  const ScalarField &field = thermal.field();
  const std::size_t n = parts.size();
  std::vector<std::vector<double>> result(n, std::vector<double>(n));
  std::vector<double> volume(n);
  for (std::size_t j = 0; j < n; ++j)
  {
    // One watt per m3 is put in, so that the volume scales rows and columns alike.
    const PointValues heat = field.indicator_at_points(parts[j]);
    volume[j] = thermal.total(heat);
    Vector rise = thermal.response(heat, tolerance);
    field.distribute_homogeneous(rise);
    const std::vector<double> sums = thermal.total_by_part(field.values_at_points(rise));
    for (std::size_t i = 0; i < n; ++i)
      result[i][j] = sums[parts[i]];
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      result[i][j] /= volume[i] * volume[j];
  audit(result);
  return result;
}

} // namespace kelvolt
