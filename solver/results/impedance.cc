#include "results/impedance.h"

#include "results/impedance_bracket.h"
#include "results/nonlinear_step.h"
#include "results/result_schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

double finite(double x, const std::string &what)
{
  if (!std::isfinite(x))
    throw std::runtime_error("The impedance of " + what +
                             " is not a finite number; no result is written.");
  return x;
}

void add_values(Json &json,
                const std::string &name,
                const std::string &what,
                const ImpedanceValues &values)
{
  if (values.empty())
    return;
  Json value = Json::array(), error = Json::array(), reduction = Json::array(),
       mesh = Json::array();
  for (std::size_t i = 0; i < values.value.size(); ++i)
  {
    value.push_back(finite(values.value[i], what));
    error.push_back(finite(values.error(i), what));
    reduction.push_back(values.reduction[i]);
    mesh.push_back(values.mesh[i]);
  }
  json[name] = std::move(value);
  json[name + "_error"] = std::move(error);
  json[name + "_reduction_error"] = std::move(reduction);
  json[name + "_mesh_error"] = std::move(mesh);
}

Json curves_json(const ImpedanceSet &set)
{
  Json json = Json::object();
  for (const ImpedanceCurve &curve : set.curves)
  {
    Json &one = json[curve.heated][curve.observed];
    const std::string what = curve.observed + " for power in " + curve.heated;
    add_values(one, "mean", what, curve.mean);
    add_values(one, "max", what, curve.maximum);
    add_values(one, "point", what, curve.point);
  }
  return json;
}

void add_steady(Json &json, const std::string &name, const ImpedanceValues &values)
{
  if (!values.steady)
    return;
  json[name] = finite(*values.steady, name);
  json[name + "_error"] = finite(*values.steady_error, name);
}

Json steady_json(const ImpedanceSet &set)
{
  Json json = Json::object();
  for (const ImpedanceCurve &curve : set.curves)
  {
    Json one = Json::object();
    add_steady(one, "mean", curve.mean);
    add_steady(one, "max", curve.maximum);
    add_steady(one, "point", curve.point);
    if (!one.empty())
      json[curve.heated][curve.observed] = std::move(one);
  }
  return json;
}

Json reduction_json(const ImpedanceSet &set)
{
  Json json;
  json["states"] = set.states;
  json["solves"] = set.solves;
  json["linear_iterations"] = set.linear_iterations;
  json["steady_solve_equivalents"] = finite(set.steady_solve_equivalents, "the cost");
  json["bound"] = finite(set.bound, "the bound");
  json["mesh_bound"] = finite(set.mesh_bound, "the bound of the mesh");
  json["residual_defect"] = finite(set.residual_defect, "the residual");
  return json;
}

Json accuracy_json(const Impedance &impedance)
{
  Json json = Json::array();
  for (const CurveAccuracy &one : accuracy_of(impedance))
    json.push_back({{"operating_point", one.operating_point},
                    {"heated", one.heated},
                    {"observed", one.observed},
                    {"of", one.of},
                    {"largest_share", finite(one.share, one.observed)},
                    {"time", one.time},
                    {"met", one.share <= impedance.within}});
  return json;
}

Json point_json(const ImpedanceSet &set)
{
  Json json;
  json["name"] = set.operating_point;
  if (set.temperature)
    json["temperature"] = *set.temperature;
  if (set.power)
    json["power"] = *set.power;
  return json;
}

void add_columns(std::string &head,
                 std::vector<const std::vector<double> *> &columns,
                 const std::string &name,
                 const ImpedanceValues &values)
{
  if (values.empty())
    return;
  head += fmt::format(",{0} [K/W],{0} reduction error [K/W],{0} mesh error [K/W]", name);
  columns.push_back(&values.value);
  columns.push_back(&values.reduction);
  columns.push_back(&values.mesh);
}

} // namespace

void ImpedanceValues::take_share(double time, double scale)
{
  const double share = error(value.size() - 1) / scale;
  if (share <= largest_share)
    return;
  largest_share = share;
  worst_time = time;
}

