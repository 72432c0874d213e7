#pragma once

#include "case/case.h"
#include "electric/joint_balance.h"
#include "layout/part_layout.h"

#include <array>
#include <map>
#include <unordered_map>
#include <vector>

namespace kelvolt
{

/// Where a node lies in its cell: -1, 0 or 1 per axis for the lower end, between, the
/// upper.
using NodePlace = std::array<int, 3>;

/// The conducting bodies of a layout and where they touch.
class ConductorJoints
{
public:
  using Joint = JoinedBodies::Joint;

  /// @param conducting per part: whether current can flow there
  ConductorJoints(const Case &input,
                  const PartLayout &layout,
                  const std::vector<bool> &conducting);

  const JoinedBodies &joined() const
  {
    return joined_;
  }

  /// The body of a conducting cell.
  int body(const CellPosition &cell) const
  {
    return body_[layout_->index(cell)];
  }

  /// Whether all cells around are of the same part.
  bool is_inside(const CellPosition &cell) const;

  /// What meets in the nodes at that place of a cell.
  Meeting meeting(const CellPosition &cell, const NodePlace &place) const;

private:
  int body_at(const CellPosition &cell) const;
  void find_bodies(const std::vector<bool> &conducting);
  void find_joints();
  void add_cell(const CellPosition &cell,
                const NodePlace &place,
                const CellPosition &step,
                Meeting &result) const;

  const PartLayout *layout_;
  std::vector<int> body_; ///< per cell of the layout, -1 for insulators and void
  JoinedBodies joined_;
  /// By the cell below the face and its axis: 3 times the cell's index, and the axis.
  std::unordered_map<std::size_t, int> joint_of_face_;
  struct TerminalPlace
  {
    int terminal = 0, patch = no_patch;
  };
  std::map<std::array<int, 2>, std::vector<TerminalPlace>> terminals_; ///< by part and side
};

} // namespace kelvolt
