#include "time/loads.h"

#include "case/overloaded.h"

#include <algorithm>
#include <unordered_map>

namespace kelvolt
{

namespace
{

/// What heats the parts, before it is added up by part.
struct Heating
{
  std::vector<double> power;          ///< [W] in the order of Case::heat
  std::vector<double> switching_loss; ///< [W] in the order of Case::devices
};

Heating first_heating(const Case &input)
{
  Heating heating;
  for (const HeatSource &source : input.heat)
    heating.power.push_back(source.power);
  for (const Device &device : input.devices)
    heating.switching_loss.push_back(device.switching_loss());
  return heating;
}

std::vector<double> heat_by_part(const Case &input, const Heating &heating)
{
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < input.parts.size(); ++i)
    index.emplace(input.parts[i].name, i);
  std::vector<double> heat(input.parts.size(), 0.);
  for (std::size_t i = 0; i < input.heat.size(); ++i)
    heat[index.at(input.heat[i].part)] += heating.power[i];
  for (std::size_t i = 0; i < input.devices.size(); ++i)
    heat[index.at(input.devices[i].part)] += heating.switching_loss[i];
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
  return loads;
}

void put(double value,
         const Target &target,
         const Case &input,
         Loads &loads,
         Heating &heating)
{
  switch (target.kind)
  {
  case Target::Kind::voltage:
  case Target::Kind::current:
    loads.drive.at(target.index) = value;
    break;
  case Target::Kind::heat_power:
    heating.power.at(target.index) = value;
    break;
  case Target::Kind::film_coefficient:
    std::get<Convection>(loads.cooling.at(target.index)).h = value;
    break;
  case Target::Kind::ambient:
    std::get<Convection>(loads.cooling.at(target.index)).ambient = value;
    break;
  case Target::Kind::temperature:
    std::get<FixedTemperature>(loads.cooling.at(target.index)).temperature = value;
    break;
  case Target::Kind::heat_flux:
    std::get<HeatFlux>(loads.cooling.at(target.index)).flux = value;
    break;
  case Target::Kind::switching_frequency:
    Switching switching = input.devices.at(target.index).switching.value();
    switching.frequency = value;
    heating.switching_loss.at(target.index) = switching.loss();
    break;
  }
}

} // namespace

Loads loads_at(const Case &input)
{
  Loads loads = first_loads(input);
  loads.heat = heat_by_part(input, first_heating(input));
  return loads;
}

Loads loads_at(const Case &input, double t, Approach side)
{
  Loads loads = first_loads(input);
  Heating heating = first_heating(input);
  for (const TimeVarying &one : input.waveforms)
    put(one.waveform.value(t, side), one.target, input, loads, heating);
  loads.heat = heat_by_part(input, heating);
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