std::vector<CurveAccuracy> accuracy_of(const Impedance &impedance)
{
  std::vector<CurveAccuracy> result;
  for (const ImpedanceSet &set : impedance.sets)
    for (const ImpedanceCurve &curve : set.curves)
    {
      const auto take = [&](const char *of, const ImpedanceValues &values)
      {
        if (!values.empty())
          result.push_back({set.operating_point,
                            curve.heated,
                            curve.observed,
                            of,
                            values.largest_share,
                            values.worst_time});
      };
      take("mean", curve.mean);
      take("max", curve.maximum);
      take("point", curve.point);
    }
  return result;
}

std::vector<double> times_of(const ImpedanceRequest &request)
{
  constexpr int per_decade = 13;
  return times_between(request.first, request.last, per_decade);
}

std::vector<double> times_between(double first, double last, int per_decade)
{
  const double decades = std::log10(last / first);
  const int n = std::max(1, static_cast<int>(std::ceil(decades * per_decade - 1e-9)));
  std::vector<double> times;
  for (int i = 0; i <= n; ++i)
    times.push_back(i == 0   ? first
                    : i == n ? last
                             : first * std::pow(10., decades * i / n));
  return times;
}

std::string impedance_csv(const Impedance &impedance)
{
  std::string text = "time [s]";
  std::vector<const std::vector<double> *> columns;
  for (const ImpedanceSet &set : impedance.sets)
    for (const ImpedanceCurve &curve : set.curves)
    {
      const std::string name =
          curve.heated + " > " + curve.observed +
          (set.operating_point == "start" ? "" : " at " + set.operating_point);
      add_columns(text, columns, name + " mean", curve.mean);
      add_columns(text, columns, name + " max", curve.maximum);
      add_columns(text, columns, name + " point", curve.point);
    }
  text += "\n";
  for (std::size_t i = 0; i < impedance.times.size(); ++i)
  {
    text += fmt::format("{:.9g}", impedance.times[i]);
    for (const std::vector<double> *column : columns)
      text += fmt::format(",{:.9g}", (*column)[i]);
    text += "\n";
  }
  return text;
}

std::string impedance_json(const Impedance &impedance, const std::string &networks)
{
  Json json;
  json["format"] = result_schema::format;
  json["kelvolt"] = impedance.version;
  json["case"] = impedance.title;
  json["status"] = impedance.status;
  json["unit"] = "K/W";
  json["within"] = impedance.within;
  json["accuracy"] = accuracy_json(impedance);
  json["times"] = impedance.times;
  json["impedance"] = curves_json(impedance.sets.front());
  json["steady"] = steady_json(impedance.sets.front());
  if (impedance.sets.size() > 1)
  {
    json["impedance_at_steady"] = curves_json(impedance.sets.back());
    json["steady_at_steady"] = steady_json(impedance.sets.back());
    json["bracket"] = bracket_json(impedance);
  }
  if (!impedance.sets.front().case_resistances.empty())
    json["case_resistance"] = case_resistance_json(impedance.sets.front().case_resistances);
  if (impedance.sets.size() > 1 && !impedance.sets.back().case_resistances.empty())
    json["case_resistance_at_steady"] =
        case_resistance_json(impedance.sets.back().case_resistances);
  if (impedance.nonlinear)
    json["nonlinear"] = nonlinear_json(impedance);
  if (!networks.empty())
    json.update(Json::parse(networks));
  json["reduction"] = reduction_json(impedance.sets.front());
  if (impedance.sets.size() > 1)
    json["reduction_at_steady"] = reduction_json(impedance.sets.back());
  json["operating_points"] = Json::array();
  for (const ImpedanceSet &set : impedance.sets)
    json["operating_points"].push_back(point_json(set));
  json["cost"] = {{"cells", impedance.cells}, {"dofs", impedance.dofs}};
  json["warnings"] = impedance.warnings;
  return json.dump(2) + "\n";
}

} // namespace kelvolt
