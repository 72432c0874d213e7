#pragma once

namespace kelvolt
{

/// Length over which the field bends back beside an edge in a layer of the thickness t, in
/// multiples of that: the slowest mode between two sides of one kind, held or insulated,
/// decays like exp(-pi x / t).
constexpr double edge_layer_length = 0.3183098861837907; // 1 / pi

/// What one or more degrees more leave out of an error in a cell of the width H in which a
/// gradient decays like exp(-x / l) from the edge, as a multiple of what the first one
/// changes: with the energy E_p of what polynomials of degree p - 1 leave of it,
///
///     E_(p + added) / (E_p - E_(p + 1)),
///
///     E_p / E_0 = 1 - sum over k < p of (2 k + 1) i_k(a)^2  2 a / sinh 2a,   a = H / (2 l)
///
/// i_k the modified spherical Bessel functions (Digital Library of Mathematical Functions,
/// 10.54.3). In cells far wider than l, E_p / E_0 = 1 - 2 p^2 l / H: each degree takes away
/// more than the one before, and next to nothing.
/// @param widths H / l; 0 without a layer
double left_of_edge_layer(unsigned int degree, unsigned int added, double widths);

/// What the second degree more changes there, as a multiple of what the first one does: in
/// wide cells (2 p + 3) / (2 p + 1).
double ratio_in_layer(unsigned int degree, double widths);

} // namespace kelvolt
