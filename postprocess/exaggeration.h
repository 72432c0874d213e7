#pragma once

#include <string>

namespace kelvolt
{

/// How many times as high as real a body is drawn so that its height comes to about `share`
/// of its width: a round number, at least 1 (bodies that are high enough are not
/// flattened).
double round_exaggeration(double width, double height, double share);

/// `z drawn 4 times as high` or `z to scale`.
std::string exaggeration_text(double factor);

} // namespace kelvolt
