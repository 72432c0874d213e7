#include "column_field_mesh.h"

#include "arc_shifts.h"
#include "discretization/column_point.h"
#include "lagrange_cell.h"
#include "mesh/column_partition.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

namespace
{

constexpr double nothing = -std::numeric_limits<double>::max();

/// All ranks that know an entry know the same.
void share(Vector &values)
{
  values.compress(dealii::VectorOperation::max);
}

} // namespace

ColumnFieldMesh::ColumnFieldMesh(const ColumnField &field)
    : FieldMesh(field.communicator(), field.element().line.degree), field_(field),
      split_(field.element().line.degree)
{
  make_partitioner();
  int last_part = 0;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    last_part = std::max(last_part, field.part(cell));
  count_cells(per_wedge * field.cells().size(), last_part);
}

void ColumnFieldMesh::make_partitioner()
{
  const MPI_Comm communicator = field_.communicator();
  const unsigned int n_ranks = dealii::Utilities::MPI::n_mpi_processes(communicator),
                     rank = dealii::Utilities::MPI::this_mpi_process(communicator);
  const ColumnLayout &layout = field_.layout();
  std::vector<char> is_active;
  for (const int part : layout.part)
    is_active.push_back(part != ColumnLayout::void_part ? 1 : 0);
  ColumnTies ties;
  ties.jumps = field_.jumps();
  numbering_ = std::make_unique<ColumnNumbering>(
      layout, split_, is_active, column_owners(layout, n_ranks), n_ranks, ties);
  partitioner_ = numbering_->partitioner(communicator, field_.cells(), degree() + 1);
  const std::uint64_t begin = numbering_->begin(rank);
  count_points(begin, numbering_->begin(rank + 1) - begin, numbering_->begin(n_ranks));
}

std::uint64_t
ColumnFieldMesh::point(unsigned int cell, unsigned int node, unsigned int z) const
{
  const ColumnCell &of = field_.cells()[cell];
  return numbering_->unknown(of.column, of.slab, node, z);
}

FieldMeshRows ColumnFieldMesh::rows() const
{
  const ColumnLayout &layout = field_.layout();
  const unsigned int n = degree() + 1;
  const std::vector<unsigned int> order = lagrange_cell_nodes(degree());
  FieldMeshRows mesh;
  std::array<Vector, 3> place;
  for (Vector &axis : place)
  {
    axis.reinit(partitioner_);
    for (unsigned int i = 0;
         i < partitioner_->locally_owned_size() + partitioner_->n_ghost_indices();
         ++i)
      axis.local_element(i) = nothing;
  }
  std::vector<PlanePoint> shift;
  for (unsigned int cell = 0; cell < field_.cells().size(); ++cell)
  {
    const ColumnCell &of = field_.cells()[cell];
    if (cell == 0 || of.column != field_.cells()[cell - 1].column)
      shift = shifts_on_arcs(
          layout.plane, layout.plane.triangles[of.column], split_, ArcPiece::polynomial);
    for (unsigned int node = 0; node < split_.n_nodes; ++node)
      for (unsigned int z = 0; z < n; ++z)
      {
        auto at = position(layout,
                           {of.column,
                            of.slab,
                            split_.node[node][0],
                            split_.node[node][1],
                            double(z) / degree()});
        at[0] += shift[node][0];
        at[1] += shift[node][1];
        for (unsigned int axis = 0; axis < 3; ++axis)
          place[axis].local_element(local(cell, node, z)) = at[axis];
      }
    for (const std::vector<unsigned int> &piece : split_.piece)
    {
      for (const unsigned int lexicographic : order)
        mesh.connectivity.push_back(static_cast<std::int64_t>(
            point(cell, piece[lexicographic % (n * n)], lexicographic / (n * n))));
      mesh.parts.push_back(field_.part(cell));
    }
  }
  for (Vector &axis : place)
    share(axis);
  for (std::uint64_t i = 0; i < n_owned_points(); ++i)
    for (const Vector &axis : place)
      mesh.points.push_back(axis.local_element(i));
  complete(mesh);
  return mesh;
}

std::vector<double> ColumnFieldMesh::at_nodes(const Vector &values) const
{
  const WedgeElement &element = field_.element();
  const unsigned int n = element.line.n;
  std::vector<std::vector<double>> weights; // [node][z]
  for (const auto &[l1, l2] : split_.node)
    for (unsigned int z = 0; z < n; ++z)
      weights.push_back(wedge_values_at(element, l1, l2, double(z) / degree()));
  Vector ghosted = field_.make_vector(), result(partitioner_);
  ghosted.copy_locally_owned_data_from(values);
  ghosted.update_ghost_values();
  for (unsigned int i = 0;
       i < partitioner_->locally_owned_size() + partitioner_->n_ghost_indices();
       ++i)
    result.local_element(i) = nothing;
  std::vector<double> own(element.n_nodes());
  for (unsigned int cell = 0; cell < field_.cells().size(); ++cell)
  {
    for (unsigned int i = 0; i < own.size(); ++i)
      own[i] = ghosted.local_element(field_.node_dof(cell, i / n, i % n));
    // Of a field that has no value here its neighbours may have one at what they share.
    if (std::any_of(own.begin(), own.end(), [](double one) { return std::isnan(one); }))
      continue;
    for (unsigned int at = 0; at < weights.size(); ++at)
    {
      double value = 0.;
      for (unsigned int i = 0; i < own.size(); ++i)
        value += weights[at][i] * own[i];
      result.local_element(local(cell, at / n, at % n)) = value;
    }
  }
  share(result);
  std::vector<double> values_at_points(result.begin(), result.end());
  std::replace(values_at_points.begin(),
               values_at_points.end(),
               nothing,
               std::numeric_limits<double>::quiet_NaN());
  return values_at_points;
}

bool ColumnFieldMesh::fits(const Vector &values) const
{
  return values.get_partitioner()->is_compatible(*field_.partitioner());
}

} // namespace kelvolt
