#pragma once

#include "electric/column_current.h"
#include "electric/joint_balance.h"

#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace kelvolt
{

/// ConductorJoints of columns: the conducting bodies and where they touch.
class ColumnJoints
{
public:
  ColumnJoints(const ColumnLayout &layout, const ColumnConductors &conductors);

  const JoinedBodies &joined() const
  {
    return joined_;
  }

  /// Of a conducting cell.
  int body(const ColumnCell &cell) const
  {
    return body_[at(cell.column, cell.slab)];
  }

  /// Whether all cells around are of the same part.
  bool is_inside(const ColumnCell &cell) const;

  /// Where nodes lie in a cell.
  struct Place
  {
    /// Of the triangle: 0 to 2 at a corner, 3 to 5 along sides 0 to 2, 6 within.
    unsigned int plane = 6;
    int z = 0; ///< -1 at the lower end, 0 between, 1 at the upper

    friend bool operator<(const Place &a, const Place &b)
    {
      return std::pair(a.plane, a.z) < std::pair(b.plane, b.z);
    }
  };

  /// What meets in the nodes at that place of a cell.
  Meeting meeting(const ColumnCell &cell, const Place &place) const;

private:
  std::size_t at(unsigned int column, unsigned int slab) const
  {
    return std::size_t(column) * layout_->n_slabs() + slab;
  }
  int part_at(unsigned int column, int slab) const;
  int body_at(unsigned int column, int slab) const;
  void find_bodies(const std::vector<bool> &conducting);
  void find_joints();
  /// The columns around a place of a triangle.
  std::vector<unsigned int> columns_around(unsigned int column, unsigned int place) const;
  void add_cell(unsigned int column,
                unsigned int slab,
                const std::vector<unsigned int> &faces,
                Meeting &result) const;

  const ColumnLayout *layout_;
  std::vector<std::array<unsigned int, 3>> beyond_;
  std::vector<std::vector<unsigned int>> columns_at_node_;
  std::vector<int> body_; ///< [column][slab], -1 for insulators and void
  JoinedBodies joined_;
  /// By cell and face (ColumnFace::face), of upper faces and of sides seen from the column
  /// with the lower number.
  std::map<std::pair<std::size_t, unsigned int>, int> joint_of_face_;
  std::map<std::pair<std::size_t, unsigned int>, std::vector<int>> terminals_;
};

/// See Inflows::currents(). Collective.
std::optional<PartCurrents> part_currents(const ColumnCurrent &electric,
                                          const ColumnJoints &joints,
                                          const std::vector<FootCurrent> &feet);

} // namespace kelvolt
