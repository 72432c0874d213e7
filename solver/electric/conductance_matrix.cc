#include "electric/conductance_matrix.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// Of the solves, in the energy of the error. It starts from potentials that fall to zero
/// within one cell, whose energy is some thousand times that of the solution.
constexpr double tolerance = 1e-12;
/// Of the finished matrix, relative to its largest entry.
constexpr double allowed_error = 1e-8;

/// The case with every terminal at a given voltage.
Case all_voltages(const Case &input)
{
  Case result = input;
  for (Terminal &terminal : result.terminals)
    terminal.drive = GivenVoltage{0.};
  return result;
}

/// Throws unless the matrix is symmetric with rows that add up to zero.
void audit(const std::vector<std::vector<double>> &matrix)
{
  double largest = 0., error = 0.;
  for (std::size_t i = 0; i < matrix.size(); ++i)
  {
    double sum = 0.;
    for (std::size_t j = 0; j < matrix.size(); ++j)
    {
      sum += matrix[i][j];
      largest = std::max(largest, std::abs(matrix[i][j]));
      error = std::max(error, std::abs(matrix[i][j] - matrix[j][i]));
    }
    error = std::max(error, std::abs(sum));
  }
  if (!(error <= allowed_error * largest))
    throw std::runtime_error(
        "The conductance matrix is not symmetric with rows that add up to zero to 1e-8 of "
        "its largest entry: it is not trustworthy, and no result is written. Leave out "
        "output.matrices to do without it.");
}

} // namespace

std::vector<std::vector<double>> conductance_matrix(const Grid &grid,
                                                    const Case &input,
                                                    const DrivenConductors &conductors,
                                                    const PointValues &sigma,
                                                    const std::vector<double> &wires,
                                                    Profile *profile)
{
  const std::size_t n = input.terminals.size();
  const DrivenConductors held = conductors.with_all_voltages();
  const Case grounded = all_voltages(input);
  ElectricProblem problem(grid, grounded, held, loads_at(grounded));
  problem.set_profile(profile);
  problem.set_conductivity(sigma);
  problem.set_wires(wires, wires);
  std::vector<std::vector<double>> result(n, std::vector<double>(n));
  for (std::size_t j = 0; j < n; ++j)
  {
    const std::vector<double> column = problem.response(j, tolerance);
    for (std::size_t i = 0; i < n; ++i)
      result[i][j] = column[i];
  }
  audit(result);
  return result;
}

} // namespace kelvolt
