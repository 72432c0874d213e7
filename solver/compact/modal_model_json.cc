#include "compact/modal_model.h"
#include "compact/model_json.h"
#include "results/result_schema.h"

#include <stdexcept>

namespace kelvolt
{

namespace
{

using Json = nlohmann::ordered_json;

constexpr char content_word[] = "modal thermal model";

std::string word_of(ModalInputKind kind)
{
  return kind == ModalInputKind::power ? "power" : "ambient";
}

ModalInputKind input_kind(const std::string &word)
{
  if (word == word_of(ModalInputKind::power))
    return ModalInputKind::power;
  if (word == word_of(ModalInputKind::ambient))
    return ModalInputKind::ambient;
  throw std::invalid_argument("An input is of the kind '" + word +
                              "', not power or ambient.");
}

ModalModel read(const Json &json)
{
  ModalModel model;
  model.title = json.at("title");
  model.operating_point = json.at("operating_point");
  model.rate = json.at("rate").get<std::vector<double>>();
  for (const Json &input : json.at("inputs"))
    model.inputs.push_back({input.at("name"),
                            input_kind(input.at("kind")),
                            input.at("gain"),
                            input.at("base")});
  model.outputs = outputs_from_json(json.at("outputs"));
  const Json &times = json.at("time_range");
  model.first_time = times.at(0);
  model.last_time = times.at(1);
  model.reduction_bound = json.at("reduction_bound");
  model.mesh_bound = json.at("mesh_bound");
  return model;
}

} // namespace

std::string to_json(const ModalModel &model)
{
  Json json;
  json["format"] = result_schema::format;
  json["content"] = content_word;
  json["title"] = model.title;
  json["operating_point"] = model.operating_point;
  json["units"] = {{"rate", "1/s"}, {"power", "W"}, {"ambient", "K"}, {"output", "K"}};
  json["time_range"] = {model.first_time, model.last_time};
  json["reduction_bound"] = model.reduction_bound;
  json["mesh_bound"] = model.mesh_bound;
  json["rate"] = model.rate;
  json["inputs"] = Json::array();
  for (const ModalInput &input : model.inputs)
    json["inputs"].push_back({{"name", input.name},
                              {"kind", word_of(input.kind)},
                              {"base", input.base},
                              {"gain", input.gain}});
  json["outputs"] = outputs_json(model.outputs);
  return json.dump(1) + "\n";
}

ModalModel modal_model_from_json(const std::string &text)
{
  return model_from_json(text, content_word, read);
}

} // namespace kelvolt
