#include "results/number_errors.h"

#include "results/corrected_value.h"
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
    case Bar::extreme:
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

/// The error bars that two degrees give, see add_second_look().
double second_bar(const Number &stated, double better, Bar kind, const SecondLook &look)
{
  const double change = better - stated.value_on_mesh(), second = better - stated.value;
  MeshEstimate estimate;
  estimate.change = estimate.thermal = change;
  estimate.thermal_left = look.left;
  estimate.spread = std::abs(change);
  estimate.margin = look.margin;
  const double bar = std::abs(second + left_after(estimate, second)) + std::abs(second) +
                     open_error(estimate, 2),
               first = stated.value - stated.value_on_mesh();
  // The first change of a number may have vanished by chance: as if it fell to 3/4 each
  // time.
  constexpr double slowest = 0.75, margin = 1.3;
  const double step = std::abs(second),
               ratio = step < slowest * std::abs(first) ? step / std::abs(first) : slowest,
               least = step * (1. + margin * ratio / (1. - ratio));
  // At one place the second solution is not known well enough to say how changes fall.
  return std::max(
      {bar,
       least,
       kind == Bar::extreme ? 0. : open_by_decline(look.degree, first, second)});
}

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
  void derived(const std::string &, const Type &)
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

/// Calls change(number, same number elsewhere, kind of bar) for what both entries have.
template <typename Entry, typename Change>
void pair_entry(Entry &entry, const Entry &same, const Change &change)
{
  NumberList<Number> mine;
  NumberList<const Number> theirs;
  describe(mine, entry);
  describe(theirs, same);
  if (mine.entries().size() != theirs.entries().size())
    throw std::logic_error("Two solutions of one case do not have the same numbers.");
  for (std::size_t i = 0; i < mine.entries().size(); ++i)
  {
    const auto [number, kind] = mine.entries()[i];
    const Number *const other = theirs.entries()[i].number;
    if (number != nullptr && other != nullptr)
      change(*number, *other, kind);
  }
}

template <typename Entry, typename Change>
void pair_entries(std::vector<Entry> &entries,
                  const std::vector<Entry> &same,
                  const Change &change)
{
  for (std::size_t i = 0; i < entries.size() && i < same.size(); ++i)
    pair_entry(entries[i], same[i], change);
}

/// The same for all numbers but those of terminals and films.
template <typename Change>
void pair_fields(Numbers &numbers, const Numbers &same, const Change &change)
{
  change(numbers.max_temperature, same.max_temperature, Bar::extreme);
  pair_entries(numbers.parts, same.parts, change);
  pair_entries(numbers.devices, same.devices, change);
  pair_entries(numbers.surfaces, same.surfaces, change);
  pair_entries(numbers.contacts, same.contacts, change);
  pair_entries(numbers.wires, same.wires, change);
  pair_entries(numbers.joints, same.joints, change);
  pair_entry(numbers.audit, same.audit, change);
  pair_entries(numbers.points, same.points, change);
}

/// Those of films too.
template <typename Change>
void pair_all_but_terminals(Numbers &numbers, const Numbers &same, const Change &change)
{
  pair_fields(numbers, same, change);
  for (std::size_t i = 0; i < numbers.surfaces.size() && i < same.surfaces.size(); ++i)
    if (numbers.surfaces[i].film && same.surfaces[i].film)
      pair_entry(*numbers.surfaces[i].film, *same.surfaces[i].film, change);
}

