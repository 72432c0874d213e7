#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kelvolt::report
{

/// What the resolved case says of one property of a material.
struct MaterialProperty
{
  std::string name;                               ///< `conductivity`
  std::string law;                                ///< `148 W/m/K × (T / 300 K)^-1.3`
  std::string source;                             ///< empty: the case gives it
  std::string range;                              ///< as written; empty: none is known
  std::optional<std::pair<double, double>> valid; ///< the range [K], if it could be read
  bool verified = true;                           ///< the library's own word
};

struct MaterialRecord
{
  std::string name, description;
  std::vector<std::string> parts; ///< made of it
  std::vector<MaterialProperty> properties;
};

/// Reads the sections `package` and `materials`. Throws DamagedFile.
std::vector<MaterialRecord> material_records(const std::string &resolved_case);

} // namespace kelvolt::report
