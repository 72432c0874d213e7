#pragma once

#include "discretization/column_contact.h"
#include "discretization/column_field.h"
#include "discretization/column_surface.h"
#include "discretization/diffusion_operator.h"
#include "discretization/foot_links.h"
#include "linear_algebra/line_level.h"
#include "linear_algebra/sparse_rows.h"

#include <array>
#include <functional>
#include <vector>

namespace kelvolt
{

/// k of one cell, to be written.
class CellConductivity
{
public:
  /// @param first of the cell, [axis][point][lane]
  CellConductivity(double *first, unsigned int n_points)
      : first_(first), n_points_(n_points)
  {
  }
  void set(unsigned int axis, unsigned int point, double k)
  {
    first_[(std::size_t(axis) * n_points_ + point) * lanes] = k;
  }

private:
  double *first_;
  unsigned int n_points_;
};

/// DiffusionOperator on columns: the same form, the same names.
///
///     (A u)_i = int k grad u . grad N_i dV  +  int m u N_i dV  +  int h u N_i dA
///             +  int g [u] [N_i] dA,   [.] the jump across a contact
///             +  what flows through wires, see FootLinks
///
/// applied cell by cell without a matrix.
class ColumnOperator
{
public:
  explicit ColumnOperator(const ColumnField &field)
      : field_(&field), links_(field.communicator())
  {
  }

  /// @param write sets k along all axes at all points of a cell. Cells that each have one
  /// value along an axis keep no more
  void
  set_conductivity(const std::function<void(unsigned int cell, CellConductivity k)> &write);
  /// @param k per axis, at the points; all three may be the same array
  void set_conductivity(const std::array<const PointValues *, 3> &k);

  /// @param m at the points, not negative; an empty array removes the term
  void set_mass(const PointValues &m);

  /// Replaces the surface terms; the surfaces must outlive the operator.
  struct SurfaceMass
  {
    const ColumnSurface *surface;
    std::vector<double> h; ///< at the surface's points
  };
  void set_surface_mass(std::vector<SurfaceMass> terms)
  {
    surface_mass_ = std::move(terms);
  }

  struct ContactTerm
  {
    ColumnContact integral;
    double g; ///< conductance per area
  };
  void add_contact(ContactTerm term)
  {
    contacts_.push_back(std::move(term));
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

  /// dst = A src with the identity on fixed unknowns; src comes back with its ghosts up to
  /// date. Collective.
  void vmult_in_place(Vector &dst, Vector &src) const;

  /// Adds int k grad u . grad N_i, u - offset for u, and the terms of contacts and
  /// links. Ghosts of u must be up to date; the caller compresses the residual.
  void add_conduction(const Vector &u, double offset, Vector &residual) const;

  /// Calls `take` with what add_conduction() adds for each of this rank's cells, contacts
  /// and links left out, [plane node][z node].
  void visit_conduction(
      const Vector &u,
      double offset,
      const std::function<void(unsigned int cell, const CellLoad &y)> &take) const;

  /// Adds int f N_i, f at the points; the caller compresses the residual.
  void add_source(const PointValues &f, double factor, Vector &residual) const;
  /// The same with one f for each part.
  void
  add_source(const std::vector<double> &of_part, double factor, Vector &residual) const;

  /// int f dV over this rank's cells.
  double integral(const PointValues &f) const;
  std::vector<double> integral_by_part(const PointValues &f, std::size_t n_parts) const;

  /// grad u at the points, one array per axis; ghosts of u must be up to date.
  std::array<PointValues, 3> gradient(const Vector &u) const;
  /// The same of one batch of cells, [axis][point][lane]. Arrays for all points take some
  /// ten times the memory of u.
  void batch_gradient(const Vector &u,
                      unsigned int batch,
                      ColumnField::GeometryBuffers &buffers,
                      double *gradient) const;
  /// k times the volume of each point of one batch, [axis][point][lane].
  void batch_conductance(unsigned int batch, double *conductance) const;
  /// Means of k over a cell, per axis.
  std::array<double, 3> mean_conductivity(unsigned int cell) const;

  /// An M-matrix spectrally close to A, for multigrid: along z the one-dimensional linear
  /// stiffness times the lumped area; in the plane the linear triangles between the nodes,
  /// whose negative couplings (obtuse angles) are left out. Collective.
  SparseRows low_order_rows() const;

  /// Lines along z, and k_z / h^2 of the cells around each owned unknown, the largest. The
  /// plane has no lines.
  LinePlaces line_places() const;

  const ColumnField &field() const
  {
    return *field_;
  }

  /// m of a cell, its mean.
  double mean_mass(unsigned int cell) const;
  /// Calls add(local unknown, conductance) for the surface terms, lumped.
  void visit_films(const std::function<void(unsigned int, double)> &add) const;
  /// Calls add(one, the other side's unknown, conductance) for contacts, lumped.
  void
  visit_contacts(const std::function<void(unsigned int, unsigned int, double)> &add) const;

private:
  void weigh(const PointValues &f, unsigned int batch, double factor, double *to) const;
  /// With `mass` where asked for and set.
  WedgeCoefficients coefficients(unsigned int batch, bool with_mass) const;
  void append_coefficients(unsigned int batch, double *k);
  /// The terms of contacts and links.
  void add_joints(const Vector &u, Vector &y) const;
  template <typename Take>
  void visit_batches(const Vector &u, double offset, const Take &take) const;

  const ColumnField *field_;
  /// WedgeCoefficients::k, batch by batch; one axis where all are equal
  dealii::AlignedVector<double> coefficient_;
  std::vector<std::size_t> coefficient_start_;
  dealii::AlignedVector<double> mass_; ///< m times the volume, [batch][point][lane]
  std::vector<SurfaceMass> surface_mass_;
  std::vector<ContactTerm> contacts_;
  FootLinks links_;
  mutable std::vector<double> fixed_values_; ///< while vmult_in_place() runs
};

} // namespace kelvolt
