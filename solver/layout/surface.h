#pragma once

#include "case/case.h"

namespace kelvolt
{

/// The faces of one part with one outward normal, or those on a patch of them, as the
/// fields and their equations name them: only the mesh looks inside, since it alone knows
/// which faces of its cells these are.
class SurfaceId
{
public:
  /// @param part index into Case::parts
  /// @param patch index into Case::patches, -1 for the whole side
  constexpr SurfaceId(unsigned int part, Side side, int patch = -1)
      : number_(6 * part + static_cast<unsigned int>(side)), patch_(patch)
  {
  }

  /// Index into Case::parts.
  constexpr unsigned int part() const
  {
    return number_ / 6;
  }
  /// Number of the cells' faces that lie on it, in a mesh of boxes.
  constexpr unsigned int box_face() const
  {
    return number_ % 6;
  }
  /// Index into Case::patches, -1 for the whole side.
  constexpr int patch() const
  {
    return patch_;
  }
  /// 0, 1, 2 for x, y, z: the direction of its normal.
  constexpr int axis() const
  {
    return static_cast<int>(box_face() / 2);
  }

  friend constexpr bool operator==(SurfaceId a, SurfaceId b)
  {
    return a.number_ == b.number_ && a.patch_ == b.patch_;
  }

private:
  unsigned int number_;
  int patch_;
};

/// The surface that the case calls by this name. The name has been checked.
SurfaceId find_surface(const Case &input, const SurfaceName &name);

} // namespace kelvolt
