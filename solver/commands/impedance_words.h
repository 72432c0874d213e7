#pragma once

#include "results/dimension.h"
#include "results/impedance.h"

#include <string>

namespace kelvolt
{

[[noreturn]] void refuse_words(const std::string &found, const std::string &allowed);

/// With a unit or in the SI unit. @throws InputError, which names the option
double
value_of(const std::string &option, const std::string &text, const Dimension &dimension);

/// Two values with dots between, `1e-7..1e3` or `'100 ns..1000 s'`.
struct WordRange
{
  double low = 0., high = 0.;
};
/// @param allowed what to give, with an example @throws InputError
WordRange range_of(const std::string &option,
                   const std::string &text,
                   const Dimension &dimension,
                   const std::string &allowed);

/// First and last time of an impedance. @throws InputError
void take_times(const std::string &text, ImpedanceRequest &request);

/// A share such as `0.1%` or `0.001`. @throws InputError
double share_of(const std::string &option, std::string text);

} // namespace kelvolt
