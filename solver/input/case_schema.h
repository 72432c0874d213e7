#pragma once

#include "config_node.h"

#include <optional>
#include <string>
#include <vector>

/// @file
/// What case.schema.json says, for those who read a case. The schema is the one place
/// that lists the keys of each map; the readers ask it.

namespace kelvolt
{

/// The text of case.schema.json, built into the program.
const char *case_schema_text();

struct SchemaKey
{
  std::string name;
  bool required = false;
  /// Annotation `x-not-yet`: the feature that this version lacks ("contact resistances
  /// between parts"); empty if the key works.
  std::string not_yet;
  /// Of a number: `minimum`, `maximum`, and type `integer`.
  std::optional<double> minimum;
  std::optional<double> maximum;
  bool integer = false;
};

/// Keys of the map that `#/definitions/DEFINITION` describes, in no particular order; the
/// root for an empty `definition`. Throws std::logic_error if there is none.
const std::vector<SchemaKey> &schema_keys(const std::string &definition);

/// Validates with valijson; the deepest fault, with its line, or nothing.
std::optional<CaseProblem> validate_against_schema(const ConfigNode &root);

} // namespace kelvolt
