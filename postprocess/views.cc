#include "views.h"

namespace kelvolt
{

const std::vector<View> &all_views()
{
  static const std::vector<View> views{{"outside", draw_outside, false},
                                       {"cut", draw_cut, false},
                                       {"hotspot", draw_hotspot_part, false},
                                       {"current", draw_current, true}};
  return views;
}

} // namespace kelvolt
