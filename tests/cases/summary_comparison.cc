#include "summary_comparison.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace kelvolt
{

using nlohmann::json;

namespace
{

class Comparison
{
public:
  Comparison(const json &summary, double tolerance) : tolerance_(tolerance)
  {
    const json &audit = summary.at("audit");
    const double power = std::abs(audit.at("electrical_power").get<double>()) +
                         std::abs(audit.at("other_heat").get<double>()) +
                         std::abs(audit.at("heat_out").get<double>());
    double current = 0.;
    for (const json &terminal : summary.at("terminals"))
      current = std::max(current, std::abs(terminal.at("current").get<double>()));
    for (const char *key : {"heat_flow",
                            "joule_heat",
                            "heat",
                            "electrical_power",
                            "other_heat",
                            "heat_out",
                            "heat_stored"})
      negligible_[key] = 1e-9 * power;
    negligible_["current"] = 1e-9 * current;
    // Error bars are found to a few hundredths of themselves, and to as much of the largest
    // bar where contributions cancel.
    if (summary.contains("max_temperature"))
      bar_ = 0.05 * summary["max_temperature"].at("error").get<double>() +
             1e-9 * summary["max_temperature"].at("value").get<double>();
    flow_bar_ = 1e-3 * std::max(power, current);
    negligible_["position"] = 1e-12;
    negligible_["relative_imbalance"] = 1e-6;
    negligible_["current_imbalance"] = 1e-6;
  }

  /// `key` is the last object key on the way to the two values.
  void compare(const json &first,
               const json &second,
               const std::string &path,
               const std::string &key)
  {
    if (first.is_number() && second.is_number() && is_estimate(path, key))
      compare_estimates(first.get<double>(), second.get<double>(), path, key);
    else if (first.is_number() && second.is_number())
      compare_numbers(first.get<double>(), second.get<double>(), path, key);
    else if (first.is_object() && second.is_object())
      compare_objects(first, second, path);
    else if (first.is_array() && second.is_array() && first.size() == second.size())
      for (std::size_t i = 0; i < first.size(); ++i)
        compare(first[i], second[i], path + "[" + std::to_string(i) + "]", key);
    else if (first != second)
      differences_.push_back(path + ": " + first.dump() + " and " + second.dump());
  }

  const std::vector<std::string> &differences() const
  {
    return differences_;
  }

private:
  void compare_numbers(double first,
                       double second,
                       const std::string &path,
                       const std::string &key)
  {
    const auto found = negligible_.find(key);
    const double negligible = found == negligible_.end() ? 0. : found->second;
    const double largest = std::max(std::abs(first), std::abs(second));
    // Written so that NaN is a difference.
    if (!(std::abs(first - second) <= tolerance_ * largest || largest <= negligible))
      differences_.push_back(path + ": " + json(first).dump() + " and " +
                             json(second).dump());
  }

  static bool is_estimate(const std::string &path, const std::string &key)
  {
    return key == "error" || key == "time_error" || key == "space_error" ||
           key == "round_off" || key == "per_percent" || key == "per_kelvin" ||
           path.find(".errors.") != std::string::npos || key == "estimated" ||
           path == "accuracy.electric" || path == "accuracy.thermal";
  }

  void compare_estimates(double first,
                         double second,
                         const std::string &path,
                         const std::string &key)
  {
    const bool flow =
        key == "heat_flow" || key == "joule_heat" || key == "current" || key == "voltage";
    const double allowed =
        0.05 * std::max(std::abs(first), std::abs(second)) + (key == "round_off" ? 0.
                                                              : flow             ? flow_bar_
                                                                                 : bar_);
    if (!(std::abs(first - second) <= allowed))
      differences_.push_back(path + ": " + json(first).dump() + " and " +
                             json(second).dump());
  }

  void compare_objects(const json &first, const json &second, const std::string &path)
  {
    const std::string prefix = path.empty() ? "" : path + ".";
    for (const auto &[key, value] : first.items())
      if (second.contains(key))
        compare(value, second.at(key), prefix + key, key);
      else
        differences_.push_back(prefix + key + ": only in the first");
    for (const auto &[key, value] : second.items())
      if (!first.contains(key))
        differences_.push_back(prefix + key + ": only in the second");
  }

  double tolerance_;
  double bar_ = 0., flow_bar_ = 0.; ///< allowed for error bars beside a share of their own
  std::map<std::string, double> negligible_; ///< absolute, by the last key
  std::vector<std::string> differences_;
};

/// Sensitivities by name: those of images in a symmetric package may change places.
void by_parameter(json &summary)
{
  if (!summary.contains("sensitivities"))
    return;
  json &section = summary["sensitivities"];
  json named = json::object();
  for (const json &entry : section.at("list"))
    named[entry.at("parameter").get<std::string>()] = entry;
  section["list"] = named;
}

} // namespace

std::vector<std::string>
summary_differences(const json &first, const json &second, double tolerance)
{
  json left = first, right = second;
  for (json *summary : {&left, &right})
  {
    summary->erase("cost");
    if (summary->contains("origin"))
      for (const char *key : {"date", "host"})
        (*summary)["origin"].erase(key);
    by_parameter(*summary);
  }
  Comparison comparison(left, tolerance);
  comparison.compare(left, right, "", "");
  return comparison.differences();
}

} // namespace kelvolt
