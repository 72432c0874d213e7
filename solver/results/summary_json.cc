#include "results/json_path.h"
#include "results/json_writer.h"
#include "results/summary.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace kelvolt
{

using Json = nlohmann::ordered_json;

double JsonWriter::checked(double x, const std::string &path)
{
  if (!std::isfinite(x))
    throw std::runtime_error(fmt::format(
        "The result is not written: '{}' is {}; allowed are finite numbers.", path, x));
  return x;
}

namespace
{

Json json_of(const Summary &summary)
{
  JsonWriter writer;
  describe(writer, summary);
  return writer.take();
}

} // namespace

std::string to_json(const Summary &summary)
{
  // Whatever text has come this far is not worth losing a result.
  return json_of(summary).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<double> summary_number(const Summary &summary, const std::string &path)
{
  for (const AccuracySummary &goal : summary.goals)
    if (goal.of == path)
      return goal.value;
  const Json json = json_of(summary);
  const Json *found = find_json_path(json, path);
  if (found != nullptr && found->is_object() && found->contains("value"))
    found = &found->at("value");
  if (found == nullptr || !found->is_number())
    return std::nullopt;
  return found->get<double>();
}

} // namespace kelvolt
