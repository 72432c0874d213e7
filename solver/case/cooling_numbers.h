#pragma once

#include "case.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// A number of a cooling law that may change in time.
struct ChangingNumber
{
  Target::Kind kind;
  const char *key; ///< in the case file
  double *value;
};

/// All of them, in the order of the law's keys. @param law has to outlive the result
std::vector<ChangingNumber> changing_numbers(CoolingLaw &law);

/// Gives a new value to the number of this kind.
/// @throws std::invalid_argument if the law has none
void set_number(CoolingLaw &law, Target::Kind kind, double value);

/// The key of the number of this kind; empty if the law has none.
std::string key_of(const CoolingLaw &law, Target::Kind kind);

/// What the law draws its surface towards [K]: inlet, ambient, held temperature. Empty of a
/// load.
std::vector<double> reference_temperatures(const CoolingLaw &law);

} // namespace kelvolt
