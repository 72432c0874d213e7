#include "thermal/resistance_matrix.h"

#include <deal.II/base/mpi.h>

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

/// 1 in the part, 0 elsewhere, at the Gauss points.
QuadratureArray indicator(const ScalarField &field, std::size_t part)
{
  const CellBatches &cells = field.cells();
  const std::size_t n3 = field.element().n_cubed();
  QuadratureArray result;
  result.resize(cells.n_batches * n3 * lanes, 0.);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    if (cells.part[cell] == part)
      for (std::size_t q = 0; q < n3; ++q)
        result[((cell / lanes) * n3 + q) * lanes + cell % lanes] = 1.;
  return result;
}

/// Integral over each part and all ranks.
std::vector<double> integral_by_part(const ThermalProblem &thermal,
                                     const QuadratureArray &f,
                                     std::size_t n_parts)
{
  std::vector<double> result = thermal.conduction().integral_by_part(f, n_parts);
  dealii::Utilities::MPI::sum(result, thermal.field().communicator(), result);
  return result;
}

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
                                                   const std::vector<std::size_t> &parts,
                                                   std::size_t n_parts)
{
  const ScalarField &field = thermal.field();
  const std::size_t n = parts.size();
  std::vector<std::vector<double>> result(n, std::vector<double>(n));
  std::vector<double> volume(n);
  for (std::size_t j = 0; j < n; ++j)
  {
    // One watt per m3 is put in, so that the volume scales rows and columns alike.
    const QuadratureArray heat = indicator(field, parts[j]);
    volume[j] = thermal.total(heat);
    Vector rise = thermal.response(heat, tolerance);
    field.distribute_homogeneous(rise);
    const std::vector<double> sums =
        integral_by_part(thermal, field.values_at_points(rise), n_parts);
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
