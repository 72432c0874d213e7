#pragma once

namespace kelvolt
{

// VTK's order of a hexahedron, in which the fields of a result are written and read.

/// Corners, as multiples of the edges along x, y and z.
inline constexpr int unit_corner[8][3] = {{0, 0, 0},
                                          {1, 0, 0},
                                          {1, 1, 0},
                                          {0, 1, 0},
                                          {0, 0, 1},
                                          {1, 0, 1},
                                          {1, 1, 1},
                                          {0, 1, 1}};

/// Corners at the lower and upper end of each edge.
inline constexpr int hexahedron_edges[12][2] = {{0, 1},
                                                {1, 2},
                                                {3, 2},
                                                {0, 3},
                                                {4, 5},
                                                {5, 6},
                                                {7, 6},
                                                {4, 7},
                                                {0, 4},
                                                {1, 5},
                                                {2, 6},
                                                {3, 7}};

} // namespace kelvolt
