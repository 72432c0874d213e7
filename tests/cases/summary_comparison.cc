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
    // In time a flow is known to the balances of the stages, however small it is at an
    // instant: those of the strongest flow that there was.
    for (const char *key : {"heat_flow_history", "heat_flow", "heat_out"})
      unresolved_[key] = 1e-10 * strongest_flow(summary);
    negligible_["position"] = 1e-12;
    negligible_["relative_imbalance"] = 1e-6;
    negligible_["current_imbalance"] = 1e-6;
  }

  /// Through a surface at a saved time; zero of a steady summary.
  static double strongest_flow(const json &summary)
  {
    double strongest = 0.;
    for (const json &surface : summary.at("surfaces"))
      if (surface.contains("heat_flow_history"))
        for (const json &flow : surface.at("heat_flow_history"))
          strongest = std::max(strongest, std::abs(flow.get<double>()));
    return strongest;
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
    else if (first.is_array() && second.is_array() && first.size() == second.size() &&
             key == "mean_jump_history" && !is_estimate(path, key))
      compare_history(first, second, path);
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
  /// A difference of temperatures is known to a share of what it grows to.
  void compare_history(const json &first, const json &second, const std::string &path)
  {
    double largest = 0.;
    for (const json *history : {&first, &second})
      for (const json &entry : *history)
        largest = std::max(largest, std::abs(entry.get<double>()));
    for (std::size_t i = 0; i < first.size(); ++i)
      if (!(std::abs(first[i].get<double>() - second[i].get<double>()) <=
            tolerance_ * largest))
        differences_.push_back(path + "[" + std::to_string(i) + "]: " + first[i].dump() +
                               " and " + second[i].dump());
  }

  void compare_numbers(double first,
                       double second,
                       const std::string &path,
                       const std::string &key)
  {
    const auto of_key = [&key](const std::map<std::string, double> &allowed)
    {
      const auto found = allowed.find(key);
      return found == allowed.end() ? 0. : found->second;
    };
    const double largest = std::max(std::abs(first), std::abs(second));
    const double difference = std::abs(first - second);
    // Written so that NaN is a difference.
    if (!(difference <= std::max(tolerance_ * largest, of_key(unresolved_)) ||
          largest <= of_key(negligible_)))
      differences_.push_back(path + ": " + json(first).dump() + " and " +
                             json(second).dump());
  }

  static bool is_estimate(const std::string &path, const std::string &key)
  {
    return key == "error" || key == "time_error" || key == "space_error" ||
           key == "round_off" || key == "per_percent" || key == "per_kelvin" ||
           path.find(".errors.") != std::string::npos || key == "estimated" ||
           (path.rfind("accuracy.", 0) == 0 && (key == "electric" || key == "thermal"));
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

  /// What has no entry among the values on the mesh is the one of the mesh itself; whether
  /// a correction is above what the iteration leaves may differ.
  static json with_values_on_mesh(json object, const json &other)
  {
    if (!other.contains("on_mesh"))
      return object;
    if (other.at("on_mesh").is_number() && !object.contains("on_mesh"))
      object["on_mesh"] = object.at("value");
    else if (other.at("on_mesh").is_object())
      for (const auto &[key, value] : other.at("on_mesh").items())
        if (object.contains(key) &&
            !(object.contains("on_mesh") && object.at("on_mesh").contains(key)))
          object["on_mesh"][key] = object.at(key);
    return object;
  }

  void compare_objects(const json &one, const json &two, const std::string &path)
  {
    const json first = with_values_on_mesh(one, two),
               second = with_values_on_mesh(two, one);
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
  std::map<std::string, double> negligible_; ///< values, absolute, by the last key
  std::map<std::string, double> unresolved_; ///< differences, likewise
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
