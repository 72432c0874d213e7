#include "views.h"

namespace kelvolt
{

const std::array<View, result_schema::view_names.size()> &all_views()
{
  namespace schema = result_schema;
  static const std::array<View, schema::view_names.size()> views{
      {{schema::outside_view, draw_outside, false, false},
       {schema::below_view, draw_below, false, false},
       {schema::exploded_view, draw_exploded, false, false},
       {schema::cut_view, draw_cut, false, false},
       {schema::hotspot_view, draw_hotspot_part, false, false},
       {schema::profile_view, draw_profile, false, true},
       {schema::current_view, draw_current, true, false}}};
  return views;
}

} // namespace kelvolt
