#pragma once

#include "discretization/column_operator.h"
#include "discretization/column_solver.h"

#include <memory>
#include <vector>

namespace kelvolt
{

/// What heats and cools columns with constant conductivities.
struct ColumnConditions
{
  struct Film
  {
    std::vector<ColumnFace> faces;
    double h = 0.;       ///< [W/m2/K]
    double ambient = 0.; ///< [K]
  };
  struct Held
  {
    std::vector<ColumnFace> faces;
    double temperature = 0.; ///< [K]
  };
  struct Flux
  {
    std::vector<ColumnFace> faces;
    double flux = 0.; ///< into the body [W/m2]
  };

  /// A resistance between two parts.
  struct Contact
  {
    int first = 0, second = 0;
    double resistance = 0.; ///< [m2 K/W]
  };

  std::vector<std::array<double, 3>> conductivity; ///< per part, along x, y, z [W/m/K]
  std::vector<double> power;                       ///< per part, spread evenly over it [W]
  std::vector<Film> films;
  std::vector<Held> fixed;
  std::vector<Flux> fluxes;
  std::vector<Contact> contacts{};
};

/// Steady heat conduction in columns, a linear problem. What leaves through fixed surfaces
/// comes from the residual of the discrete equations, so that the balance closes to the
/// accuracy of the solver on any mesh.
class ColumnConduction
{
public:
  /// Collective. @param layout has to outlive this
  ColumnConduction(const ColumnLayout &layout,
                   MPI_Comm communicator,
                   ColumnConditions conditions,
                   unsigned int degree);

  /// Adds a density of heat at the points of the field [W/m3].
  void add_source(const PointValues &density)
  {
    source_ += density;
  }

  /// Collective: to the relative tolerance, from the fixed temperatures.
  SolveReport solve(double relative_tolerance);

  const ColumnField &field() const
  {
    return field_;
  }
  const ColumnOperator &conduction() const
  {
    return operator_;
  }
  /// Ghosts are up to date.
  const Vector &temperature() const
  {
    return temperature_;
  }

  /// Heat that leaves [W]. Collective.
  std::vector<double> film_heat() const;
  std::vector<double> fixed_heat() const;
  /// Heat that is made or given [W]. Collective.
  double heat_in() const;
  /// Of the nodes, and over a part's volume. Collective.
  double max_temperature() const;
  double mean_temperature(unsigned int part) const;

private:
  /// The heat into each node that the present temperature leaves over.
  Vector residual() const;
  double sum(double value) const;

  ColumnConditions conditions_;
  ColumnField field_;
  ColumnOperator operator_;
  std::vector<ColumnSurface> films_, fluxes_;
  PointValues source_; ///< [W/m3]
  Vector temperature_;
  std::unique_ptr<LinearSolver> solver_;
};

} // namespace kelvolt
