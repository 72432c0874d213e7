#pragma once

#include "accuracy/column_edges.h"
#include "accuracy/edge_safety.h"
#include "mesh/column_refinement.h"
#include "thermal/column_heat.h"
#include "thermal/column_temperatures.h"

#include <vector>

namespace kelvolt
{

/// What a mesh of columns leaves open of one quantity.
struct ColumnGoalEstimate
{
  /// Sum of the sizes of what all cells contribute, in the quantity's unit.
  double spread = 0.;
  EdgeShares shares; ///< likewise, of this rank's cells
  ColumnIndicators indicators;
  int iterations = 0; ///< CG, of the adjoint problem
};

/// Estimates where the error of a quantity comes from: with u_h on the mesh, u_+ and the
/// adjoint z_+ of one degree more, and their parts e = u_+ - u_h, w = z_+ - I z_+ beyond
/// the mesh's degree, the quantity changes from u_h to u_+ by
///
///     sum over the cells of  int k grad e . grad w dV  +  over contacts  int g [e] [w] dA
///
/// (I interpolates; films, which add to this, change little of where errors lie). For
/// marking the root of the product of the energies of what u_+ and z_+ have beyond the
/// mesh's degree in the plane alone counts for a triangle, along z alone for a slab: flat
/// cells change most along z, also where it is their width that leaves something out.
class ColumnEstimator
{
public:
  /// @param edges of the temperature @param coarse with u_h @param enriched with u_+; all
  /// outlive this. Collective.
  ColumnEstimator(const Case &input,
                  const ColumnEdges &edges,
                  const ColumnHeat &coarse,
                  ColumnHeat &enriched,
                  const std::vector<ColumnTemperatures> &temperatures,
                  std::size_t hottest_part);

  /// Collective.
  ColumnGoalEstimate estimate(const Quantity &of);

  /// Of the energy of e, for numbers that are no goal.
  EdgeShares energy_shares() const;

private:
  Vector derivative(const Quantity &of) const;
  void add_point(const ColumnPlace &place, double factor, Vector &load) const;
  void add_mean(std::size_t part, double factor, Vector &load) const;
  void add_heat_flow(const ColumnCooling &cooled, Vector &load) const;
  std::size_t part(const std::string &name) const;
  const ColumnCooling &cooled(const std::string &surface) const;
  ColumnGoalEstimate weigh(const Vector &z) const;
  std::array<PointValues, 3> surplus_gradient(const Vector &u) const;

  const Case *input_;
  const ColumnEdges *edges_;
  const ColumnHeat *coarse_;
  ColumnHeat *enriched_;
  const std::vector<ColumnTemperatures> *temperatures_;
  std::size_t hottest_part_;
  std::array<PointValues, 3> gradient_;         ///< of e
  std::vector<std::vector<double>> jumps_;      ///< of e, per contact that resists
  std::array<PointValues, 3> surplus_gradient_; ///< of u_+
};

} // namespace kelvolt
