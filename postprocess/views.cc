#include "views.h"

namespace kelvolt
{

const std::array<View, result_schema::view_names.size()> &all_views()
{
  static const std::array<View, result_schema::view_names.size()> views{
      {{result_schema::outside_view, draw_outside, false},
       {result_schema::cut_view, draw_cut, false},
       {result_schema::hotspot_view, draw_hotspot_part, false},
       {result_schema::current_view, draw_current, true}}};
  return views;
}

} // namespace kelvolt
