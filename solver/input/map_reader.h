#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "case/units.h"
#include "case_schema.h"
#include "config_node.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Where faults of form are collected while reading goes on.
using Problems = std::vector<CaseProblem>;

/// Reads one value; a fault is added to `problems`, under the key path `path`, and gives
/// nothing.
std::optional<double> read_quantity(const ConfigNode &node,
                                    const std::string &path,
                                    const Dimension &dimension,
                                    Problems &problems);
std::optional<Interval> read_interval(const ConfigNode &node,
                                      const std::string &path,
                                      const Dimension &dimension,
                                      Problems &problems);
/// A place [x, y, z] [m]; unknown_value for what is faulty.
std::array<double, 3>
read_position(const ConfigNode &node, const std::string &path, Problems &problems);
std::optional<double>
read_number(const ConfigNode &node, const std::string &path, Problems &problems);
/// `60 %` or a plain number.
std::optional<double>
read_fraction(const ConfigNode &node, const std::string &path, Problems &problems);
std::optional<std::string>
read_text(const ConfigNode &node, const std::string &path, Problems &problems);
std::optional<bool>
read_flag(const ConfigNode &node, const std::string &path, Problems &problems);

/// Adds a fault unless `name` is_plain_name(); `kind` is "part", "terminal" or "material".
void check_name(const std::string &name,
                const char *kind,
                const SourceLocation &where,
                Problems &problems);

/// Surface `PART.side` in `text`, or nothing after a fault at `where`. `owner` begins the
/// sentence: "terminals.drain.on". A plain name is that of a patch, whose part and side are
/// open until place_patches() has found it.
std::optional<SurfaceName> read_surface_name(const std::string &text,
                                             const SourceLocation &where,
                                             const std::string &owner,
                                             Problems &problems);

/// The entries of the section `name`, which must be a map; none after a fault.
const std::vector<ConfigEntry> &
section_entries(const ConfigNode &node, const std::string &name, Problems &problems);

/// Whether a text that may be a quantity or the name of a library entry is a name: it
/// begins with a letter.
bool is_library_name(const std::string &text);

/// Adds the fault that this version lacks what the key stands for.
void report_not_yet(const ConfigNode &node,
                    const std::string &path,
                    const SchemaKey &key,
                    Problems &problems);

/// The keys of one map. Its construction reports whatever the schema forbids: no map,
/// unknown keys (with the nearest known name), missing keys, features that this version
/// lacks. The functions then give the values of those keys that are present, and report
/// faulty ones.
class MapReader
{
public:
  /// `path` is the key path of `node`, empty for the root; `definition` as for
  /// schema_keys().
  MapReader(const ConfigNode &node,
            std::string path,
            const std::string &definition,
            Problems &problems);

  /// The value of a key that the schema allows; null if absent or not supported yet.
  const ConfigNode *get(std::string_view key) const;
  bool has(std::string_view key) const
  {
    return get(key) != nullptr;
  }
  std::string path_of(std::string_view key) const;

  std::optional<double> quantity(std::string_view key, const Dimension &dimension) const;
  std::optional<Interval> interval(std::string_view key, const Dimension &dimension) const;
  /// A number within the bounds that the schema sets.
  std::optional<double> number(std::string_view key) const;
  std::optional<double> fraction(std::string_view key) const;
  std::optional<std::string> text(std::string_view key) const;
  std::optional<bool> flag(std::string_view key) const;

  /// Adds a fault of the map as a whole; `found` follows its key path.
  void report(const std::string &found,
              const std::string &allowed,
              const std::string &suggestion = {}) const;

private:
  void check_keys();
  const SchemaKey *known_key(std::string_view key) const;

  const ConfigNode &node_;
  std::string path_;
  const std::vector<SchemaKey> &known_;
  Problems &problems_;
};

} // namespace kelvolt
