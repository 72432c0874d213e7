#pragma once

#include "discretization/contact_integral.h"
#include "discretization/foot_links.h"
#include "discretization/scalar_field.h"
#include "discretization/surface_integral.h"
#include "linear_algebra/line_level.h"
#include "linear_algebra/sparse_rows.h"

#include <functional>
#include <memory>
#include <vector>

namespace kelvolt
{

/// What one cell adds to the equations of its nodes.
class CellLoad
{
public:
  /// @param first in [node][lane]
  explicit CellLoad(const double *first) : first_(first) {}
  /// @param node lexicographic
  double operator[](unsigned int node) const
  {
    return first_[std::size_t(node) * lanes];
  }

private:
  const double *first_;
};

/// The discrete operator of one unknown u, applied cell by cell without a matrix:
///
///     (A u)_i = int k grad u . grad N_i dV  +  int m u N_i dV  +  int h u N_i dA
///             +  int g [u] [N_i] dA,   [.] the jump across a contact
///             +  what flows through wires, see FootLinks
///
///     k  [W/m/K] or [S/m], one value per axis    m  volume mass [W/m3/K]    h  [W/m2/K]
///     g  conductance of a contact [W/m2/K] or [S/m2]
class DiffusionOperator
{
public:
  explicit DiffusionOperator(const ScalarField &field);

  /// @param k per axis, at the Gauss points; all three may be the same array
  void set_conductivity(const std::array<const PointValues *, dim> &k);

  /// @param m at the Gauss points, not negative; an empty array removes the term
  void set_mass(const PointValues &m);

  /// Replaces the surface terms; the integrals must outlive the operator.
  struct SurfaceMass
  {
    const SurfaceIntegral *surface;
    std::vector<double> h; ///< at the surface's points
  };
  void set_surface_mass(std::vector<SurfaceMass> terms)
  {
    surface_mass_ = std::move(terms);
  }

  struct ContactTerm
  {
    ContactIntegral integral;
    double g; ///< conductance per area
  };
  void add_contact(ContactTerm term)
  {
    contacts_.push_back(std::move(term));
  }
  /// @param index in the order in which they were added @param g as of ContactTerm
  void set_contact_conductance(std::size_t index, double g)
  {
    contacts_[index].g = g;
  }
  const std::vector<ContactTerm> &contacts() const
  {
    return contacts_;
  }

  FootLinks &links()
  {
    return links_;
  }
  const FootLinks &links() const
  {
    return links_;
  }

  /// dst = C^T A C src with the identity on constrained unknowns. Collective.
  void vmult(Vector &dst, const Vector &src) const;

  /// The same without a copy of src, which comes back with its ghosts up to date.
  void vmult_in_place(Vector &dst, Vector &src) const;

  /// Adds int k grad u . grad N_i and the terms of contacts and links to the residual,
  /// constraints not applied. u - offset stands for u: the gradient is the same, and it
  /// rounds better. Ghosts of u must be up to date; the caller compresses the residual.
  void add_conduction(const Vector &u, double offset, Vector &residual) const;

  /// Calls `take` with what add_conduction() adds for each cell, contacts left out.
  void visit_conduction(
      const Vector &u,
      double offset,
      const std::function<void(unsigned int cell, const CellLoad &y)> &take) const;

  /// int k_d du/dx_d dv/dx_d dV over each of this rank's cells, per axis d, contacts left
  /// out. Ghosts of u and v must be up to date.
  std::array<std::vector<double>, dim> tested_conduction(const Vector &u,
                                                         const Vector &v) const;

  /// Mean of k_d over each of this rank's cells, per axis d.
  std::array<std::vector<double>, dim> mean_conductivity() const;

  /// Adds int f N_i, f at the Gauss points; the caller compresses the residual.
  void add_source(const PointValues &f, double factor, Vector &residual) const;

  /// Adds int F . grad N_i, F per axis at the Gauss points; the caller compresses the
  /// residual.
  void
  add_flux(const std::array<PointValues, dim> &F, double factor, Vector &residual) const;

  /// int f dV over this rank's cells.
  double integral(const PointValues &f) const;

  /// The same, part by part.
  std::vector<double> integral_by_part(const PointValues &f, std::size_t n_parts) const;

  /// Mean over each of this rank's cells.
  std::vector<double> cell_means(const PointValues &f) const;

  /// grad u at the Gauss points, one array per axis; ghosts of u must be up to date.
  std::array<PointValues, dim> gradient(const Vector &u) const;

  /// The 7-point low-order operator on the Gauss-Lobatto nodes, with constraints applied:
  /// per direction the one-dimensional linear stiffness times the lumped masses of the
  /// other two. An M-matrix spectrally close to A, made for algebraic multigrid.
  /// Collective.
  SparseRows low_order_rows() const;

  /// Where the owned unknowns lie, and k_d / h_d^2 of the cells around each, the largest.
  LinePlaces line_places() const;

  const ScalarField &field() const
  {
    return *field_;
  }

private:
  const ScalarField *field_;
  BatchConductivity conductivity(unsigned int batch) const;
  template <typename Take>
  void visit_batches(const Vector &u, double offset, const Take &take) const;
  /// k_d w_q V, [axis][q][lane] batch by batch; one axis where all are equal
  dealii::AlignedVector<double> coefficient_;
  std::vector<std::size_t> coefficient_start_; ///< of each batch, and the end
  dealii::AlignedVector<double> metric_;       ///< 1 / h_d^2, [batch][axis][lane]
  dealii::AlignedVector<double> mass_;         ///< m w_q V, [batch][q][lane]
  std::vector<double> point_weight_;           ///< [q]
  std::vector<SurfaceMass> surface_mass_;
  std::vector<ContactTerm> contacts_;
  FootLinks links_;
  /// The terms of contacts and links.
  void add_joints(const Vector &u, Vector &y) const;
  mutable Vector work_;
  mutable std::vector<double> constrained_values_; ///< while vmult_in_place() runs
};

} // namespace kelvolt
