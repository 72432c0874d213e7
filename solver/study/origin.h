#pragma once

#include "case/case.h"
#include "results/summary.h"

#include <string>
#include <string_view>

namespace kelvolt
{

/// FNV-1a hash of 64 bits, as 16 hexadecimal digits.
std::string fnv1a_64(std::string_view text);

/// Of the case with every default and the materials used, whatever file it came from and
/// whatever directory its result goes to: the same hash, the same problem.
std::string case_hash(const Case &input, const MaterialMap &library);

/// Of a result that is computed now, here.
Origin make_origin(const Case &input, const MaterialMap &library);

} // namespace kelvolt
