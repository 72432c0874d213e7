#include "network_tables.h"

#include "compact/structure_function.h"
#include "exchange/model_description.h"
#include "results/result_schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kelvolt
{

namespace
{

/// A name in a column that is separated by commas.
std::string cell(const std::string &name)
{
  if (name.find_first_of(",\"\n") == std::string::npos)
    return name;
  std::string quoted = "\"";
  for (const char c : name)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

} // namespace

std::string networks_csv(const ModalModel &model, std::size_t n_terms)
{
  std::string text = commented(description_lines(model), "# ");
  text += "network,heated,observed,number,resistance [K/W],time_constant [s],capacity "
          "[J/K],error [1]\n";
  for (const FosterRecord &record : foster_records(model, n_terms))
    for (std::size_t i = 0; i < record.network.n_terms(); ++i)
      text += fmt::format("foster,{},{},{},{},{},,{:.3g}\n",
                          cell(record.heated),
                          cell(record.observed),
                          i + 1,
                          all_digits(record.network.resistance[i]),
                          all_digits(record.network.time_constant[i]),
                          record.error);
  for (const CauerRecord &record : cauer_records(model, n_terms))
    for (std::size_t k = 0; k < record.ladder.n_sections(); ++k)
      text += fmt::format("cauer,{0},{0},{1},{2},,{3},{4:.3g}\n",
                          cell(record.heated),
                          k + 1,
                          k < record.ladder.resistance.size()
                              ? all_digits(record.ladder.resistance[k])
                              : "",
                          all_digits(record.ladder.capacity[k]),
                          record.error);
  return text;
}

std::string networks_json(const ModalModel &model, std::size_t n_terms)
{
  nlohmann::ordered_json json;
  json["format"] = result_schema::format;
  json["description"] = description_lines(model);
  json["foster"] = nlohmann::ordered_json::object();
  json["cauer"] = nlohmann::ordered_json::object();
  for (const FosterRecord &record : foster_records(model, n_terms))
  {
    auto &entry = json["foster"][record.heated][record.observed];
    entry = {{"resistance", record.network.resistance},
             {"time_constant", record.network.time_constant},
             {"error", record.error}};
    if (record.network.slope != 0.)
      entry["slope"] = record.network.slope;
  }
  for (const CauerRecord &record : cauer_records(model))
  {
    const StructureFunction structure = structure_function(record.ladder);
    json["structure"][record.heated] = {{"resistance", structure.resistance},
                                        {"capacity", structure.capacity},
                                        {"corner", corner_resistance(record.ladder)}};
  }
  for (const CauerRecord &record : cauer_records(model, n_terms))
    json["cauer"][record.heated] = {{"resistance", record.ladder.resistance},
                                    {"capacity", record.ladder.capacity},
                                    {"error", record.error}};
  return json.dump(1) + "\n";
}

} // namespace kelvolt
