#pragma once

#include "arrangement.h"

namespace kelvolt
{

/// Takes away edges that end somewhere, and vertices without edges.
void leave_out_loose_edges(Arrangement &arrangement);

/// Takes away edges that have one face on both sides; the faces are none of this any more.
/// @return whether there were any
bool leave_out_inner_edges(Arrangement &arrangement);

/// The vertices around which the edges of two arrangements, the same but for their bulges,
/// follow each other in different orders.
std::vector<unsigned int> vertices_in_another_order(const Arrangement &first,
                                                    const Arrangement &second);

/// The bounded faces between edges that meet at vertices only.
std::vector<Arrangement::Face> faces_between(const Arrangement &arrangement);

} // namespace kelvolt
