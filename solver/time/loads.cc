#include "time/loads.h"

#include "case/cooling_numbers.h"
#include "case/overloaded.h"

#include <algorithm>
#include <unordered_map>

namespace kelvolt
{

namespace
{

/// [W] in the order of Case::heat.
std::vector<double> first_powers(const Case &input)
{
  std::vector<double> power;
  for (const HeatSource &source : input.heat)
    power.push_back(source.power);
  return power;
}

/// What heats the parts, added up by part.
std::vector<double> heat_by_part(const Case &input,
                                 const std::vector<double> &power,
                                 const std::vector<double> &switching_loss)
{
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < input.parts.size(); ++i)
    index.emplace(input.parts[i].name, i);
  std::vector<double> heat(input.parts.size(), 0.);
  for (std::size_t i = 0; i < input.heat.size(); ++i)
    heat[index.at(input.heat[i].part)] += power[i];
  for (std::size_t i = 0; i < input.devices.size(); ++i)
    heat[index.at(input.devices[i].part)] += switching_loss[i];
  return heat;
}

Loads first_loads(const Case &input)
{
  Loads loads;
  for (const Terminal &terminal : input.terminals)
    loads.drive.push_back(
        std::visit(Overloaded{[](const GivenVoltage &given) { return given.voltage; },
                              [](const GivenCurrent &given)
                              {
                                return given.current;
                              }},
                   terminal.drive));
  for (const Cooling &cooling : input.cooling)
    loads.cooling.push_back(cooling.law);
  for (const Device &device : input.devices)
  {
    loads.duty.push_back(device.duty);
    loads.switching_loss.push_back(device.switching_loss());
  }
  return loads;
}

void put(double value,
         const Target &target,
         const Case &input,
         Loads &loads,
         std::vector<double> &power)
{
  switch (target.kind)
  {
  case Target::Kind::voltage:
  case Target::Kind::current:
    loads.drive.at(target.index) = value;
    break;
  case Target::Kind::heat_power:
    power.at(target.index) = value;
    break;
  case Target::Kind::film_coefficient:
  case Target::Kind::ambient:
  case Target::Kind::temperature:
  case Target::Kind::heat_flux:
    set_number(loads.cooling.at(target.index), target.kind, value);
    break;
  case Target::Kind::switching_frequency:
  {
    Switching switching = input.devices.at(target.index).switching.value();
    switching.frequency = value;
    loads.switching_loss.at(target.index) = switching.loss();
    break;
  }
  case Target::Kind::duty:
    loads.duty.at(target.index) = value;
    break;
  }
}

} // namespace

Loads loads_at(const Case &input)
{
  Loads loads = first_loads(input);
  loads.heat = heat_by_part(input, first_powers(input), loads.switching_loss);
  return loads;
}

Loads loads_at(const Case &input, double t, Approach side)
{
  Loads loads = first_loads(input);
  std::vector<double> power = first_powers(input);
  for (const TimeVarying &one : input.waveforms)
    put(one.waveform.value(t, side), one.target, input, loads, power);
  loads.heat = heat_by_part(input, power, loads.switching_loss);
  return loads;
}

std::optional<double> next_corner(const Case &input, double t)
{
  std::optional<double> next;
  for (const TimeVarying &one : input.waveforms)
    if (const std::optional<double> corner = one.waveform.next_corner(t))
      next = std::min(*corner, next.value_or(*corner));
  return next;
}

Loads scaled(Loads loads, double factor)
{
  for (double &drive : loads.drive)
    drive *= factor;
  return loads;
}

} // namespace kelvolt
