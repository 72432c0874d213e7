#include "field_file.h"
#include "report/charts.h"
#include "report/number_text.h"
#include "report/packed_bytes.h"
#include "report/sections.h"

#include <fmt/format.h>

namespace kelvolt::report
{
namespace
{

using Json = nlohmann::json;

/// Of every heated part to itself and to the others, mean temperatures.
std::vector<Curve> impedances(const Json &impedance)
{
  constexpr std::size_t most_curves = 8;
  std::vector<Curve> curves;
  const auto times = impedance.at("times").get<std::vector<double>>();
  for (const auto &[heated, observed_parts] : impedance.at("impedance").items())
    for (const auto &[observed, numbers] : observed_parts.items())
    {
      Curve curve;
      curve.name = heated == observed ? heated : heated + " → " + observed;
      curve.x = times;
      curve.y = numbers.at("mean").get<std::vector<double>>();
      if (numbers.contains("mean_error"))
        curve.error = numbers.at("mean_error").get<std::vector<double>>();
      if (curve.y.size() != times.size() ||
          (!curve.error.empty() && curve.error.size() != times.size()))
        throw DamagedFile("an impedance has not one entry for each time");
      if (curves.size() < most_curves)
        curves.push_back(std::move(curve));
    }
  return curves;
}

/// Sum of capacities over sum of resistances, from the junction on.
std::vector<Curve> structure_functions(const Json &cauer)
{
  std::vector<Curve> curves;
  for (const auto &[heated, ladder] : cauer.items())
  {
    const auto resistance = ladder.at("resistance").get<std::vector<double>>();
    const auto capacity = ladder.at("capacity").get<std::vector<double>>();
    Curve curve;
    curve.name = heated;
    double r = 0., c = 0.;
    for (std::size_t i = 0; i < std::min(resistance.size(), capacity.size()); ++i)
    {
      c += capacity[i];
      curve.x.push_back(r);
      curve.y.push_back(c);
      r += resistance[i];
      curve.x.push_back(r);
      curve.y.push_back(c);
    }
    if (!curve.x.empty())
      curves.push_back(std::move(curve));
  }
  return curves;
}

std::string foster_html(const Json &foster)
{
  Table table("Foster elements of the impedances",
              {text_cell("Heated → observed"),
               number_cell("Resistance [K/W]"),
               number_cell("Time constant [s]")});
  for (const auto &[heated, observed_parts] : foster.items())
    for (const auto &[observed, chain] : observed_parts.items())
    {
      const auto resistance = chain.at("resistance").get<std::vector<double>>();
      const auto time_constant = chain.at("time_constant").get<std::vector<double>>();
      for (std::size_t i = 0; i < std::min(resistance.size(), time_constant.size()); ++i)
        table.row({text_cell(heated + " → " + observed),
                   number_cell(short_text(resistance[i], 5)),
                   number_cell(short_text(time_constant[i], 5))});
    }
  return table.is_empty() ? "" : folded("Foster elements", table.html());
}

/// Resistances in the steady state, with their bars.
std::string steady_html(const Json &steady)
{
  Table table("Thermal resistances in the steady state",
              {text_cell("Heated → observed"),
               number_cell("Mean [K/W]"),
               number_cell("Hottest point [K/W]")});
  for (const auto &[heated, observed_parts] : steady.items())
    for (const auto &[observed, numbers] : observed_parts.items())
    {
      const auto number = [&numbers = numbers](const std::string &key)
      {
        return number_cell(
            number_html(numbers.at(key).get<double>(), numbers.value(key + "_error", 0.)));
      };
      table.row({text_cell(heated + " → " + observed), number("mean"), number("max")});
    }
  return table.is_empty() ? "" : table.html();
}

std::string drawings_html(const std::vector<StoredDrawing> &drawings)
{
  std::string html;
  for (const StoredDrawing &drawing : drawings)
    html += fmt::format("<figure class=\"picture\"><img alt=\"{0}\" "
                        "src=\"data:image/svg+xml;base64,{1}\"><figcaption>{0}"
                        "</figcaption></figure>\n",
                        escaped(drawing.title),
                        base64(drawing.svg));
  return html;
}

} // namespace

Section impedance_section(const Reported &reported)
{
  if (!reported.result.impedance)
    return {};
  const Json &impedance = *reported.result.impedance;
  try
  {
    std::string html = chart(impedances(impedance),
                             {"Thermal impedance, mean temperature per watt",
                              "time [s]",
                              "Z_th [K/W]",
                              true,
                              true,
                              false});
    if (impedance.contains("steady"))
      html += steady_html(impedance.at("steady"));
    html += drawings_html(reported.result.drawings);
    if (impedance.contains("cauer") && reported.result.drawings.empty())
      html += chart(structure_functions(impedance.at("cauer")),
                    {"Structure function: heat capacity over thermal resistance, from the "
                     "junction on",
                     "thermal resistance [K/W]",
                     "heat capacity [J/K]",
                     false,
                     true,
                     false});
    if (impedance.contains("foster"))
      html += foster_html(impedance.at("foster"));
    return {"impedance", "Thermal impedance", html};
  }
  catch (const std::exception &error) // DamagedFile, those of JSON
  {
    throw IncompleteResult(fmt::format("'{}' holds no complete result: the file 'zth.json' "
                                       "is damaged: {}. Make it again with 'kelvolt zth'.",
                                       reported.result.directory,
                                       error.what()));
  }
}

} // namespace kelvolt::report
