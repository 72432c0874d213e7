#include "compact/film_model.h"
#include "results/result_schema.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

constexpr char content_word[] = "thermal model with films";

FilmModel read(const Json &json)
{
  if (json.at("content") != content_word)
    throw std::invalid_argument("The content is another one.");
  FilmModel model;
  model.title = json.at("title");
  model.temperature = json.at("temperature");
  model.lowest_film = json.at("film_range").at(0);
  model.highest_film = json.at("film_range").at(1);
  model.first_time = json.at("time_range").at(0);
  model.last_time = json.at("time_range").at(1);
  model.reduction_bound = json.at("reduction_bound");
  model.mesh_bound = json.at("mesh_bound");
  model.conduction = json.at("conduction").get<std::vector<double>>();
  model.uniform = json.at("uniform").get<std::vector<double>>();
  for (const Json &film : json.at("films"))
    model.films.push_back({film.at("name"), film.at("ambient"), film.at("loss")});
  for (const Json &power : json.at("powers"))
    model.powers.push_back({power.at("name"), ModalInputKind::power, power.at("gain"), 0.});
  for (const Json &output : json.at("outputs"))
    model.outputs.push_back({output.at("name"),
                             output_kind(output.at("kind")),
                             output.at("gain"),
                             output.at("base_temperature")});
  return model;
}

} // namespace

std::string to_json(const FilmModel &model)
{
  Json json;
  json["format"] = result_schema::format;
  json["content"] = content_word;
  json["title"] = model.title;
  json["units"] = {{"conduction", "1/s"},
                   {"film", "W/m2/K"},
                   {"loss", "m2 K/J"},
                   {"power", "W"},
                   {"ambient", "K"},
                   {"output", "K"}};
  json["temperature"] = model.temperature;
  json["film_range"] = {model.lowest_film, model.highest_film};
  json["time_range"] = {model.first_time, model.last_time};
  json["reduction_bound"] = model.reduction_bound;
  json["mesh_bound"] = model.mesh_bound;
  json["conduction"] = model.conduction;
  json["uniform"] = model.uniform;
  json["films"] = Json::array();
  for (const ModelFilm &film : model.films)
    json["films"].push_back(
        {{"name", film.name}, {"ambient", film.ambient}, {"loss", film.loss}});
  json["powers"] = Json::array();
  for (const ModalInput &power : model.powers)
    json["powers"].push_back({{"name", power.name}, {"gain", power.gain}});
  json["outputs"] = Json::array();
  for (const ModalOutput &output : model.outputs)
    json["outputs"].push_back({{"name", output.name},
                               {"kind", word_of(output.kind)},
                               {"base_temperature", output.base_temperature},
                               {"gain", output.gain}});
  return json.dump() + "\n";
}

bool is_film_model_json(const std::string &text)
{
  constexpr std::size_t first_words = 200;
  return text.substr(0, first_words).find(content_word) != std::string::npos;
}

FilmModel film_model_from_json(const std::string &text)
{
  FilmModel model;
  try
  {
    model = read(Json::parse(text));
  }
  catch (const std::exception &fault)
  {
    throw std::runtime_error(std::string("This is no thermal model that Kelvolt wrote: ") +
                             fault.what());
  }
  if (const auto faults = faults_of(model); !faults.empty())
    throw std::runtime_error("The thermal model is damaged: " + faults.front() + ".");
  return model;
}

} // namespace kelvolt
