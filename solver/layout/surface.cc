#include "layout/surface.h"

#include "layout/part_layout.h"

namespace kelvolt
{

SurfaceId find_surface(const Case &input, const SurfaceName &name)
{
  return {static_cast<unsigned int>(part_index(input.parts, name.part)), name.side};
}

} // namespace kelvolt
