#include "time/loads.h"

#include "case/overloaded.h"

#include <unordered_map>

namespace kelvolt
{

Loads loads_at(const Case &input)
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
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < input.parts.size(); ++i)
    index.emplace(input.parts[i].name, i);
  loads.heat.resize(input.parts.size(), 0.);
  for (const HeatSource &source : input.heat)
    loads.heat[index.at(source.part)] += source.power;
  for (const Device &device : input.devices)
    loads.heat[index.at(device.part)] += device.switching_loss();
  for (const Cooling &cooling : input.cooling)
    loads.cooling.push_back(cooling.law);
  return loads;
}

Loads scaled(Loads loads, double factor)
{
  for (double &drive : loads.drive)
    drive *= factor;
  return loads;
}

} // namespace kelvolt
