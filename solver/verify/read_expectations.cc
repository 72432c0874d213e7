#include "read_expectations.h"

#include "case/nearest_name.h"
#include "case/units.h"
#include "input/config_node.h"
#include "input/map_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;

/// Last word of a quantity -> what it measures.
const std::vector<std::pair<std::string, Dimension>> &known_quantities()
{
  static const std::vector<std::pair<std::string, Dimension>> known{
      {"max_temperature", dimension::temperature},
      {"mean_temperature", dimension::temperature},
      {"min_temperature", dimension::temperature},
      {"temperature", dimension::temperature},
      {"peak", dimension::temperature},
      {"max_peak", dimension::temperature},
      {"valley", dimension::temperature},
      {"temperature_jump", dimension::temperature_difference},
      {"voltage", dimension::voltage},
      {"potential_jump", dimension::voltage},
      {"current", dimension::current},
      {"heat_flow", dimension::power},
      {"heat_out", dimension::power},
      {"heat", dimension::power},
      {"other_heat", dimension::power},
      {"joule_heat", dimension::power},
      {"electrical_power", dimension::power},
      {"mean_jump", dimension::temperature_difference},
      {"conduction_loss", dimension::power},
      {"resistance", dimension::resistance},
      {"thermal_resistance", dimension::thermal_resistance}};
  return known;
}

/// Beginning of a quantity -> what its numbers measure, whatever their place is called.
const std::vector<std::pair<std::string, Dimension>> &known_matrices()
{
  static const std::vector<std::pair<std::string, Dimension>> known{
      {"matrices.conductance.values.", dimension::conductance},
      {"matrices.thermal_resistance.values.", dimension::thermal_resistance}};
  return known;
}

constexpr std::string_view history_ending = "_history";

/// What a quantity ends in, or the history that it is an entry of: mean_temperature.
std::string last_word(std::string quantity)
{
  if (is_history(quantity))
    quantity.erase(quantity.rfind('.') - history_ending.size());
  return quantity.substr(quantity.rfind('.') + 1);
}

/// Null, and a fault, for a quantity that is not known.
const Dimension *dimension_of(const ConfigEntry &entry, Problems &problems)
{
  for (const auto &[beginning, dimension] : known_matrices())
    if (entry.key.compare(0, beginning.size(), beginning) == 0)
      return &dimension;
  const std::string word = last_word(entry.key);
  std::vector<std::string> names;
  for (const auto &[name, dimension] : known_quantities())
  {
    if (name == word)
      return &dimension;
    names.push_back(name);
  }
  problems.push_back({entry.where,
                      fmt::format("'{}' does not end in a known quantity", entry.key),
                      list_of_names(names, names.size()),
                      did_you_mean(word, names)});
  return nullptr;
}

/// Adds a fault for every key of the map that is not in `known`, and one if it is no map.
void check_keys(const ConfigNode &node,
                const std::string &path,
                const std::vector<std::string> &known,
                Problems &problems)
{
  if (!node.is_map())
    problems.push_back({node.where,
                        fmt::format("{} is {}", path, node.spoken()),
                        "a map with the keys " + list_of_names(known),
                        ""});
  for (const ConfigEntry &entry : node.entries)
    if (std::find(known.begin(), known.end(), entry.key) == known.end())
      problems.push_back({entry.where,
                          fmt::format("{} has the unknown key '{}'", path, entry.key),
                          list_of_names(known),
                          did_you_mean(entry.key, known)});
}

/// The value of a key that must be there; null, and a fault, if it is not.
const ConfigNode *needed(const ConfigNode &node,
                         const std::string &path,
                         const std::string &key,
                         Problems &problems)
{
  const ConfigNode *found = node.find(key);
  if (found == nullptr && node.is_map())
    problems.push_back(
        {node.where, fmt::format("{} has no key '{}'", path, key), "this key", ""});
  return found;
}

std::optional<double> read_allowed(const ConfigNode &node,
                                   const std::string &path,
                                   const Dimension &of,
                                   double value,
                                   Problems &problems)
{
  const bool temperature = of.scale == Dimension::Scale::absolute_temperature;
  std::optional<double> allowed;
  if (!temperature && node.is_scalar() && !node.text.empty() && node.text.back() == '%')
  {
    ConfigNode number = node;
    number.text.pop_back();
    allowed = read_number(number, path, problems);
    if (allowed)
      *allowed *= 0.01 * std::abs(value);
  }
  else
    allowed = read_quantity(
        node, path, temperature ? dimension::temperature_difference : of, problems);
  if (allowed && *allowed <= 0.)
    problems.push_back(
        {node.where, fmt::format("{} is '{}'", path, node.text), "a value above zero", ""});
  return allowed;
}

