#pragma once

#include "compact/dual_interface.h"
#include "compact/foster_network.h"

namespace kelvolt
{

struct IdentificationOptions
{
  unsigned int points = 250;      ///< time constants, evenly in the logarithm
  unsigned int iterations = 1000; ///< more of them resolve more, and more of the noise
};

struct IdentifiedNetwork
{
  FosterNetwork network;
  double largest_misfit = 0.; ///< [K/W] between its response and the curve
};

/// The spectrum of time constants behind a measured curve: with z = ln t,
///
///     dZ/dz = integral of R(zeta) w(z - zeta) d zeta,   w(z) = exp(z - exp(z)).
///
/// The slope comes from local parabolas, R from Richardson's and Lucy's iteration, which
/// keeps it positive. An ill-posed problem: for measured curves only; a model has its
/// network exactly. Before the first point the curve goes on as the power of time that it
/// begins with. Throws std::domain_error for a curve that does not rise or has fewer than
/// eight points at times above zero.
IdentifiedNetwork identify_network(const ResponseCurve &curve,
                                   const IdentificationOptions &options = {});

} // namespace kelvolt
