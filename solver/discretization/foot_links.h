#pragma once

#include "discretization/scalar_field.h"
#include "discretization/surface_integral.h"
#include "layout/surface.h"
#include "linear_algebra/sparse_rows.h"

#include <array>
#include <utility>
#include <vector>

namespace kelvolt
{

/// Conductances g between the means of a field over pairs of surfaces, the feet of wires:
///
///     (A u)_i = sum over the links of g (m_1 - m_2) (w_1i - w_2i),   m_e = sum_i w_ei u_i
///
/// with w_ei the share of the node i in the area of the foot e. What flows through a foot
/// spreads evenly over it, and the operator is symmetric, on any mesh.
class FootLinks
{
public:
  /// What the feet of a link have.
  using Pair = std::array<double, 2>;

  explicit FootLinks(const ScalarField &field) : field_(&field) {}

  /// A link for each wire of the case. One of which a foot has no face in the field
  /// conducts nothing. Collective.
  void add_wires(const Case &input);

  std::size_t size() const
  {
    return links_.size();
  }
  /// Whether both feet lie in the field.
  bool is_active(std::size_t link) const
  {
    return links_[link].is_active;
  }
  /// g in the unit of a conductance, per wire of the case.
  void set_conductance(std::vector<double> g)
  {
    conductance_ = std::move(g);
  }
  const std::vector<double> &conductance() const
  {
    return conductance_;
  }

  /// m_1 and m_2 of every link; ghosts of u must be up to date. Collective.
  std::vector<Pair> means(const Vector &u) const;

  /// y_i += f_1 w_1i + f_2 w_2i; the caller compresses y.
  void add_load(std::size_t link, const Pair &f, Vector &y) const;

  /// y += A u; ghosts of u must be up to date, the caller compresses y. Collective.
  void add_conduction(const Vector &u, Vector &y) const;

  /// Edges that stand for the links in a matrix of few entries a row: each foot's nodes are
  /// paired with those of the other by their shares, so that the energy of the edges is
  /// that of the link where the feet are at one value each, and above it elsewhere.
  /// Constraints are applied. Collective.
  void add_edges(SparseRows &rows) const;

private:
  using Weights = std::vector<std::pair<unsigned int, double>>; ///< by local index
  struct Link
  {
    std::array<Weights, 2> weights;
    bool is_active = false;
  };
  /// Of free unknowns, by global index, and what falls on fixed ones, which is ground.
  struct FreeWeights
  {
    std::vector<std::pair<SparseRows::Index, double>> of_unknown;
    double ground = 0.;
  };

  Weights weights_of(SurfaceId foot) const;
  FreeWeights free_weights(const Weights &weights) const;
  static void pair_shares(const FreeWeights &first,
                          const FreeWeights &second,
                          double g,
                          SparseRows &rows);

  const ScalarField *field_;
  std::vector<Link> links_;
  std::vector<double> conductance_;
};

} // namespace kelvolt
