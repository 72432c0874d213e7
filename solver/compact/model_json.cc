#include "compact/model_json.h"

namespace kelvolt
{

using Json = nlohmann::ordered_json;

Json outputs_json(const std::vector<ModalOutput> &outputs)
{
  Json list = Json::array();
  for (const ModalOutput &output : outputs)
    list.push_back({{"name", output.name},
                    {"kind", word_of(output.kind)},
                    {"base_temperature", output.base_temperature},
                    {"gain", output.gain}});
  return list;
}

std::vector<ModalOutput> outputs_from_json(const Json &list)
{
  std::vector<ModalOutput> outputs;
  outputs.reserve(list.size());
  for (const Json &output : list)
    outputs.push_back({output.at("name"),
                       output_kind(output.at("kind")),
                       output.at("gain"),
                       output.at("base_temperature")});
  return outputs;
}

} // namespace kelvolt
