#include "replay_files.h"

#include "exchange/thermal_plots.h"
#include "results/result_schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace kelvolt
{

namespace
{

using Json = nlohmann::ordered_json;

std::string name_of(const ModalOutput &output)
{
  return output.name + " " + word_of(output.kind);
}

/// A name as the cell of a table.
std::string cell(const std::string &name)
{
  if (name.find_first_of(",\"") == std::string::npos)
    return name;
  std::string quoted = "\"";
  for (const char c : name)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string history_csv(const ModalModel &model,
                        const std::vector<double> &time,
                        const std::vector<OutputHistory> &histories)
{
  fmt::memory_buffer text;
  fmt::format_to(std::back_inserter(text), "time [s]");
  for (const ModalOutput &output : model.outputs)
    fmt::format_to(std::back_inserter(text), ",{}", cell(name_of(output) + " [K]"));
  text.push_back('\n');
  for (std::size_t k = 0; k < time.size(); ++k)
  {
    fmt::format_to(std::back_inserter(text), "{:.12g}", time[k]);
    for (std::size_t l = 0; l < histories.size(); ++l)
      fmt::format_to(std::back_inserter(text),
                     ",{:.9g}",
                     model.outputs[l].base_temperature + histories[l].rise[k]);
    text.push_back('\n');
  }
  return fmt::to_string(text);
}

std::string extrema_csv(const ModalModel &model,
                        const std::vector<double> &time,
                        const std::vector<OutputHistory> &histories)
{
  fmt::memory_buffer text;
  fmt::format_to(std::back_inserter(text), "output,time [s],temperature [K]\n");
  for (std::size_t l = 0; l < histories.size(); ++l)
  {
    const std::vector<double> &rise = histories[l].rise;
    // Ripple that no model of this error can tell.
    const double threshold = replay_error(model, rise[histories[l].hottest]);
    const std::string name = cell(name_of(model.outputs[l]));
    for (const TurningPoint &point : turning_points(time, rise, threshold))
      fmt::format_to(std::back_inserter(text),
                     "{},{:.12g},{:.9g}\n",
                     name,
                     point.time,
                     model.outputs[l].base_temperature + point.value);
  }
  return fmt::to_string(text);
}

Json extremum(const ModalModel &model,
              std::size_t output,
              const std::vector<double> &time,
              const OutputHistory &history,
              std::size_t row)
{
  return {{"value", model.outputs[output].base_temperature + history.rise[row]},
          {"rise", history.rise[row]},
          {"error", replay_error(model, history.rise[row])},
          {"time", time[row]}};
}

std::string replay_json(const ModalModel &model,
                        const std::vector<double> &time,
                        const std::vector<OutputHistory> &histories)
{
  Json json;
  json["format"] = result_schema::format;
  json["kelvolt"] = KELVOLT_VERSION;
  json["content"] = "replay";
  json["model"] = model.title;
  json["operating_point"] = model.operating_point;
  json["rows"] = time.size();
  json["time_range"] = {time.front(), time.back()};
  json["model_time_range"] = {model.first_time, model.last_time};
  json["model_error"] = model.reduction_bound + model.mesh_bound;
  json["outputs"] = Json::object();
  for (std::size_t l = 0; l < histories.size(); ++l)
  {
    const OutputHistory &history = histories[l];
    json["outputs"][model.outputs[l].name][word_of(model.outputs[l].kind)] = {
        {"peak", extremum(model, l, time, history, history.hottest)},
        {"valley", extremum(model, l, time, history, history.coldest)},
        {"mean", model.outputs[l].base_temperature + history.mean},
        {"end", model.outputs[l].base_temperature + history.rise.back()}};
  }
  return json.dump(1) + "\n";
}

} // namespace

double replay_error(const ModalModel &model, double rise)
{
  return (model.reduction_bound + model.mesh_bound) * std::abs(rise);
}

std::vector<ArchiveFile> replay_files(const ModalModel &model,
                                      const std::vector<double> &time,
                                      const std::vector<OutputHistory> &histories)
{
  return {{"replay.json", replay_json(model, time, histories)},
          {"history.csv", history_csv(model, time, histories)},
          {"extrema.csv", extrema_csv(model, time, histories)},
          {"replay.svg", svg(replay_plot(model, time, histories))}};
}

std::string replay_text(const ModalModel &model,
                        const std::vector<double> &time,
                        const std::vector<OutputHistory> &histories)
{
  std::size_t longest = 6;
  for (const ModalOutput &output : model.outputs)
    longest = std::max(longest, name_of(output).size());
  std::string text = fmt::format("{} rows from {:.6g} s to {:.6g} s. {}\n",
                                 time.size(),
                                 time.front(),
                                 time.back(),
                                 model.operating_point);
  text += fmt::format("{:<{}}  {:>10}  {:>9}  {:>9}  {:>12}  {:>10}  {:>10}\n",
                      "output",
                      longest,
                      "peak K",
                      "rise K",
                      "+- K",
                      "at s",
                      "valley K",
                      "mean K");
  for (std::size_t l = 0; l < histories.size(); ++l)
  {
    const OutputHistory &history = histories[l];
    const double base = model.outputs[l].base_temperature,
                 peak = history.rise[history.hottest];
    text += fmt::format("{:<{}}  {:>10.3f}  {:>9.3f}  {:>9.2g}  {:>12.6g}  {:>10.3f}  "
                        "{:>10.3f}\n",
                        name_of(model.outputs[l]),
                        longest,
                        base + peak,
                        peak,
                        replay_error(model, peak),
                        time[history.hottest],
                        base + history.rise[history.coldest],
                        base + history.mean);
  }
  return text;
}

} // namespace kelvolt
