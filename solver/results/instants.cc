#include "results/instants.h"

#include "results/parabola.h"
#include "results/summary_keys.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace kelvolt
{
namespace
{

/// Goes through one entry, see summary_keys.h, and calls f(key, history, number) for what
/// it has of histories.
template <bool is_const, typename Function>
class Histories
{
public:
  static constexpr bool reads = false;
  template <typename Type>
  using Access = std::conditional_t<is_const, const Type, Type>;

  explicit Histories(const Function &f) : f_(f) {}

  void history(const std::string &key, Access<History> &history, const Number &of)
  {
    f_(key, history, of);
  }
  template <typename Type>
  void number(const std::string &, const Type &, Bar)
  {
  }
  template <typename Type>
  void value(const std::string &, const Type &)
  {
  }
  template <typename Type>
  void added(const std::string &, const Type &)
  {
  }
  template <typename Type>
  void derived(const std::string &, const Type &)
  {
  }
  template <typename Type>
  void object(const std::string &, const Type &)
  {
  }
  void errors() {}

private:
  const Function &f_;
};

template <typename Entry, typename Function>
void for_each_history(Entry &entry, const Function &f)
{
  Histories<std::is_const_v<Entry>, Function> form(f);
  describe(form, entry);
}

/// Calls f(name in the summary, list...) for all lists whose entries have histories.
template <typename Function, typename... SomeNumbers>
void for_each_list(const Function &f, SomeNumbers &...numbers)
{
  f("parts", numbers.parts...);
  f("surfaces", numbers.surfaces...);
  f("contacts", numbers.contacts...);
  f("devices", numbers.devices...);
  f("terminals", numbers.terminals...);
  f("points", numbers.points...);
}

/// Moves the histories of an entry to the same entry at another instant.
template <typename Entry>
void move_histories(Entry &from, Entry &to)
{
  std::vector<History> histories;
  for_each_history(from,
                   [&](const std::string &, History &history, const Number &)
                   { histories.push_back(std::move(history)); });
  auto next = histories.begin();
  for_each_history(to,
                   [&](const std::string &, History &history, const Number &)
                   { history = std::move(*next++); });
}

/// Through the last two instants and the next, if all lie behind the corner.
std::optional<Parabola> parabola_behind_corner(const LimitSummary::Way &way,
                                               const LimitSummary::Instant &after)
{
  const auto [before_last, last, top] = way.course.state();
  if (!before_last || !last || last->time != way.last->time ||
      (way.corner && before_last->time <= way.corner->time))
    return std::nullopt;
  return Parabola(*before_last, *last, {after.time, after.beyond});
}

/// When the bound between the last instant and the next is reached. Since the corner c of
/// the loads the quantity has changed like (t - t_c)^m: m = 1 in a body at one temperature,
/// 1/2 in a thick one beside heat or cold; m follows from both instants. The straight line
/// between them says how far that may be off, and so do the parabola through three instants
/// behind the corner, which knows of a maximum soon after, and the bars of the quantity;
/// where there is no m, the whole of the step. `after` if the quantity was there already.
Number passing_time(const LimitSummary::Way &way, const LimitSummary::Instant &after)
{
  if (!way.last || !(way.last->beyond < 0.) || !std::isfinite(way.last->beyond))
    return {after.time, way.last ? after.time - way.last->time : 0.};
  const LimitSummary::Instant before = *way.last, corner = way.corner.value_or(before);
  const double step = after.time - before.time, change = after.beyond - before.beyond;
  const double line = before.time - before.beyond / change * step;
  constexpr double left_out = 1.5; // of the way to what the parabola says
  double by_bars = (before.error + after.error) / change * step;
  std::optional<double> bent;
  if (const std::optional<Parabola> bend = parabola_behind_corner(way, after))
  {
    const Parabola::Passing passing = bend->passing(before.error + after.error);
    by_bars = std::max(by_bars, passing.error);
    bent = passing.time;
  }
  const double so_far = before.beyond - corner.beyond, all = after.beyond - corner.beyond;
  if (before.time > corner.time && std::isfinite(corner.beyond) && so_far > 0.)
  {
    const double since = after.time - corner.time;
    const double m = std::log(all / so_far) / std::log(since / (before.time - corner.time));
    const double t = corner.time + since * std::pow(-corner.beyond / all, 1. / m);
    if (t >= before.time && t <= after.time)
      return {t,
              std::max(std::abs(t - line), left_out * std::abs(t - bent.value_or(t))) +
                  by_bars};
  }
  return {line, std::max(line - before.time, after.time - line) + by_bars};
}

void go_on(LimitSummary::Way &way, const LimitSummary::Instant &instant)
{
  if (instant.beyond <= 0.)
    way.passed.reset();
  else if (!way.passed)
    way.passed = passing_time(way, instant);
  way.last = instant;
}

LimitSummary::Instant instant_of(const LimitSummary &limit, double time)
{
  return {time, limit.beyond, limit.value.error_or_zero()};
}

/// The bar of a worst value reaches what the course may have been between the instants.
/// @param above by how much the course's top lies above the value
void reach_top(double above, Number &worst)
{
  if (above > 0.)
    worst.widen_error(above);
}

void follow_limit(LimitSummary &whole, const LimitSummary &now, double time)
{
  go_on(whole.way, instant_of(now, time));
  whole.way.course.add({time, now.beyond});
  std::optional<Number> first_violation = whole.first_violation;
  if (!now.met && !first_violation)
    first_violation = whole.way.passed.value_or(Number(time, 0.));
  if (!whole.worst_time || now.beyond > whole.beyond)
  {
    const LimitSummary::Way way = whole.way;
    whole = now;
    whole.way = way;
    whole.worst_time = time;
  }
  whole.first_violation = first_violation;
  reach_top(whole.way.course.top() - whole.beyond, whole.value);
  whole.certain = whole.certain && is_certain(whole.beyond, whole.value.error_or_zero());
}

/// Those of the whole, with an entry for each that `now` has.
std::vector<LimitSummary> &limits_of(Summary &whole, const Summary &now)
{
  if (whole.limits.empty())
    whole.limits.resize(now.limits.size());
  if (now.limits.size() != whole.limits.size() && !now.limits.empty())
    throw std::logic_error("Two instants of one run do not have the same limits.");
  return whole.limits;
}

} // namespace

bool is_certain(double beyond, double error)
{
  return std::abs(beyond) > error || error == 0.;
}

void follow_instant(Summary &whole, const Summary &now, double time)
{
  const bool is_first = !whole.transient;
  if (is_first)
    whole.transient.emplace();
  WorstMoment &worst = whole.transient->worst;
  if (is_first || now.max_temperature.value > worst.temperature.value)
    worst = {
        time, now.max_temperature, now.hottest_part, now.hottest_position, worst.course};
  worst.course.add({time, now.max_temperature.value});
  reach_top(worst.course.top() - worst.temperature.value, worst.temperature);
  std::vector<LimitSummary> &limits = limits_of(whole, now);
  for (std::size_t i = 0; i < now.limits.size(); ++i)
  {
    follow_limit(limits[i], now.limits[i], time);
    if (!now.limits[i].met)
      whole.status = result_schema::limit_violated;
  }
}

void pass_instant(Summary &whole, const Summary &now, double time, double resolved)
{
  std::vector<LimitSummary> &limits = limits_of(whole, now);
  for (std::size_t i = 0; i < now.limits.size(); ++i)
  {
    LimitSummary::Way &way = limits[i].way;
    const bool was_passed = way.passed.has_value();
    go_on(way, instant_of(now.limits[i], time));
    if (way.passed && !was_passed) // anywhere in what is not resolved
      way.passed->widen_error(
          std::max(way.passed->value - (way.corner ? way.corner->time : 0.),
                   resolved - way.passed->value));
  }
}

void turn_corner(Summary &whole)
{
  for (LimitSummary &limit : whole.limits)
  {
    limit.way.corner = limit.way.last;
    limit.way.course.turn_corner();
  }
  if (whole.transient)
    whole.transient->worst.course.turn_corner();
}

void append_instant(Summary &whole, const Summary &now, double time)
{
  follow_instant(whole, now, time);
  const bool is_first = whole.transient->times.empty();
  whole.transient->times.push_back(time);
  Numbers numbers = now;
  const auto take_over = [is_first](const char *, auto &before, auto &after)
  {
    if (!is_first && before.size() != after.size())
      throw std::logic_error("Two instants of one run do not have the same numbers.");
    for (std::size_t i = 0; i < before.size(); ++i)
      move_histories(before[i], after[i]);
    for (auto &entry : after)
      for_each_history(entry,
                       [](const std::string &, History &history, const Number &of)
                       { history.push_back(of); });
  };
  for_each_list(take_over, static_cast<Numbers &>(whole), numbers);
  static_cast<Numbers &>(whole) = std::move(numbers);
}

std::optional<std::string> uneven_history(const Summary &summary)
{
  const std::size_t n_times = summary.transient ? summary.transient->times.size() : 0;
  std::optional<std::string> uneven;
  const auto look = [&](const std::string &section, const auto &entries)
  {
    for (const auto &entry : entries)
      for_each_history(entry,
                       [&](const std::string &key, const History &history, const Number &)
                       {
                         if (!uneven && history.size() != n_times)
                           uneven = section + "." + entry.name + "." + key;
                       });
  };
  for_each_list(look, static_cast<const Numbers &>(summary));
  return uneven;
}

} // namespace kelvolt
