#pragma once

#include "case/case_problem.h"
#include "case/source_location.h"

#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

struct ConfigEntry;

/// A node of a configuration file, detached from the YAML library: aliases are expanded,
/// keys are texts, and every node knows its line.
class ConfigNode
{
public:
  enum class Kind
  {
    null,
    scalar,
    list,
    map
  };

  Kind kind = Kind::null;
  /// The text of a scalar as written, without quotes.
  std::string text;
  /// The scalar stood in quotes, so that it is a text whatever it looks like.
  bool quoted = false;
  std::vector<ConfigNode> items;    ///< of a list
  std::vector<ConfigEntry> entries; ///< of a map, in order, keys unique
  SourceLocation where;
  /// For messages about the value here: the variable that it is of, as ` (variables.gap)`.
  std::string origin;
  /// What to do if the text here is no value: the variable that may have been meant.
  std::string advice;

  bool is_scalar() const
  {
    return kind == Kind::scalar;
  }
  bool is_list() const
  {
    return kind == Kind::list;
  }
  bool is_map() const
  {
    return kind == Kind::map;
  }

  /// The value of `key`, or null if this is no map or has no such key.
  const ConfigNode *find(std::string_view key) const;

  /// What stands here, for messages: `'150 um'`, `a list`, `a map`, `nothing`.
  std::string spoken() const;
};

struct ConfigEntry
{
  std::string key;
  SourceLocation where; ///< of the key
  ConfigNode value;
};

/// Reads the file as one YAML document whose root is a map. Faults (unreadable, not UTF-8
/// text, wrong syntax, several documents, repeated keys, no map, nested too deeply, too
/// large) are added to `problems`; what could be read is returned.
ConfigNode read_config_file(const std::string &path, std::vector<CaseProblem> &problems);

/// The same for a text in memory; `path` names it in messages.
ConfigNode read_config_text(const std::string &content,
                            const std::string &path,
                            std::vector<CaseProblem> &problems);

/// Applies `path.to.key=VALUE` (VALUE is YAML) to `root`, making maps on the way where
/// there is nothing yet. Nodes made so have the place `--set path.to.key=VALUE` and no
/// line. Faults are added to `problems`.
void apply_override(ConfigNode &root,
                    const std::string &assignment,
                    std::vector<CaseProblem> &problems);

} // namespace kelvolt
