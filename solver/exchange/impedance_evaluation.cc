#include "impedance_evaluation.h"

#include "case/nearest_name.h"
#include "compact/cauer_network.h"
#include "exchange/model_description.h"
#include "exchange/thermal_plots.h"
#include "results/result_schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kelvolt
{

namespace
{

using Json = nlohmann::ordered_json;

constexpr std::size_t fewest_points = 8;

std::size_t column_of(const ColumnTable &table,
                      const std::string &column,
                      std::vector<CaseProblem> &problems)
{
  if (table.columns.size() < 2)
  {
    problems.push_back({{table.file, table.head_line},
                        "The table has one column",
                        "the time and an impedance",
                        ""});
    return 0;
  }
  if (column.empty())
    return 1;
  std::vector<std::string> names;
  for (std::size_t i = 1; i < table.columns.size(); ++i)
  {
    if (table.columns[i].name == column)
      return i;
    names.push_back(table.columns[i].name);
  }
  problems.push_back({{table.file, table.head_line},
                      fmt::format("There is no column '{}'", column),
                      list_of_names(names),
                      did_you_mean(column, names)});
  return 0;
}

void require_curve(const ResponseCurve &curve,
                   const std::string &file,
                   std::vector<CaseProblem> &problems)
{
  const auto n = static_cast<std::size_t>(std::count_if(
      curve.time.begin(), curve.time.end(), [](double time) { return time > 0.; }));
  const auto report = [&](const std::string &found, const std::string &allowed)
  {
    problems.push_back({{file, 0}, found, allowed, ""});
  };
  if (n < fewest_points)
    report(fmt::format("The curve has {} points at times above zero", n),
           fmt::format("{} of them at least", fewest_points));
  else if (curve.time.front() < 0.)
    report(fmt::format("The curve begins at {} s", curve.time.front()),
           "times from 0 s, that of the step, on");
  else if (!(curve.impedance.back() > curve.impedance[curve.time.size() - n]) ||
           !(curve.impedance.back() > 0.))
    report(fmt::format("The curve ends at {} K/W", curve.impedance.back()),
           "a thermal impedance, which rises from its first point to its last");
}

Json parting_json(const Parting &parting)
{
  return {
      {"share", parting.share}, {"time", parting.time}, {"resistance", parting.resistance}};
}

Json evaluation_json(const ImpedanceEvaluation &evaluation)
{
  Json json;
  json["format"] = result_schema::format;
  json["kelvolt"] = KELVOLT_VERSION;
  json["content"] = "impedance evaluation";
  json["unit"] = "K/W";
  json["method"] = {{"deconvolution", "Richardson-Lucy"},
                    {"iterations", evaluation.iterations},
                    {"share_of_structure", share_of_structure}};
  json["curves"] = Json::array();
  for (const EvaluatedCurve &one : evaluation.curves)
    json["curves"].push_back({{"file", one.name},
                              {"end", one.curve.impedance.back()},
                              {"misfit", one.identified.largest_misfit},
                              {"foster",
                               {{"resistance", one.identified.network.resistance},
                                {"time_constant", one.identified.network.time_constant}}},
                              {"structure",
                               {{"resistance", one.structure.resistance},
                                {"capacity", one.structure.capacity}}}});
  if (evaluation.dual)
  {
    Json dual = {{"good", evaluation.dual->good}, {"bad", evaluation.dual->bad}};
    dual["by_share"] = Json::array();
    for (const Parting &parting : evaluation.dual->by_share)
      dual["by_share"].push_back(parting_json(parting));
    if (evaluation.dual->by_slope)
      dual["by_slope"] = parting_json(*evaluation.dual->by_slope);
    if (std::isfinite(evaluation.structures_part))
      dual["structures_part"] = evaluation.structures_part;
    json["dual_interface"] = dual;
  }
  return json;
}

std::string dual_text(const ImpedanceEvaluation &evaluation)
{
  const DualInterface &dual = *evaluation.dual;
  std::string text =
      fmt::format("Junction to case, by where the curves part (contacts: {:.5g} "
                  "and {:.5g} K/W in all):\n",
                  dual.good,
                  dual.bad);
  for (const Parting &parting : dual.by_share)
    text +=
        fmt::format("  {:>9.5g} K/W  they differ by {:.2g} % of what they differ by at the "
                    "end, at {:.3g} s\n",
                    parting.resistance,
                    100. * parting.share,
                    parting.time);
  if (dual.by_slope)
    text += fmt::format(
        "  {:>9.5g} K/W  their slopes differ by {:g} W/K x R + {:g}, at {:.3g} s\n",
        dual.by_slope->resistance,
        slope_line_rise,
        slope_line_offset,
        dual.by_slope->time);
  if (std::isfinite(evaluation.structures_part))
    text += fmt::format("  {:>9.5g} K/W  their structure functions part\n",
                        evaluation.structures_part);
  return text +
         "These numbers differ since heat reaches the contact little by little: each is "
         "right "
         "for its criterion.\nA calculation tells the temperature of the case itself, and "
         "with it the resistance to the case without a criterion.\n";
}

} // namespace

ResponseCurve response_curve(ColumnTable table,
                             const std::string &column,
                             std::vector<CaseProblem> &problems)
{
  ResponseCurve curve;
  const std::size_t before = problems.size();
  if (table.n_rows() == 0)
    return curve;
  const std::size_t place = column_of(table, column, problems);
  convert(table, 0, dimension::time, problems);
  require_rising(table, 0, problems);
  if (place > 0)
    convert(table, place, dimension::thermal_resistance, problems);
  if (problems.size() > before)
    return curve;
  curve.time = std::move(table.columns[0].values);
  curve.impedance = std::move(table.columns[place].values);
  require_curve(curve, table.file, problems);
  return curve;
}

ImpedanceEvaluation evaluate_impedance(const std::vector<std::string> &names,
                                       const std::vector<ResponseCurve> &curves,
                                       const IdentificationOptions &options)
{
  ImpedanceEvaluation evaluation;
  evaluation.iterations = options.iterations;
  for (std::size_t i = 0; i < curves.size(); ++i)
  {
    EvaluatedCurve one{names[i], curves[i], identify_network(curves[i], options), {}};
    one.structure = within_share(structure_function(cauer_network(one.identified.network)),
                                 share_of_structure);
    evaluation.curves.push_back(std::move(one));
  }
  evaluation.structures_part = std::numeric_limits<double>::quiet_NaN();
  if (curves.size() == 2)
  {
    evaluation.dual = dual_interface(curves[0], curves[1]);
    evaluation.structures_part =
        parting_resistance(evaluation.curves[0].structure, evaluation.curves[1].structure);
  }
  return evaluation;
}

std::string evaluation_text(const ImpedanceEvaluation &evaluation)
{
  std::string text;
  for (const EvaluatedCurve &one : evaluation.curves)
    text +=
        fmt::format("{}: {} points, {:.5g} K/W at its end. Network by {} iterations, off "
                    "the curve by at most {:.2g} K/W.\n",
                    one.name,
                    one.curve.time.size(),
                    one.curve.impedance.back(),
                    evaluation.iterations,
                    one.identified.largest_misfit);
  return evaluation.dual ? text + dual_text(evaluation) : text;
}

std::vector<ArchiveFile> evaluation_files(const ImpedanceEvaluation &evaluation)
{
  Plot curves;
  curves.title = "Thermal impedance, as measured and by its network";
  curves.x = {"time after the step (s)", true, {}, {}};
  curves.y = {"thermal impedance (K/W)", true, {}, {}};
  std::vector<NamedStructure> structures;
  std::string networks = "curve,number,resistance [K/W],time_constant [s]\n";
  for (const EvaluatedCurve &one : evaluation.curves)
  {
    curves.curves.push_back({one.name, one.curve.time, one.curve.impedance, {}, {}});
    curves.curves.push_back({one.name + ", network",
                             one.curve.time,
                             step_response(one.identified.network, one.curve.time),
                             {},
                             {}});
    structures.push_back({one.name, one.structure});
    for (std::size_t i = 0; i < one.identified.network.n_terms(); ++i)
      networks += fmt::format("{},{},{},{}\n",
                              structures.size(),
                              i + 1,
                              all_digits(one.identified.network.resistance[i]),
                              all_digits(one.identified.network.time_constant[i]));
  }
  const std::string title = evaluation.curves.front().name;
  return {
      {"evaluation.json", evaluation_json(evaluation).dump(1) + "\n"},
      {"networks.csv", networks},
      {"zth.svg", svg(curves)},
      {"structure.svg", svg(cumulative_structure_plot(title, structures))},
      {"structure_differential.svg", svg(differential_structure_plot(title, structures))}};
}

} // namespace kelvolt
