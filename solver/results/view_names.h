#pragma once

#include <array>
#include <string_view>

/// @file
/// What `kelvolt render` draws: NAME.png in the directory of pictures, of some also
/// NAME.svg.

namespace kelvolt::result_schema
{

inline constexpr char outside_view[] = "outside";
inline constexpr char below_view[] = "below";
inline constexpr char exploded_view[] = "exploded";
inline constexpr char cut_view[] = "cut";
inline constexpr char hotspot_view[] = "hotspot";
inline constexpr char profile_view[] = "profile";
inline constexpr char current_view[] = "current";

/// In the order in which a report shows them.
inline constexpr std::array<std::string_view, 7> view_names = {outside_view,
                                                               below_view,
                                                               exploded_view,
                                                               cut_view,
                                                               hotspot_view,
                                                               profile_view,
                                                               current_view};

} // namespace kelvolt::result_schema
