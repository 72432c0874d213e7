#include "check_duty.h"

#include "case/check_case.h"
#include "duties_in_time.h"
#include "duty_paths.h"
#include "materials/property_evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace kelvolt
{
namespace
{

/// The case with the largest currents and voltages of all times in place of the first:
/// they say which way currents flow.
Case with_largest_drives(Case input)
{
  for (const TimeVarying &one : input.waveforms)
  {
    double largest = 0.;
    for (const double value : one.waveform.values())
      largest = std::abs(value) > std::abs(largest) ? value : largest;
    if (one.target.kind == Target::Kind::current)
      input.terminals.at(one.target.index).drive = GivenCurrent{largest};
    if (one.target.kind == Target::Kind::voltage)
      input.terminals.at(one.target.index).drive = GivenVoltage{largest};
  }
  return input;
}

/// Mean losses follow the same device at all times.
/// @param duties at another instant @param now the shares then
void judge_changes(const Case &input,
                   const std::vector<double> &duties,
                   const DutyShares &now,
                   DutyShares &first)
{
  const auto follows = [&](const DutyShare &share, const DutyShare &then)
  {
    return !share.device || is_same_duty(duties[*share.device], then.value);
  };
  const auto report = [&](const std::string &what, const DutyShare &share, double then)
  {
    const Device &device = input.devices[*share.device];
    first.problems.push_back(
        {device.where,
         fmt::format("{} carries current as long as '{}' at first, which is {:g} % of the "
                     "time, but later on for {:g} % where that is on for {:g} %",
                     what,
                     device.part,
                     100. * share.value,
                     100. * then,
                     100. * duties[*share.device]),
         "of the devices of a half bridge one that conducts longer than the other at all "
         "times",
         "model each path on its own"});
  };
  for (std::size_t i = 0; i < first.part.size(); ++i)
    if (!follows(first.part[i], now.part[i]))
      return report(
          "The part '" + input.parts[i].name + "'", first.part[i], now.part[i].value);
  for (std::size_t i = 0; i < first.contact.size(); ++i)
    if (!follows(first.contact[i], now.contact[i]))
      return report("The contact " + input.contacts[i].text(),
                    first.contact[i],
                    now.contact[i].value);
}

} // namespace

DutyShares
duty_shares(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  const DutiesInTime duties(input);
  const bool any =
      duties.change() || std::any_of(input.devices.begin(),
                                     input.devices.end(),
                                     [](const Device &device) { return device.duty < 1.; });
  if (!any || input.terminals.empty())
    return shares_of_one(input);
  const Case largest = with_largest_drives(input);
  std::optional<DutyShares> first;
  for (const std::vector<double> &tuple : duties.orders())
  {
    DutyShares now = shares_by_paths(largest, library, layout, tuple, duties.changing());
    if (!now.problems.empty())
      return now;
    if (!first)
      first = now;
    judge_changes(input, tuple, now, *first);
  }
  if (duties.are_endless())
    first->problems.push_back(
        {input.devices.front().where,
         "The duties of the devices have more than a million corners before they repeat",
         "fewer, or periods that have a multiple in common soon",
         ""});
  return *first;
}

Case with_mean_losses(Case input, const MaterialMap &library, const DutyShares &shares)
{
  for (std::size_t i = 0; i < input.parts.size(); ++i)
  {
    Part &part = input.parts[i];
    part.follows_duty_of = shares.part[i].device;
    const Material *const base = find_material(part.material, input, library);
    const double share = shares.part[i].value;
    if (share == 1. || base == nullptr || base->is_of_device)
      continue;
    Material scaled_one = *base;
    scaled_one.name = fmt::format("{} for {:g} % of the time", base->name, 100. * share);
    if (scaled_one.electrical_resistivity)
      scaled_one.electrical_resistivity->law =
          scaled(scaled_one.electrical_resistivity->law, share);
    if (scaled_one.electrical_conductivity)
      scaled_one.electrical_conductivity->law =
          scaled(scaled_one.electrical_conductivity->law, 1. / share);
    part.material = scaled_one.name;
    input.materials[part.material] = std::move(scaled_one);
  }
  for (std::size_t i = 0; i < input.contacts.size(); ++i)
    if (input.contacts[i].electrical)
    {
      *input.contacts[i].electrical *= shares.contact[i].value;
      input.contacts[i].follows_duty_of = shares.contact[i].device;
    }
  return input;
}

} // namespace kelvolt
