#include "layout/outline_side.h"

namespace kelvolt
{

OutlineSide outline_side(const SurfaceName &surface)
{
  switch (surface.side)
  {
  case Side::left:
    return {0, PlanePoint{-1., 0.}};
  case Side::right:
    return {0, PlanePoint{1., 0.}};
  case Side::front:
    return {0, PlanePoint{0., -1.}};
  case Side::back:
    return {0, PlanePoint{0., 1.}};
  case Side::bottom:
    return {-1, {}};
  case Side::top:
    return {1, {}};
  case Side::around:
    break;
  }
  return {0, {}};
}

} // namespace kelvolt
