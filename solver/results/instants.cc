#include "results/instants.h"

#include "results/summary_keys.h"

#include <algorithm>
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

void follow_limit(LimitSummary &whole, const LimitSummary &now, double time)
{
  if (!now.met && !whole.first_violation)
    whole.first_violation = time;
  if (whole.worst_time && !(now.beyond > whole.beyond))
    return;
  const std::optional<double> first_violation = whole.first_violation;
  whole = now;
  whole.worst_time = time;
  whole.first_violation = first_violation;
}

} // namespace

void follow_instant(Summary &whole, const Summary &now, double time)
{
  const bool is_first = !whole.transient;
  if (is_first)
    whole.transient.emplace();
  WorstMoment &worst = whole.transient->worst;
  if (is_first || now.max_temperature.value > worst.temperature.value)
    worst = {time, now.max_temperature, now.hottest_part, now.hottest_position};
  if (whole.limits.empty())
    whole.limits.resize(now.limits.size());
  if (now.limits.size() != whole.limits.size() && !now.limits.empty())
    throw std::logic_error("Two instants of one run do not have the same limits.");
  for (std::size_t i = 0; i < now.limits.size(); ++i)
  {
    follow_limit(whole.limits[i], now.limits[i], time);
    if (!now.limits[i].met)
      whole.status = result_schema::limit_violated;
  }
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
