#pragma once

#include "config_node.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
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
  /// Annotation `x-instead`: what to do without a key that is `not_yet`.
  std::string instead{};
};

/// Keys of the map that `#/definitions/DEFINITION` describes, in no particular order; the
/// root for an empty `definition`. Throws std::logic_error if there is none.
const std::vector<SchemaKey> &schema_keys(const std::string &definition);

/// One place of a case file as the schema sees it, for those who walk through the whole
/// file whatever its sections are. Of alternatives all are kept.
class SchemaPlace
{
public:
  static SchemaPlace root();

  /// The places below it: that of a key of a map, that of the entries of a list.
  SchemaPlace at(std::string_view key) const;
  SchemaPlace item() const;

  /// Whether a number or a quantity may stand here (annotations `x-unit`, `x-quantity`).
  bool takes_value() const;
  /// Whether a range of them may: `0 to 2 mm`.
  bool takes_interval() const;
  /// Whether one stands behind a `<=` or `>=` (annotation `x-bound`).
  bool takes_bound() const;
  /// Whether this word has a meaning here of its own (`enum`).
  bool has_word(std::string_view word) const;

private:
  void add(const nlohmann::json &schema);

  std::vector<const nlohmann::json *> alternatives_;
};

/// Validates with valijson; the deepest fault, with its line, or nothing.
std::optional<CaseProblem> validate_against_schema(const ConfigNode &root);

} // namespace kelvolt