template <typename Change>
void pair_numbers(Numbers &numbers, const Numbers &same, const Change &change)
{
  pair_all_but_terminals(numbers, same, change);
  pair_entries(numbers.terminals, same.terminals, change);
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

template <typename Correct>
void correct_terminal(const TerminalSummary &better,
                      const Correct &correct,
                      TerminalSummary &terminal)
{
  Number above(terminal.above_reference, terminal.voltage.error);
  correct(above, better.above_reference, Bar::flow);
  terminal.voltage.correct(above.value - terminal.above_reference);
  terminal.voltage.error = above.error;
  terminal.above_reference = above.value;
  correct(terminal.current, better.current, Bar::flow);
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
  pair_all_but_terminals(numbers,
                         enriched,
                         [&bars](Number &number, const Number &better, Bar kind) {
                           number.widen_error(bars.of(number.value, better.value, kind));
                         });
  add_terminal_bars(enriched, bars, numbers);
}

void add_second_look(const Numbers &enriched,
                     const SecondLook &look,
                     double relative_iteration_error,
                     double rise,
                     Numbers &numbers)
{
  add_number_errors(enriched, look.safety, relative_iteration_error, rise, numbers);
  // Not what films follow, such as a Rayleigh number: it changes by what the iteration
  // leaves open.
  pair_fields(numbers,
              enriched,
              [&look](Number &number, const Number &better, Bar kind)
              {
                if (is_temperature(kind) || kind == Bar::flow)
                  number.widen_error(second_bar(number, better.value, kind, look));
              });
  for (std::size_t i = 0; i < numbers.terminals.size(); ++i)
  {
    TerminalSummary &terminal = numbers.terminals[i];
    const TerminalSummary &better = enriched.terminals[i];
    Number above(terminal.above_reference);
    above.on_mesh = terminal.above_reference - terminal.voltage.value +
                    terminal.voltage.value_on_mesh();
    terminal.voltage.widen_error(
        second_bar(above, better.above_reference, Bar::flow, look));
    terminal.current.widen_error(
        second_bar(terminal.current, better.current.value, Bar::flow, look));
  }
}

void correct_numbers(const Numbers &enriched,
                     double safety,
                     double relative_iteration_error,
                     double rise,
                     Numbers &numbers)
{
  const double open_share = std::max({relative_iteration_error,
                                      enriched.audit.relative_imbalance,
                                      enriched.audit.current_imbalance});
  const auto open = [&](const Number &number, Bar kind)
  {
    return is_temperature(kind) ? open_share * rise + round_off_of_value(number.value)
                                : open_share * std::abs(number.value);
  };
  // All temperatures or none: one of them alone could pass another that it bounds.
  bool temperatures_differ = false;
  pair_all_but_terminals(numbers,
                         enriched,
                         [&](const Number &number, const Number &better, Bar kind)
                         {
                           if (is_temperature(kind) &&
                               std::abs(better.value - number.value) > open(number, kind))
                             temperatures_differ = true;
                         });
  const auto correct = [&](Number &number, const Number &better, Bar kind)
  {
    if (kind == Bar::exact || kind == Bar::derived)
      return;
    const double change = better.value - number.value, left = open(number, kind);
    if (is_temperature(kind) ? !temperatures_differ : std::abs(change) <= left)
      return;
    number.correct(change);
    number.error = (safety - 1.) * std::abs(change) + left;
  };
  pair_all_but_terminals(numbers, enriched, correct);
  for (std::size_t i = 0; i < numbers.terminals.size(); ++i)
    correct_terminal(enriched.terminals[i], correct, numbers.terminals[i]);
}

void widen_errors(const Numbers &same, double factor, Numbers &numbers)
{
  pair_numbers(numbers,
               same,
               [factor](Number &number, const Number &other, Bar)
               { number.widen_error(factor * other.error_or_zero()); });
}

void widen_temperatures(double least, Numbers &numbers)
{
  pair_numbers(numbers,
               numbers,
               [least](Number &number, const Number &, Bar bar)
               {
                 if (is_temperature(bar))
                   number.widen_error(least);
               });
}

void widen_extremes(Numbers &numbers)
{
  for (PartSummary &part : numbers.parts)
  {
    const double least = part.mean_temperature.error_or_zero();
    part.min_temperature.widen_error(least);
    part.max_temperature.widen_error(least);
    if (part.name == numbers.hottest_part)
      numbers.max_temperature.widen_error(part.max_temperature.error_or_zero());
  }
  // A side through which nothing flows has about the mean of its part, and can change as
  // little by chance; that of a cooled one follows from the heat.
  for (SurfaceSummary &surface : numbers.surfaces)
    for (const PartSummary &part : numbers.parts)
      if (!surface.convection_heat && !surface.radiation_heat &&
          surface.heat_flow.value == 0. && surface.name.rfind(part.name + '.', 0) == 0)
        surface.mean_temperature.widen_error(part.mean_temperature.error_or_zero());
  // What the feet differ by may change as little by chance: it is known no better than the
  // less known foot.
  for (WireSummary &wire : numbers.wires)
  {
    const double open =
        std::max(wire.conducted_slope[0] * wire.first_foot_temperature.error_or_zero(),
                 wire.conducted_slope[1] * wire.second_foot_temperature.error_or_zero());
    wire.heat_to_first_foot.widen_error(open);
    wire.heat_to_second_foot.widen_error(open);
  }
  // What both feet and the voltage leave open may cancel by chance. The rise above what the
  // feet give goes as V^2.
  for (WireSummary &wire : numbers.wires)
  {
    const double to_second = wire.hottest_place, to_first = 1. - to_second;
    const double rise = wire.max_temperature.value -
                        to_first * wire.first_foot_temperature.value -
                        to_second * wire.second_foot_temperature.value;
    const double V = std::abs(wire.voltage.value);
    wire.max_temperature.widen_error(
        to_first * wire.first_foot_temperature.error_or_zero() +
        to_second * wire.second_foot_temperature.error_or_zero() +
        (V > 0. ? 2. * std::abs(rise) * wire.voltage.error_or_zero() / V : 0.));
  }
}

void set_temperatures(double T, Numbers &numbers)
{
  const Number same = Number::exact(T);
  numbers.max_temperature = same;
  for (PartSummary &part : numbers.parts)
    part.min_temperature = part.mean_temperature = part.max_temperature = same;
  for (SurfaceSummary &surface : numbers.surfaces)
    surface.mean_temperature = same;
  for (DeviceSummary &device : numbers.devices)
    device.mean_temperature = same;
  for (WireSummary &wire : numbers.wires)
    wire.first_foot_temperature = wire.second_foot_temperature = wire.max_temperature =
        same;
  for (PointSummary &point : numbers.points)
    point.temperature = same;
}

void add_errors(const Numbers &same, Numbers &numbers)
{
  pair_numbers(numbers,
               same,
               [](Number &number, const Number &other, Bar)
               { number.error = number.error_or_zero() + other.error_or_zero(); });
}

} // namespace kelvolt
