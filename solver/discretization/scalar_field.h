#pragma once

#include "discretization/cell_geometry.h"
#include "discretization/diffusion_kernel.h"
#include "discretization/point_values.h"
#include "discretization/reference_element.h"
#include "linear_algebra/vector.h"
#include "mesh/grid.h"

#include <deal.II/base/aligned_vector.h>
#include <deal.II/base/index_set.h>
#include <deal.II/dofs/dof_handler.h>
#include <deal.II/hp/fe_collection.h>
#include <deal.II/lac/affine_constraints.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace kelvolt
{

/// The locally owned cells of one field in batches of `lanes`, in cell iteration order.
/// Cell c sits in batch c / lanes, lane c % lanes; unused lanes of the last batch repeat
/// its first cell and are never written back.
struct CellBatches
{
  unsigned int n_cells = 0;
  unsigned int n_batches = 0;
  /// Local vector index, [batch][node][lane].
  std::vector<unsigned int> dof;
  /// Local vector index of the first node on each line of nodes in x, [batch][n*n], for
  /// batches whose cells stand side by side; no_line for others.
  std::vector<unsigned int> line;
  static constexpr unsigned int no_line = -1;
  CellGeometry geometry;
  /// Part index per cell.
  std::vector<unsigned int> part;
  /// Where each cell lies in the layout of the mesh.
  std::vector<CellPosition> layout_position;
  /// The cell's place among all locally owned active cells of the mesh, rising.
  std::vector<unsigned int> position;

  unsigned int filled_lanes(unsigned int batch) const
  {
    return batch + 1 < n_batches ? lanes : n_cells - batch * lanes;
  }
  double edge(unsigned int cell, unsigned int axis) const
  {
    return geometry.edge(cell, axis);
  }
  double volume(unsigned int cell) const
  {
    return geometry.volume(cell);
  }
};

/// One rectangle of a surface, seen from the cell whose outward face it is.
struct SurfaceFace
{
  unsigned int cell; ///< index into the field's CellBatches
  unsigned int face; ///< of the cell
  bool exposed;      ///< lies on the outside of the package

  unsigned int axis() const
  {
    return face / 2;
  }
};

/// The two coinciding faces of one contact face, seen from the owner of the lower cell.
struct FacePair
{
  unsigned int cell; ///< the lower one, index into the field's CellBatches
  unsigned int axis; ///< of the normal: 0, 1, 2
  double area = 0.;  ///< [m2]
  /// Local vector indices of the nodes, [n*n], on the side of the contact's first part and
  /// of its second.
  std::vector<unsigned int> first, second;
};

/// A face of one of this rank's cells on a contact.
struct ContactSide
{
  unsigned int cell; ///< index into the field's CellBatches
  unsigned int face; ///< of the cell, 0 to 5
  bool is_first;     ///< the cell is of the contact's first part
};

/// Surfaces that tie the values of a field.
struct TiedSurfaces
{
  /// The value is given, by ScalarField::set_fixed(); where two meet, the first wins.
  std::vector<SurfaceId> fixed{};
  /// Each has one unknown common value.
  std::vector<SurfaceId> floating{};
};

/// Finite-element space, values and constraints of ONE unknown on some of the parts.
class ScalarField
{
public:
  /// Collective. Every fixed value is zero at first.
  /// @param active per part: whether the unknown lives there
  /// @param jumps per contact of the grid, the first ones at least: whether the unknown may
  /// jump there; across all others it is continuous
  /// @param chosen which cells of these parts; empty: all
  ScalarField(const Grid &grid,
              const std::vector<bool> &active,
              unsigned int degree,
              const TiedSurfaces &tied = {},
              std::vector<bool> jumps = {},
              const std::function<bool(const CellPosition &)> &chosen = {});

  /// The value on a fixed surface, by its place among the fixed ones: distribute() gives it
  /// to the vectors from now on.
  void set_fixed(std::size_t surface, double value)
  {
    fixed_value_[surface] = value;
  }

  const ReferenceElement &element() const
  {
    return element_;
  }
  const CellBatches &cells() const
  {
    return cells_;
  }
  const dealii::DoFHandler<dim> &dof_handler() const
  {
    return dof_handler_;
  }
  /// With fixed values of zero.
  const dealii::AffineConstraints<double> &constraints() const
  {
    return constraints_;
  }
  const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &partitioner() const
  {
    return partitioner_;
  }
  MPI_Comm communicator() const
  {
    return grid_->communicator();
  }
  dealii::types::global_dof_index n_dofs() const
  {
    return dof_handler_.n_dofs();
  }
  const Grid &grid() const
  {
    return *grid_;
  }

  /// A vector of zeros.
  Vector make_vector() const;

  /// The contact's faces whose lower cell is locally owned, where the unknown lives on both
  /// sides. The same order for all fields of a grid.
  std::vector<FacePair> contact_faces(unsigned int contact) const;

  /// The contact from both sides, where the unknown lives on both.
  std::vector<ContactSide> contact_sides(unsigned int contact) const;

  /// The locally owned faces of the surface.
  std::vector<SurfaceFace> faces(SurfaceId surface) const;

  /// Local indices of the owned unknowns on the surface, each rising and once. Collective.
  std::vector<unsigned int> owned_dofs(SurfaceId surface) const;

  /// Local vector indices of the nodes on a face, [n*n], lexicographic in its two axes.
  std::vector<unsigned int> face_dofs(const SurfaceFace &face) const;

  /// Local vector index of a cell's node, node lexicographic.
  unsigned int node_dof(unsigned int cell, unsigned int node) const
  {
    return cells_.dof[(std::size_t(cell / lanes) * element_.n_cubed() + node) * lanes +
                      cell % lanes];
  }

  /// Values of a cell's nodes, lexicographic. Ghosts must be up to date.
  std::vector<double> cell_values(const Vector &values, unsigned int cell) const;

  /// Position of a cell's node, node lexicographic.
  dealii::Point<dim> node_position(unsigned int cell, unsigned int node) const;

  /// Sets the constrained entries to the values their constraints give. Collective.
  void distribute(Vector &values) const;

  /// The same for an increment: fixed values become zero. Collective.
  void distribute_homogeneous(Vector &values) const;

  /// Transposed: adds the entries of constrained unknowns to those they follow and zeroes
  /// them. Collective.
  void condense(Vector &residual) const;

  /// Local indices of owned constrained unknowns.
  const std::vector<unsigned int> &constrained() const
  {
    return constrained_;
  }

  /// Copies the node values of one batch, less the offset, into [node][lane].
  void gather(const Vector &values, unsigned int batch, double offset, double *u) const;
  /// Adds [node][lane] to the vector's entries.
  void scatter_add(const double *y, unsigned int batch, Vector &values) const;

  /// The same number at all Gauss points.
  PointValues constant_at_points(double value) const
  {
    return {cells_.n_cells, element_.n_cubed(), value};
  }

  /// 1 at the Gauss points in a part, or in all of them if none is given; 0 elsewhere.
  PointValues indicator_at_points(std::optional<unsigned int> part) const;

  /// Values at the Gauss points. Ghosts must be up to date.
  PointValues values_at_points(const Vector &values) const;

private:
  /// With those that coincide with them across contacts without a jump.
  dealii::IndexSet surface_dofs(SurfaceId surface) const;
  void number_along_lines();
  void build_batches();
  void join_contacts(dealii::AffineConstraints<double> &constraints);
  /// Starts the constraints with what contacts and floating surfaces tie.
  void tie(const std::vector<SurfaceId> &floating);
  /// Adds the fixed surfaces. @return the first that holds each unknown, by global index
  std::map<dealii::types::global_dof_index, std::size_t>
  fix(const std::vector<SurfaceId> &surfaces);
  void constrain(const TiedSurfaces &tied);
  void make_partitioner();
  /// Calls visit(cell, index) for each of this rank's cells where the unknown lives, index
  /// its place in the CellBatches.
  template <typename Visit>
  void visit_cells(const Visit &visit) const;
  void build_batch_dofs();
  void find_lines();

  const Grid *grid_;
  std::vector<bool> jumps_;
  ReferenceElement element_;
  std::vector<unsigned int> lexicographic_; ///< [lexicographic node] -> deal.II's number
  dealii::hp::FECollection<dim> elements_;
  dealii::DoFHandler<dim> dof_handler_;
  dealii::IndexSet relevant_;
  dealii::AffineConstraints<double> constraints_;
  std::shared_ptr<const dealii::Utilities::MPI::Partitioner> partitioner_;
  /// Unknowns that coincide across contacts without a jump: by the one of the lowest number
  /// the others, and back. Those near this rank's cells.
  std::map<dealii::types::global_dof_index, std::vector<dealii::types::global_dof_index>>
      coincident_;
  std::map<dealii::types::global_dof_index, dealii::types::global_dof_index> first_of_;
  CellBatches cells_;
  /// [cell][node], while constructed
  std::vector<dealii::types::global_dof_index> cell_dofs_;
  /// Unknowns on the far sides of contacts that this rank's cells touch, while constructed.
  std::vector<dealii::types::global_dof_index> contact_dofs_;
  std::vector<unsigned int> constrained_;
  /// Per owned constrained unknown, those it follows: local index and weight.
  struct Follows
  {
    unsigned int dof, leader;
    double weight;
  };
  std::vector<Follows> follows_;
  /// Per owned unknown that a fixed surface determines, also through those it follows.
  struct Given
  {
    unsigned int dof;
    std::size_t surface;
    double weight;
  };
  std::vector<Given> given_;
  std::vector<double> fixed_value_; ///< per fixed surface
  bool any_follows_ = false;        ///< on any rank
};

} // namespace kelvolt
