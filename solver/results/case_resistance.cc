#include "results/case_resistance.h"

#include <nlohmann/json.hpp>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

Json parting_json(const CurveParting &parting)
{
  Json json;
  if (parting.share > 0.)
    json["share"] = parting.share;
  json["time"] = parting.time;
  json["resistance"] = parting.resistance;
  return json;
}

Json dual_json(const DualContact &dual)
{
  Json json = {{"films", {dual.own_film, dual.other_film}},
               {"steady", {dual.own_steady, dual.other_steady}}};
  json["by_share"] = Json::array();
  for (const CurveParting &parting : dual.by_share)
    json["by_share"].push_back(parting_json(parting));
  if (dual.by_slope)
    json["by_slope"] = parting_json(*dual.by_slope);
  json["solves"] = dual.solves;
  return json;
}

} // namespace

nlohmann::ordered_json case_resistance_json(const std::vector<CaseResistance> &all)
{
  Json json = Json::object();
  for (const CaseResistance &one : all)
  {
    Json &entry = json[one.heated];
    entry["case"] = one.face;
    entry["heat_share"] = one.heat_share;
    entry["case_rise"] = one.case_rise;
    entry["mean"] = one.mean;
    entry["mean_error"] = one.mean_error;
    if (one.maximum)
    {
      entry["max"] = *one.maximum;
      entry["max_error"] = *one.maximum_error;
    }
    if (one.corner)
      entry["structure_function_corner"] = *one.corner;
    if (one.dual)
      entry["dual_interface"] = dual_json(*one.dual);
  }
  return json;
}

} // namespace kelvolt
