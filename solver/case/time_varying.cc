#include "time_varying.h"

#include "case.h"
#include "cooling_numbers.h"
#include "given.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

struct TargetKind
{
  const char *section;
  const char *key;
  const Dimension &dimension;
};

const TargetKind &described(Target::Kind kind)
{
  static const TargetKind kinds[]{{"terminals", "voltage", dimension::voltage},
                                  {"terminals", "current", dimension::current},
                                  {"heat", "power", dimension::power},
                                  {"cooling", "convection", dimension::film_coefficient},
                                  {"cooling", "ambient", dimension::temperature},
                                  {"cooling", "temperature", dimension::temperature},
                                  {"cooling", "heat_flux", dimension::heat_flux},
                                  {"devices", "switching.frequency", dimension::frequency},
                                  {"devices", "duty", dimension::fraction}};
  return kinds[static_cast<std::size_t>(kind)];
}

std::string owner_name(const Case &input, const Target &target)
{
  switch (target.kind)
  {
  case Target::Kind::voltage:
  case Target::Kind::current:
    return input.terminals.at(target.index).name;
  case Target::Kind::heat_power:
    return input.heat.at(target.index).part;
  case Target::Kind::film_coefficient:
  case Target::Kind::ambient:
  case Target::Kind::temperature:
  case Target::Kind::heat_flux:
    return input.cooling.at(target.index).surface.text();
  case Target::Kind::switching_frequency:
  case Target::Kind::duty:
    return input.devices.at(target.index).part;
  }
  return {};
}

} // namespace

std::string target_path(const Case &input, const Target &target)
{
  const TargetKind &kind = described(target.kind);
  std::string key = kind.key;
  if (kind.section == std::string("cooling"))
    // The number of a law may stand under a key of the law's own.
    if (std::string own = key_of(input.cooling.at(target.index).law, target.kind);
        !own.empty())
      key = std::move(own);
  return fmt::format("{}.{}.{}", kind.section, owner_name(input, target), key);
}

const Dimension &dimension_of(Target::Kind kind)
{
  return described(kind).dimension;
}

Target drive_of(const Case &input, std::size_t terminal)
{
  const bool voltage = given_voltage(input.terminals.at(terminal)).has_value();
  return {voltage ? Target::Kind::voltage : Target::Kind::current, terminal};
}

WaveformIndex::WaveformIndex(const Case &input)
{
  for (const TimeVarying &one : input.waveforms)
    waveforms_.emplace(one.target, &one.waveform);
}

const Waveform *WaveformIndex::find(const Target &target) const
{
  const auto found = waveforms_.find(target);
  return found == waveforms_.end() ? nullptr : found->second;
}

std::vector<double> WaveformIndex::values(const Target &target, double first) const
{
  const Waveform *const waveform = find(target);
  return waveform == nullptr ? std::vector<double>{first} : waveform->values();
}

bool WaveformIndex::are_alike(const Target &a,
                              double first_of_a,
                              const Target &b,
                              double first_of_b) const
{
  const Waveform *const one = find(a), *const other = find(b);
  if (one == nullptr || other == nullptr)
    return one == other && first_of_a == first_of_b;
  return *one == *other;
}

bool gives_reference(const Case &input, const WaveformIndex &waveforms, std::size_t cooling)
{
  if (fixes_temperature(input.cooling.at(cooling).law))
    return true;
  const TransientStudy *const study = transient_study(input.study);
  const Waveform *const film = waveforms.find({Target::Kind::film_coefficient, cooling});
  if (study == nullptr || !study->until_periodic || film == nullptr)
    return false;
  const std::vector<double> values = film->values();
  return std::any_of(values.begin(), values.end(), [](double h) { return h > 0.; });
}

std::optional<double> common_period(const Case &input)
{
  std::vector<double> periods;
  for (const TimeVarying &one : input.waveforms)
  {
    const std::optional<double> period = one.waveform.period();
    if (!period || !(*period > 0.) || !std::isfinite(*period))
      return std::nullopt;
    periods.push_back(*period);
  }
  if (periods.empty())
    return std::nullopt;
  const double longest = *std::max_element(periods.begin(), periods.end());
  constexpr int most_cycles = 1000;
  for (int cycles = 1; cycles <= most_cycles; ++cycles)
  {
    const double whole = cycles * longest;
    if (std::all_of(periods.begin(),
                    periods.end(),
                    [whole](double period)
                    {
                      const double count = std::round(whole / period);
                      return is_same_instant(count * period, whole);
                    }))
      return whole;
  }
  return std::nullopt;
}

} // namespace kelvolt
