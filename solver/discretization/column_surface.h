#pragma once

#include "discretization/column_field.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// Integrals over faces of columns: this rank's faces of one surface, with their points.
class ColumnSurface
{
public:
  ColumnSurface(const ColumnField &field, const std::vector<ColumnFace> &faces);

  /// Points of all faces of this rank, one after the other.
  std::size_t n_points() const
  {
    return area_.size();
  }
  double point_area(std::size_t point) const
  {
    return area_[point];
  }
  /// [m2], of all ranks. Collective.
  double area() const;

  std::vector<double> constant_at_points(double value) const
  {
    return std::vector<double>(n_points(), value);
  }
  /// Ghosts must be up to date.
  std::vector<double> values_at_points(const Vector &u) const;
  /// int f dA of this rank.
  double integral(const std::vector<double> &f) const;
  /// The same face by face.
  std::vector<double> face_integrals(const std::vector<double> &f) const;
  /// Adds int f N_i dA times the factor; the caller compresses.
  void add_load(const std::vector<double> &f, double factor, Vector &residual) const;
  /// Adds int h u N_i dA; ghosts of u must be up to date.
  void add_mass(const std::vector<double> &h, const Vector &u, Vector &residual) const;
  /// The mass matrix of h as a diagonal, all of it positive: the triangles or lines between
  /// neighbouring nodes, each shared out to its corners.
  void lumped_mass(const std::vector<double> &h,
                   const std::function<void(unsigned int dof, double value)> &add) const;
  /// Local indices of the nodes on this rank's faces, face by face in the order of
  /// nodes_on().
  const std::vector<unsigned int> &dofs() const
  {
    return dof_;
  }
  /// The same faces with other unknowns at their nodes, in the order of dofs().
  ColumnSurface with_dofs(std::vector<unsigned int> dofs) const
  {
    ColumnSurface result = *this;
    result.dof_ = std::move(dofs);
    return result;
  }

private:
  /// Nodes and points of one face, alike for all faces of a kind.
  struct Kind
  {
    std::vector<unsigned int> plane_node, z_node;
    std::vector<double> value; ///< [point][node]
    std::vector<double> share; ///< of the face's area, per node, for lumping
    std::size_t n_nodes() const
    {
      return plane_node.size();
    }
    std::size_t n_points() const
    {
      return value.size() / plane_node.size();
    }
  };
  Kind side_kind(unsigned int side) const;
  Kind flat_kind(bool is_top) const;
  void add_areas(const ColumnFace &face, unsigned int cell);

  struct Face
  {
    unsigned int kind;
    std::size_t first_dof, first_point;
  };
  const ColumnField *field_;
  std::vector<Kind> kinds_; ///< by ColumnFace::face
  std::vector<Face> faces_;
  std::vector<unsigned int> dof_;
  std::vector<double> area_;
};

} // namespace kelvolt
