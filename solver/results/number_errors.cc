#include "results/number_errors.h"

#include "results/summary_keys.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// The error bars of one solution.
struct Bars
{
  double safety;
  double relative_iteration_error;
  double rise; ///< [K]

  double of(double value, double better, Bar kind) const
  {
    switch (kind)
    {
    case Bar::temperature:
      return safety * std::abs(better - value) + relative_iteration_error * rise +
             round_off_of_value(value);
    case Bar::flow:
      return safety * std::abs(better - value) + relative_iteration_error * std::abs(value);
    case Bar::exact:
    case Bar::derived:
      break;
    }
    return 0.;
  }
};

/// Collects the numbers of one entry, see summary_keys.h; not those of objects within it.
template <typename OneNumber>
class NumberList
{
public:
  static constexpr bool reads = false;
  template <typename Type>
  using Access = std::conditional_t<std::is_const_v<OneNumber>, const Type, Type>;

  struct Entry
  {
    OneNumber *number; ///< null: an optional one that is not there
    Bar bar;
  };

  void number(const std::string &, OneNumber &x, Bar bar)
  {
    entries_.push_back({&x, bar});
  }
  void number(const std::string &, Access<std::optional<Number>> &x, Bar bar)
  {
    entries_.push_back({x ? &*x : nullptr, bar});
  }
  /// Belongs to a state of its own.
  void history(const std::string &, const History &, const Number &) {}
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
  void key_among(std::initializer_list<const char *>, const std::string &, bool) {}
  void errors() {}

  const std::vector<Entry> &entries() const
  {
    return entries_;
  }

private:
  std::vector<Entry> entries_;
};

template <typename Entry>
void add_bars(const Entry &enriched, const Bars &bars, Entry &entry)
{
  NumberList<Number> mine;
  NumberList<const Number> better;
  describe(mine, entry);
  describe(better, enriched);
  if (mine.entries().size() != better.entries().size())
    throw std::logic_error("Two solutions of one case do not have the same numbers.");
  for (std::size_t i = 0; i < mine.entries().size(); ++i)
  {
    const auto [number, kind] = mine.entries()[i];
    const Number *const other = better.entries()[i].number;
    if (number != nullptr && other != nullptr)
      number->widen_error(bars.of(number->value, other->value, kind));
  }
}

template <typename Entry>
void add_bars(const std::vector<Entry> &enriched,
              const Bars &bars,
              std::vector<Entry> &entries)
{
  for (std::size_t i = 0; i < entries.size(); ++i)
    add_bars(enriched[i], bars, entries[i]);
}

/// What a common potential of all terminals adds is no part of the error.
void add_terminal_bars(const Numbers &enriched, const Bars &bars, Numbers &numbers)
{
  for (std::size_t i = 0; i < numbers.terminals.size(); ++i)
  {
    TerminalSummary &terminal = numbers.terminals[i];
    const TerminalSummary &better = enriched.terminals[i];
    terminal.voltage.widen_error(
        bars.of(terminal.above_reference, better.above_reference, Bar::flow));
    terminal.current.widen_error(
        bars.of(terminal.current.value, better.current.value, Bar::flow));
  }
}

/// Currents of parts are there in both or in none: a solution whose balances do not close
/// has none.
void keep_common_currents(const Numbers &enriched, Numbers &numbers)
{
  for (std::size_t i = 0; i < numbers.parts.size(); ++i)
    if (!enriched.parts[i].current)
      numbers.parts[i].current.reset();
  if (numbers.joints.size() != enriched.joints.size())
    numbers.joints.clear();
}

} // namespace

void add_number_errors(const Numbers &enriched,
                       double safety,
                       double relative_iteration_error,
                       double rise,
                       Numbers &numbers)
{
  const Bars bars{safety, relative_iteration_error, rise};
  keep_common_currents(enriched, numbers);
  numbers.max_temperature.widen_error(bars.of(
      numbers.max_temperature.value, enriched.max_temperature.value, Bar::temperature));
  add_bars(enriched.parts, bars, numbers.parts);
  add_bars(enriched.devices, bars, numbers.devices);
  add_bars(enriched.surfaces, bars, numbers.surfaces);
  for (std::size_t i = 0; i < numbers.surfaces.size(); ++i)
    if (numbers.surfaces[i].film && enriched.surfaces[i].film)
      add_bars(*enriched.surfaces[i].film, bars, *numbers.surfaces[i].film);
  add_bars(enriched.contacts, bars, numbers.contacts);
  add_terminal_bars(enriched, bars, numbers);
  add_bars(enriched.joints, bars, numbers.joints);
  add_bars(enriched.audit, bars, numbers.audit);
  add_bars(enriched.points, bars, numbers.points);
}

namespace
{

/// Calls change(number, same number elsewhere) for all numbers that both have.
template <typename Change>
void pair_numbers(const Numbers &same, const Change &change, Numbers &numbers)
{
  const auto pair_entry = [&](auto &entry, const auto &other)
  {
    NumberList<Number> mine;
    NumberList<const Number> theirs;
    describe(mine, entry);
    describe(theirs, other);
    for (std::size_t i = 0; i < mine.entries().size(); ++i)
      if (mine.entries()[i].number && theirs.entries()[i].number)
        change(
            *mine.entries()[i].number, *theirs.entries()[i].number, mine.entries()[i].bar);
  };
  const auto pair_entries = [&](auto &entries, const auto &others)
  {
    for (std::size_t i = 0; i < entries.size() && i < others.size(); ++i)
      pair_entry(entries[i], others[i]);
  };
  change(numbers.max_temperature, same.max_temperature, Bar::temperature);
  pair_entries(numbers.parts, same.parts);
  pair_entries(numbers.devices, same.devices);
  pair_entries(numbers.surfaces, same.surfaces);
  pair_entries(numbers.contacts, same.contacts);
  pair_entries(numbers.terminals, same.terminals);
  pair_entries(numbers.joints, same.joints);
  pair_entry(numbers.audit, same.audit);
  pair_entries(numbers.points, same.points);
}

} // namespace

void widen_errors(const Numbers &same, double factor, Numbers &numbers)
{
  pair_numbers(
      same,
      [factor](Number &number, const Number &other, Bar)
      { number.widen_error(factor * other.error_or_zero()); },
      numbers);
}

void widen_temperatures(double least, Numbers &numbers)
{
  pair_numbers(
      numbers,
      [least](Number &number, const Number &, Bar bar)
      {
        if (bar == Bar::temperature)
          number.widen_error(least);
      },
      numbers);
}

void add_errors(const Numbers &same, Numbers &numbers)
{
  pair_numbers(
      same,
      [](Number &number, const Number &other, Bar)
      { number.error = number.error_or_zero() + other.error_or_zero(); },
      numbers);
}

} // namespace kelvolt
