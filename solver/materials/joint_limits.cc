#include "materials/joint_limits.h"

#include "case/check_case.h"
#include "case/part_extent.h"
#include "materials/property_evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr double least_share = 1e-8;
/// At which the laws are evaluated [K]: a factor of a few does not matter here.
constexpr double room = 300.;

/// Smallest extent of any box of the part, or of the box around its outline [m].
double thinnest(const Part &part)
{
  double smallest = std::numeric_limits<double>::infinity();
  for (const Box &box : part.prism ? std::vector<Box>{bounding_box(part)} : part.boxes)
    for (const Interval &extent : box.extent)
      smallest = std::min(smallest, extent.upper - extent.lower);
  return smallest;
}

/// Resistance per area of a part across its thinnest direction.
struct PartResistance
{
  double thermal = 0.;    ///< [m2 K/W]
  double electrical = 0.; ///< [ohm m2]; infinite for an insulator
};

PartResistance resistance_of(const Part &part, const Material &material)
{
  double k = 0.;
  for (int axis = 0; axis < 3; ++axis)
    k = std::max(k, thermal_conductivity(material, axis, room).value);
  const double length = thinnest(part),
               sigma = material.is_conductor()
                           ? electrical_conductivity(material, room).value
                           : 0.;
  return {length / k,
          sigma > 0. ? length / sigma : std::numeric_limits<double>::infinity()};
}

/// @return a sentence if the value was raised, else nothing
std::string raise(double &value, double least, const Contact &contact, const char *unit)
{
  if (value >= least)
    return "";
  std::string text = fmt::format(
      "The contact {} has {:.3g} {}, less than 1e-8 of what the parts themselves oppose to "
      "the same flow: the joint is perfect, and computed with {:.3g} {}.",
      contact.text(),
      value,
      unit,
      least,
      unit);
  value = least;
  return text;
}

} // namespace

std::vector<std::string> limit_joints(Case &input, const MaterialMap &library)
{
  std::vector<std::string> sentences;
  const auto take = [&](std::string sentence)
  {
    if (!sentence.empty())
      sentences.push_back(std::move(sentence));
  };
  for (Contact &contact : input.contacts)
  {
    PartResistance least{std::numeric_limits<double>::infinity(),
                         std::numeric_limits<double>::infinity()};
    for (const std::string &name : contact.between)
    {
      const Part &part = *std::find_if(input.parts.begin(),
                                       input.parts.end(),
                                       [&](const Part &one) { return one.name == name; });
      const PartResistance own =
          resistance_of(part, *find_material(part.material, input, library));
      least.thermal = std::min(least.thermal, own.thermal);
      least.electrical = std::min(least.electrical, own.electrical);
    }
    if (contact.thermal)
      take(raise(*contact.thermal, least_share * least.thermal, contact, "m2 K/W"));
    if (contact.electrical)
      take(raise(*contact.electrical, least_share * least.electrical, contact, "ohm m2"));
  }
  return sentences;
}

} // namespace kelvolt
