#include "compact/film_model.h"
#include "compact/model_json.h"
#include "results/result_schema.h"

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

constexpr char content_word[] = "thermal model with films";

FilmModel read(const Json &json)
{
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
  model.outputs = outputs_from_json(json.at("outputs"));
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
  json["outputs"] = outputs_json(model.outputs);
  return json.dump() + "\n";
}

bool is_film_model_json(const std::string &text)
{
  constexpr std::size_t first_words = 200;
  return text.substr(0, first_words).find(content_word) != std::string::npos;
}

FilmModel film_model_from_json(const std::string &text)
{
  return model_from_json(text, content_word, read);
}

} // namespace kelvolt