void read_value(const ConfigEntry &entry,
                bool exact,
                const std::string &path,
                VerificationProblem &problem,
                Problems &problems)
{
  const std::string here = path + "." + entry.key;
  check_keys(entry.value, here, {"is", "within"}, problems);
  const ConfigNode *is = needed(entry.value, here, "is", problems);
  const ConfigNode *within = needed(entry.value, here, "within", problems);
  const Dimension *dimension = dimension_of(entry, problems);
  if (is == nullptr || within == nullptr || dimension == nullptr)
    return;
  const auto value = read_quantity(*is, here + ".is", *dimension, problems);
  const auto allowed =
      read_allowed(*within, here + ".within", *dimension, value.value_or(0.), problems);
  if (value && allowed)
    problem.values.push_back(
        {entry.key, std::string(dimension->unit), *value, *allowed, exact, entry.where});
}

/// A file beside the expectations, else one of the shipped cases: both trees have `cases`
/// either two folders above or beside the folder of the expectations.
std::string
find_case(const ConfigNode &node, const fs::path &folder, const std::string &path)
{
  for (const fs::path &place : {folder, folder / "../../cases", folder / "../cases"})
    if (fs::is_regular_file(place / node.text))
      return (place / node.text).lexically_normal().string();
  throw InputError({{node.where,
                     fmt::format("{}: there is no case file '{}'", path, node.text),
                     fmt::format("a file in {} or one of the shipped cases, as "
                                 "gan_flip_chip/case.yaml",
                                 folder.string()),
                     ""}});
}

VerificationProblem
read_problem(const ConfigEntry &entry, const fs::path &folder, Problems &problems)
{
  VerificationProblem problem;
  problem.name = entry.key;
  const ConfigNode &node = entry.value;
  check_keys(node, entry.key, {"case", "set", "source", "exact", "published"}, problems);
  if (const ConfigNode *file = needed(node, entry.key, "case", problems))
    problem.case_file = find_case(*file, folder, entry.key + ".case");
  if (const ConfigNode *source = needed(node, entry.key, "source", problems))
    problem.source =
        read_text(*source, entry.key + ".source", problems).value_or(std::string());
  if (const ConfigNode *set = node.find("set"))
    for (const ConfigNode &item : set->items)
      problem.overrides.push_back(
          read_text(item, entry.key + ".set", problems).value_or(std::string()));
  for (const char *kind : {"exact", "published"})
    if (const ConfigNode *values = node.find(kind))
      for (const ConfigEntry &value : values->entries)
        read_value(
            value, kind == std::string("exact"), entry.key + "." + kind, problem, problems);
  if (problem.values.empty() && problems.empty())
    problems.push_back({entry.where,
                        fmt::format("{} expects nothing", entry.key),
                        "values under exact or published",
                        ""});
  return problem;
}

} // namespace

bool is_history(const std::string &quantity)
{
  const std::size_t point = quantity.rfind('.');
  if (point == std::string::npos || point < history_ending.size())
    return false;
  const bool is_entry =
      point + 1 < quantity.size() &&
      quantity.find_first_not_of("0123456789", point + 1) == std::string::npos;
  return is_entry && quantity.compare(point - history_ending.size(),
                                      history_ending.size(),
                                      history_ending) == 0;
}

std::string shipped_expectations()
{
  const std::vector<std::string> paths{
      KELVOLT_SOURCE_DIR "/tests/verification/expectations.yaml",
      KELVOLT_INSTALL_DATA_DIR "/verification/expectations.yaml"};
  for (const std::string &path : paths)
    if (fs::exists(path))
      return path;
  throw std::runtime_error(fmt::format(
      "The verification problems were found neither at {} nor at {}. Install Kelvolt with "
      "'cmake --install', or run it from its source tree.",
      paths[0],
      paths[1]));
}

std::vector<VerificationProblem> read_expectations(const std::string &path)
{
  Problems problems;
  const ConfigNode root = read_config_file(path, problems);
  std::vector<VerificationProblem> read;
  const fs::path folder = fs::path(path).parent_path();
  for (const ConfigEntry &entry : root.entries)
  {
    try
    {
      read.push_back(read_problem(entry, folder, problems));
    }
    catch (const InputError &error)
    {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (!problems.empty())
    throw InputError(problems);
  return read;
}

} // namespace kelvolt
