#pragma once

#include "part_layout.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace kelvolt
{

/// Pairs of part indices between which fields may jump.
using ContactPairs = std::vector<std::pair<int, int>>;

/// The contacts of the case. The names have been checked.
ContactPairs contact_pairs(const Case &input);

/// The same, and pairs without a contact across which both fields are continuous: of each
/// conductor of a joint that resists current with the insulators. Cells that hang together
/// share vertices of a grid, and so would two conductors by way of an insulator on the edge
/// of the joint between them, which would be shorted there.
/// @param conducting per part
ContactPairs contact_pairs_apart(const Case &input, const std::vector<bool> &conducting);

/// The contact that joins two parts, -1 if none does.
int contact_between(const ContactPairs &contacts, int part_a, int part_b);

/// A face on which a contact acts, seen from the cell on its lower side.
struct ContactFace
{
  CellPosition lower;
  int axis = 0; ///< of its normal; the upper cell is the next one along it
  int contact = 0;
};

/// The faces on the upper sides of a filled cell on which contacts act.
std::vector<ContactFace>
contact_faces_above(const PartLayout &mesh, const ContactPairs &contacts, std::size_t cell);

/// All faces between the parts of contacts, in the order of their lower cells.
std::vector<ContactFace> contact_faces(const PartLayout &mesh,
                                       const ContactPairs &contacts);

/// Which copy of a grid point each of the eight cells around it uses. Cells that are joined
/// through faces without contact share a copy; where no contact face meets the point there
/// is one copy. Cell o of the eight lies at the point minus one plus (o % 2, o / 2 % 2, o /
/// 4).
/// @return copy number from 0, for void cells 0 as well
std::array<std::uint8_t, 8> copies_around(const PartLayout &mesh,
                                          const ContactPairs &contacts,
                                          const PointPosition &point);

/// For each of the eight cells around a grid point those that touch it there: bit o for
/// cell o. They have a vertex in common, or copies of it that contact faces join. 0 for
/// void cells.
std::array<std::uint8_t, 8> joined_around(const PartLayout &mesh,
                                          const ContactPairs &contacts,
                                          const PointPosition &point);

} // namespace kelvolt
