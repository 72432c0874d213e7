#pragma once

#include "box_field_mesh.h"

#include <memory>
#include <string>
#include <vector>

namespace kelvolt
{

/// One field: this rank's values.
struct FieldColumn
{
  std::string name; ///< with its unit
  unsigned int n_components = 1;
  std::vector<double> values;
};

/// Writes the fields of a steady result to one HDF5 file in VTKHDF layout, Version 1.0, and
/// the XDMF index beside it.
///
/// The file holds one partition. Its points are the degrees of freedom in their global
/// order, its cells Lagrange hexahedra of the element's degree (plain hexahedra for degree
/// 1). For degree 1 and 2 a point field is the solution vector itself, bit for bit. VTK's
/// hexahedra have equidistant nodes, FE_Q those of Gauss-Lobatto: from degree 3 on the
/// solution is evaluated at the equidistant nodes, which gives the same polynomial. Every
/// rank writes its own rows. Everything is deflated.
///
/// XDMF has no hexahedron of degree 3 or more. For these the file also holds degree^3
/// linear sub-cells per cell, in `/sub_cells` outside the VTKHDF group, and the index
/// refers to them: values at nodes are exact there, the interpolation between them is
/// linear.
class FieldWriter
{
public:
  using Vector = FieldMesh::Vector;

  /// `dof_handler`: FE_Q of degree 1 to 4, dofs distributed, contiguous range per rank; it
  /// has to outlive the writer. `part_names`: by the material id of the cells. Throws
  /// std::invalid_argument for another element, dof numbering, or a part without a name.
  FieldWriter(const dealii::DoFHandler<dim> &dof_handler,
              std::vector<std::string> part_names);
  FieldWriter(std::shared_ptr<const FieldMesh> mesh, std::vector<std::string> part_names);

  /// One value per degree of freedom, constrained ones included; only the owned ones are
  /// read. Collective for degree 3 and more. NaN means
  /// that the field does not exist there. `unit` is part of the column's name and is
  /// written with negative exponents: HDF5 takes a slash for a path. Throws
  /// std::invalid_argument if the vector has another owned range or the name is empty,
  /// taken, or contains a slash.
  void
  add_point_field(const std::string &name, const std::string &unit, const Vector &values);

  /// The same of values at the mesh's own points of this rank.
  void add_point_values(const std::string &name,
                        const std::string &unit,
                        std::vector<double> values);

  /// `n_components` (1 or 3) values per locally owned active cell, cell by cell in the
  /// order of iteration. Throws std::invalid_argument if the number of values does not fit,
  /// or the name as above.
  void add_cell_field(const std::string &name,
                      const std::string &unit,
                      unsigned int n_components,
                      std::vector<double> values);

  /// Writes `path_vtkhdf` and, in the same directory, the XDMF index of the same stem,
  /// replacing files that are there. Collective. If it fails anywhere, every rank throws
  /// std::runtime_error with the same sentence, and neither file is left behind.
  void write(const std::string &path_vtkhdf) const;

  const FieldMesh &mesh() const
  {
    return *mesh_;
  }
  const std::vector<std::string> &part_names() const
  {
    return part_names_;
  }
  const std::vector<FieldColumn> &point_columns() const
  {
    return point_columns_;
  }
  const std::vector<FieldColumn> &cell_columns() const
  {
    return cell_columns_;
  }

private:
  void check_column(const std::vector<FieldColumn> &others, const std::string &name) const;

  std::shared_ptr<const FieldMesh> mesh_;
  std::vector<std::string> part_names_;
  std::vector<FieldColumn> point_columns_;
  std::vector<FieldColumn> cell_columns_;
};

} // namespace kelvolt
