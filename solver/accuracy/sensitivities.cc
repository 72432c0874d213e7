#include "accuracy/sensitivities.h"

#include "accuracy/cooling_sensitivities.h"
#include "accuracy/design_advice.h"
#include "accuracy/tested_residual.h"
#include "accuracy/thickness_sensitivities.h"
#include "case/overloaded.h"
#include "materials/complete_case.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace kelvolt
{
namespace
{

using Kind = Sensitivity::Kind;
using Advice = Sensitivity::Advice;

constexpr double percent = 0.01;

/// The one value of a law that has the same at every temperature; 1 for others.
double constant_value(const MaterialProperty &property)
{
  constexpr double any_temperature = 300.; // K
  return depends_on_temperature(property.law)
             ? 1.
             : evaluate(property.law, any_temperature).value;
}

std::map<std::string, std::vector<std::size_t>> parts_by_material(const Case &input)
{
  std::map<std::string, std::vector<std::size_t>> result;
  for (std::size_t i = 0; i < input.parts.size(); ++i)
    result[input.parts[i].material].push_back(i);
  return result;
}

double sum_over(const std::vector<std::size_t> &parts, const std::vector<double> &of_part)
{
  double sum = 0.;
  for (const std::size_t part : parts)
    sum += of_part[part];
  return sum;
}

void add_thermal_conductivities(const Case &input,
                                const TestedResidual &residual,
                                const MaterialTable &materials,
                                const DesignAdvice &advice,
                                std::vector<Sensitivity> &list)
{
  std::array<std::vector<double>, dim> along;
  for (unsigned int d = 0; d < dim; ++d)
    along[d] = residual.by_part(residual.conduction[d]);
  for (const auto &[name, parts] : parts_by_material(input))
  {
    const std::vector<MaterialProperty> &k = materials.of_part(parts.front()).conductivity;
    const std::string path = "materials." + name + ".conductivity";
    std::array<double, dim> change;
    for (unsigned int d = 0; d < dim; ++d)
      change[d] = -percent * sum_over(parts, along[d]);
    if (k.size() == 1)
      list.push_back({path,
                      Kind::design,
                      constant_value(k[0]),
                      change[0] + change[1] + change[2],
                      advice.on_conductivity(parts)});
    else
      for (unsigned int d = 0; d < dim; ++d)
        list.push_back({path + "." + "xyz"[d],
                        Kind::design,
                        constant_value(k[d]),
                        change[d],
                        advice.on_conductivity(parts)});
  }
}

/// Resistivities and conductivities of materials, on-resistances of devices.
void add_electrical_laws(const Case &input,
                         const TestedResidual &residual,
                         const MaterialTable &materials,
                         const DesignAdvice &advice,
                         std::vector<Sensitivity> &list)
{
  const std::vector<double> current = residual.by_part(residual.current),
                            joule = residual.by_part(residual.joule);
  for (const auto &[name, all_parts] : parts_by_material(input))
  {
    const Material &material = materials.of_part(all_parts.front());
    std::vector<std::size_t> parts;
    for (const std::size_t part : all_parts)
      if (input.parts[part].electrical)
        parts.push_back(part);
    if (!material.is_conductor() || parts.empty())
      continue;
    const double by_conductivity =
        -percent * (sum_over(parts, current) - sum_over(parts, joule));
    const auto device = std::find_if(input.devices.begin(),
                                     input.devices.end(),
                                     [&name = name](const Device &one)
                                     { return device_material_name(one.part) == name; });
    const std::string path = "materials." + name;
    if (device != input.devices.end())
      list.push_back({"devices." + device->part + ".resistance",
                      Kind::design,
                      constant_value(*device->resistance),
                      -by_conductivity,
                      Advice::none});
    else if (material.electrical_resistivity)
      list.push_back({path + ".electrical_resistivity",
                      Kind::design,
                      constant_value(*material.electrical_resistivity),
                      -by_conductivity,
                      advice.on_resistivity(parts)});
    else
      list.push_back({path + ".electrical_conductivity",
                      Kind::design,
                      constant_value(*material.electrical_conductivity),
                      by_conductivity,
                      advice.on_resistivity(parts)});
  }
}

double sum_of(const std::vector<TestedResidual::FaceTerm> &faces)
{
  double sum = 0.;
  for (const TestedResidual::FaceTerm &face : faces)
    sum += face.value;
  return sum;
}

void add_contacts(const Case &input,
                  const TestedResidual &residual,
                  bool with_current,
                  std::vector<Sensitivity> &list)
{
  for (std::size_t c = 0; c < input.contacts.size(); ++c)
  {
    const Contact &contact = input.contacts[c];
    const std::string path = "contacts." + contact.text();
    if (contact.thermal)
      list.push_back({path + ".thermal",
                      Kind::design,
                      *contact.thermal,
                      percent * residual.sum(sum_of(residual.contact_heat[c]))});
    if (contact.electrical && with_current)
      list.push_back({path + ".electrical",
                      Kind::design,
                      *contact.electrical,
                      percent * residual.sum(sum_of(residual.contact_current[c]))});
  }
}

void add_given_heat(const Case &input,
                    const ThermalProblem &thermal,
                    const TestedResidual &residual,
                    std::vector<Sensitivity> &list)
{
  const std::vector<double> heated = residual.by_part(residual.given_heat);
  const auto add =
      [&](const std::string &path, Kind kind, const std::string &part, double power)
  {
    const int i = part_index(input.parts, part);
    if (power != 0. && thermal.given_heat()[i] != 0.)
      list.push_back(
          {path, kind, power, percent * heated[i] * power / thermal.given_heat()[i]});
  };
  for (const HeatSource &source : input.heat)
    add("heat." + source.part + ".power", Kind::load, source.part, source.power);
  for (const Device &device : input.devices)
    add("devices." + device.part + ".switching",
        Kind::design,
        device.part,
        device.switching_loss());
}

void add_drives(const Case &input,
                const AdjointProblem &problem,
                const QuantityDerivative &derivative,
                const FieldPair &adjoint,
                std::vector<Sensitivity> &list)
{
  const Vector lacking = problem.electric_residual(*derivative.load.potential, adjoint);
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
  {
    const Terminal &terminal = input.terminals[i];
    const std::string path = "terminals." + terminal.name;
    const auto by_current = [&](const GivenCurrent &given)
    {
      const double rate = *adjoint.potential * problem.electric()->terminal_unknown(i);
      list.push_back(
          {path + ".current", Kind::load, given.current, percent * given.current * rate});
    };
    const auto by_voltage = [&](const GivenVoltage &given)
    {
      const double rate = lacking * problem.electric()->terminal_indicator(i) +
                          derivative.terminal_voltage[i];
      list.push_back(
          {path + ".voltage", Kind::load, given.voltage, percent * given.voltage * rate});
    };
    std::visit(Overloaded{by_current, by_voltage}, terminal.drive);
  }
}

/// Zero parameters and parts without a cell change nothing.
void remove_zeros(std::vector<Sensitivity> &list)
{
  list.erase(std::remove_if(list.begin(),
                            list.end(),
                            [](const Sensitivity &one) { return one.per_percent == 0.; }),
             list.end());
}

} // namespace

std::vector<Sensitivity> sensitivities(const Case &input,
                                       const AdjointProblem &problem,
                                       const QuantityDerivative &derivative,
                                       const FieldPair &adjoint,
                                       const MaterialTable &materials)
{
  const Profile::Phase phase(problem.thermal().profile(), "sensitivities");
  const ElectricProblem *electric = problem.electric();
  const TestedResidual residual(problem, derivative, adjoint, input);
  const DesignAdvice advice(input, materials);
  std::vector<Sensitivity> list;
  add_thermal_conductivities(input, residual, materials, advice, list);
  add_contacts(input, residual, electric != nullptr, list);
  add_given_heat(input, problem.thermal(), residual, list);
  add_cooling(input, problem, residual, derivative, adjoint, list);
  if (electric)
  {
    add_electrical_laws(input, residual, materials, advice, list);
    add_drives(input, problem, derivative, adjoint, list);
  }
  add_thicknesses(input, problem, residual, derivative, advice, list);
  remove_zeros(list);
  std::stable_sort(list.begin(),
                   list.end(),
                   [](const Sensitivity &a, const Sensitivity &b)
                   { return std::abs(a.per_percent) > std::abs(b.per_percent); });
  return list;
}

} // namespace kelvolt
