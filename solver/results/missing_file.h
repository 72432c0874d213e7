#pragma once

#include "results/result_schema.h"

#include <string>

namespace kelvolt
{

/// What is wrong with a result that lacks the file of this name.
inline std::string missing_file(const std::string &name)
{
  return "the file '" + name + "' is missing" +
         (name == result_schema::fields_file
              ? " (packages with slanted or round edges have no fields yet)"
              : "");
}

} // namespace kelvolt
