#pragma once

#include "results/result_schema.h"

/// @file
/// Names in the file of cooled surfaces and terminals, beside those of result_schema.h.

namespace kelvolt::result_schema
{

inline constexpr char surfaces_file[] = "surfaces.vtkhdf";
inline constexpr char surfaces_xdmf_file[] = "surfaces.xdmf";

/// Cell data, int32: index into the names of surfaces; and before the name of a terminal.
inline constexpr char surface[] = "surface";
inline constexpr char terminal_prefix[] = "terminal ";

// Means over a face, NaN where it has none: positive out of the body, currents into it. The
// sum of the flows over a surface is what the mesh gives for the summary's number.
inline constexpr Field face_heat_flux{"heat_flux_out", "W m-2"};
inline constexpr Field face_heat_flow{"heat_flow_out", "W"};
inline constexpr Field face_current_density{"current_density_in", "A m-2"};
inline constexpr Field face_current{"current_in", "A"};
/// At nodes: what the law of the surface takes at the temperature there; NaN where the
/// temperature itself is given.
inline constexpr Field film_heat_flux{"film_heat_flux", "W m-2"};

} // namespace kelvolt::result_schema
