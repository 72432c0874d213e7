#include "layout/surface.h"

#include "layout/part_layout.h"

#include <algorithm>

namespace kelvolt
{

SurfaceId find_surface(const Case &input, const SurfaceName &name)
{
  const auto patch = std::find_if(input.patches.begin(),
                                  input.patches.end(),
                                  [&](const Patch &one) { return one.name == name.patch; });
  return {static_cast<unsigned int>(part_index(input.parts, name.part)),
          name.side,
          name.patch.empty() ? no_patch : static_cast<int>(patch - input.patches.begin())};
}

} // namespace kelvolt
