#pragma once

#include "case/case.h"
#include "layout/conductor_islands.h"

#include <array>
#include <optional>
#include <vector>

namespace kelvolt
{

/// The conductors of a mesh that carry current, island by island. An island is a set of
/// conducting cells that are joined through faces, also across contacts with a resistance,
/// and by wires.
///
/// Each island has a reference potential V_0 of its own, and phi - V_0 is what is solved
/// for: on an 800 V bus the round-off of phi itself would exceed the drop along a busbar.
/// V_0 is the voltage of one terminal, the one whose voltage the case gives nearest to
/// zero. Where only currents are given, the potential is determined up to a constant: the
/// last of these terminals is held at V_0 = 0 V, and takes the sum of the others.
///
/// An island without a terminal floats: it has one potential, which nothing determines, and
/// no current. It is left out.
class DrivenConductors
{
public:
  /// @param conducting per part of the case: whether current can flow there
  /// @param conducting_wires per wire of the case: whether current can flow in it
  /// @param mesh the layout of the mesh; the case has been judged on a layout of the same
  /// boxes
  DrivenConductors(const Case &input,
                   const std::vector<bool> &conducting,
                   const std::vector<bool> &conducting_wires,
                   const PartLayout &mesh);

  /// Per part: whether it conducts and belongs to the electric problem, driven or not.
  const std::vector<bool> &conducting() const
  {
    return conducting_;
  }

  /// Whether current can flow in the cell of the mesh's layout.
  bool driven(const CellPosition &cell) const
  {
    return islands_.component[index(cell)] >= 0 && driven_[islands_.component[index(cell)]];
  }

  /// The terminal whose voltage is V_0 of the island of a driven cell, or of a terminal;
  /// nothing where V_0 is 0 V.
  std::optional<std::size_t> reference(const CellPosition &cell) const
  {
    return reference_[islands_.component[index(cell)]];
  }
  std::optional<std::size_t> reference(std::size_t terminal) const
  {
    return reference_[island_of_terminal_[terminal]];
  }

  /// Whether the potential of the terminal is given: by the case, or because it is the
  /// reference of an island where only currents are given.
  bool holds_voltage(std::size_t terminal) const
  {
    return holds_voltage_[terminal];
  }

  /// The same with a given voltage at every terminal and V_0 = 0 V everywhere.
  DrivenConductors with_all_voltages() const;

  /// Per floating island the indices of its parts.
  const std::vector<std::vector<int>> &floating() const
  {
    return floating_;
  }

private:
  std::size_t index(const CellPosition &cell) const
  {
    return (static_cast<std::size_t>(cell[2]) * n_[1] + cell[1]) * n_[0] + cell[0];
  }

  std::vector<bool> conducting_;
  ConnectedCells islands_;
  std::array<int, 3> n_; ///< cells of the layout along each axis
  std::vector<bool> driven_;
  std::vector<std::optional<std::size_t>> reference_; ///< per island, a terminal
  std::vector<int> island_of_terminal_;
  std::vector<bool> holds_voltage_; ///< per terminal
  std::vector<std::vector<int>> floating_;
};

} // namespace kelvolt
