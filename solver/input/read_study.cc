#include "read_study.h"

#include "case/cooling_numbers.h"
#include "case/leading_number.h"
#include "case/nearest_name.h"
#include "case/plain_text.h"
#include "case/unknown_value.h"
#include "map_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kelvolt
{

namespace
{

constexpr int most_saved = 10000;
constexpr int saved_per_decade = 13;
constexpr double saved_decades = 1e4; ///< the end over the first time, by default
constexpr int saved_per_period = 50;

constexpr const char *save_forms =
    "a list of times, such as [1 ns, 10 ns]; '13 per decade from 1e-5 s'; or a number of "
    "equal steps, such as 200";

/// `first` and, `per_decade` to a decade, on to the end.
std::vector<double> decades(double first, int per_decade, double end)
{
  std::vector<double> times;
  for (int i = 0; i <= most_saved; ++i)
  {
    const double time = without_conversion_noise(
        first * std::pow(10., static_cast<double>(i) / per_decade));
    if (!(time < end) || is_same_instant(time, end))
      break;
    times.push_back(time);
  }
  times.push_back(end);
  return times;
}

std::vector<double> equal_steps(int count, double end)
{
  std::vector<double> times;
  for (int i = 1; i < count; ++i)
    times.push_back(without_conversion_noise(end * i / count));
  times.push_back(end);
  return times;
}

/// Reads `save` for a study, or a period, of the length `end`.
class SaveReader
{
public:
  SaveReader(const ConfigNode &node, std::string path, double end, Problems &problems)
      : node_(node), path_(std::move(path)), end_(end), problems_(problems)
  {
  }

  std::vector<double> read() const
  {
    if (node_.is_list())
      return listed();
    if (!node_.is_scalar())
      return refuse(save_forms);
    const auto words = node_.text.find(" per decade from ");
    const LeadingNumber number = leading_number(trimmed(node_.text));
    if (number.state != LeadingNumber::State::read)
      return refuse(save_forms);
    if (words == std::string::npos)
      return trimmed(number.rest).empty() ? in_steps(number.value) : refuse(save_forms);
    return by_decade(words);
  }

private:
  std::vector<double> refuse(const std::string &allowed) const
  {
    problems_.push_back(
        {node_.where, fmt::format("{} is {}", path_, node_.spoken()), allowed, ""});
    return {};
  }

  static bool is_count(double value, double largest)
  {
    return value >= 1. && value <= largest && value == std::floor(value);
  }

  std::vector<double> in_steps(double count) const
  {
    if (!is_count(count, most_saved))
      return refuse(fmt::format("a whole number of steps from 1 to {}", most_saved));
    return equal_steps(static_cast<int>(count), end_);
  }

  std::vector<double> by_decade(std::size_t words) const
  {
    constexpr double most_per_decade = 1000.;
    const std::string before = node_.text.substr(0, words);
    const LeadingNumber count = leading_number(trimmed(before));
    if (!is_count(count.value, most_per_decade) || !trimmed(count.rest).empty())
      return refuse(fmt::format("a whole number from 1 to {} and 'per decade from TIME', "
                                "such as '13 per decade from 1e-5 s'",
                                most_per_decade));
    ConfigNode first = node_;
    first.text = node_.text.substr(words + std::string(" per decade from ").size());
    const auto time = read_quantity(first, path_, dimension::time, problems_);
    if (!time)
      return {};
    if (!(*time > 0.) || *time > end_)
      return refuse(fmt::format("a first time above 0, up to the end, {} s", end_));
    std::vector<double> times = decades(*time, static_cast<int>(count.value), end_);
    if (times.size() > most_saved)
      return refuse(fmt::format("at most {} times", most_saved));
    return times;
  }

  std::vector<double> listed() const
  {
    std::vector<double> times;
    if (node_.items.size() > most_saved)
      return refuse(fmt::format("at most {} times", most_saved));
    for (std::size_t i = 0; i < node_.items.size(); ++i)
    {
      const std::string place = fmt::format("{}.{}", path_, i);
      const auto time = read_quantity(node_.items[i], place, dimension::time, problems_);
      if (time && follows(*time, times, node_.items[i], place))
        times.push_back(*time);
    }
    if (!times.empty() && is_same_instant(times.back(), end_))
      times.pop_back();
    times.push_back(end_);
    return times;
  }

  bool follows(double time,
               const std::vector<double> &before,
               const ConfigNode &node,
               const std::string &place) const
  {
    const auto report = [&](const std::string &found, const std::string &allowed)
    {
      problems_.push_back({node.where, place + " is " + found, allowed, ""});
      return false;
    };
    if (time < 0.)
      return report(fmt::format("{} s", time), "times from 0 s on");
    if (time > end_ && !is_same_instant(time, end_))
      return report(fmt::format("{} s, beyond the end", time),
                    fmt::format("times up to the end, {} s", end_));
    if (!before.empty() && time <= before.back())
      return report(fmt::format("{} s behind {} s", time, before.back()),
                    "times that rise");
    return true;
  }

  const ConfigNode &node_;
  std::string path_;
  double end_;
  Problems &problems_;
};

/// The first temperatures of what surrounds the package, in rising order, each once.
std::vector<double> surroundings(const Case &input)
{
  std::vector<double> result;
  for (const Cooling &cooling : input.cooling)
    for (const double T : reference_temperatures(cooling.law))
      result.push_back(T);
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

class TransientReader
{
public:
  TransientReader(const ConfigNode &node, const Case &rest, Problems &problems)
      : node_(node), map_(node, "study.transient", "transient", problems), rest_(rest),
        problems_(problems)
  {
  }

  TransientStudy read() const
  {
    TransientStudy study;
    study.where = node_.where;
    study.until_periodic = until_periodic();
    if (map_.has("end"))
      study.end = map_.quantity("end", dimension::time).value_or(unknown_value);
    else if (!map_.has("until"))
    {
      map_.report("lacks the key 'end'",
                  "end: the time to compute, such as '1000 s'; or 'until: periodic'");
      study.end = unknown_value;
    }
    if (map_.has("tolerance"))
      study.tolerance = map_.quantity("tolerance", dimension::temperature_difference)
                            .value_or(unknown_value);
    study.initial = initial(study.until_periodic);
    const double length =
        study.until_periodic ? common_period(rest_).value_or(unknown_value) : study.end;
    study.save = save(length, study.until_periodic);
    return study;
  }

private:
  bool until_periodic() const
  {
    if (!map_.has("until"))
      return false;
    const std::optional<std::string> until = map_.text("until");
    if (until && *until != "periodic")
      problems_.push_back({map_.get("until")->where,
                           fmt::format("study.transient.until is '{}'", readable(*until)),
                           "periodic; a time stands under 'end'",
                           did_you_mean(*until, {"periodic"})});
    return true;
  }

  std::variant<double, SteadyStart> initial(bool periodic) const
  {
    const ConfigNode *const node = map_.get("initial");
    if (node == nullptr)
      return default_initial(periodic);
    if (node->is_scalar() && node->text == "steady")
      return SteadyStart();
    if (!node->is_scalar() || !is_library_name(node->text))
      return map_.quantity("initial", dimension::temperature).value_or(unknown_value);
    problems_.push_back({node->where,
                         "study.transient.initial is " + node->spoken(),
                         "a temperature, or 'steady'",
                         did_you_mean(node->text, {"steady"})});
    return unknown_value;
  }

  /// The temperature of the surroundings if they have one. A periodic state does not
  /// depend on where it began.
  double default_initial(bool periodic) const
  {
    const std::vector<double> all = surroundings(rest_);
    if (std::any_of(all.begin(), all.end(), [](double T) { return !is_known(T); }))
      return unknown_value;
    if (all.size() == 1 || (periodic && !all.empty()))
      return all.front();
    map_.report(all.empty()
                    ? std::string("lacks the key 'initial', and no cooling has a "
                                  "temperature that could stand for it")
                    : fmt::format("lacks the key 'initial', and the surroundings differ: "
                                  "from {} to {} K",
                                  all.front(),
                                  all.back()),
                "initial: a temperature such as '25 degC', or 'steady'");
    return unknown_value;
  }

  std::vector<double> save(double length, bool periodic) const
  {
    const ConfigNode *const node = map_.get("save");
    const bool has_length = length > 0. && std::isfinite(length);
    if (node != nullptr)
    {
      // Beside a bad end, which exceeds nothing, what else is wrong with them is told.
      const double end = has_length ? length : unknown_value;
      std::vector<double> times =
          SaveReader(*node, map_.path_of("save"), end, problems_).read();
      return has_length ? times : std::vector<double>();
    }
    if (!has_length)
      return {};
    return periodic ? equal_steps(saved_per_period, length)
                    : decades(length / saved_decades, saved_per_decade, length);
  }

  const ConfigNode &node_;
  MapReader map_;
  const Case &rest_;
  Problems &problems_;
};

} // namespace

Study read_study(const ConfigNode &node, const Case &rest, Problems &problems)
{
  if (node.is_map())
  {
    const MapReader map(node, "study", "study", problems);
    if (const ConfigNode *const transient = map.get("transient"))
      return TransientReader(*transient, rest, problems).read();
    return SteadyStudy();
  }
  if (!node.is_scalar() || node.text != "steady")
    problems.push_back({node.where,
                        "study is " + node.spoken(),
                        "steady, or {transient: {end: TIME}}",
                        node.text == "transient"
                            ? "Write for example 'study: {transient: {end: 1000 s}}'"
                            : did_you_mean(node.text, {"steady"})});
  return SteadyStudy();
}

} // namespace kelvolt
