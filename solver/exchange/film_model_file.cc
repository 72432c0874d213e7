#include "film_model_file.h"

#include "exchange/model_file.h"
#include "exchange/model_outputs.h"
#include "results/result_schema.h"

namespace kelvolt
{

namespace
{

constexpr char content_word[] = "thermal model with films";

void write_films(const FilmModel &model, Hdf5Writer &writer)
{
  std::vector<std::string> names;
  std::vector<double> ambient;
  std::vector<std::vector<double>> loss;
  for (const ModelFilm &film : model.films)
  {
    names.push_back(film.name);
    ambient.push_back(film.ambient);
    loss.push_back(film.loss);
  }
  writer.texts("films/name", names);
  writer.numbers("films/ambient", ambient);
  writer.rows("films/loss", loss);
}

void write_powers(const FilmModel &model, Hdf5Writer &writer)
{
  std::vector<std::string> names;
  std::vector<std::vector<double>> gains;
  for (const ModalInput &power : model.powers)
  {
    names.push_back(power.name);
    gains.push_back(power.gain);
  }
  writer.texts("powers/name", names);
  writer.rows("powers/gain", gains);
}

} // namespace

std::string model_h5(const FilmModel &model)
{
  return hdf5_image(
      [&](Hdf5Writer &writer)
      {
        writer.numbers_attribute("format", std::vector<double>{result_schema::format});
        writer.attribute("content", content_word);
        writer.attribute("kelvolt", KELVOLT_VERSION);
        writer.attribute("title", model.title);
        writer.numbers_attribute("temperature [K]", {model.temperature});
        writer.numbers_attribute("film_range [W/m2/K]",
                                 {model.lowest_film, model.highest_film});
        writer.numbers_attribute("time_range [s]", {model.first_time, model.last_time});
        writer.numbers_attribute("reduction_bound", {model.reduction_bound});
        writer.numbers_attribute("mesh_bound", {model.mesh_bound});
        writer.numbers("conduction", model.conduction);
        writer.numbers("uniform", model.uniform);
        write_films(model, writer);
        write_powers(model, writer);
        write_outputs(model.outputs, writer);
      });
}

bool is_film_model(const Hdf5Reader &reader)
{
  return reader.text("content") == content_word;
}

FilmModel film_model_from_h5(const Hdf5Reader &reader)
{
  FilmModel model;
  model.title = reader.text("title");
  model.temperature = reader.attribute("temperature [K]").at(0);
  model.lowest_film = reader.attribute("film_range [W/m2/K]").at(0);
  model.highest_film = reader.attribute("film_range [W/m2/K]").at(1);
  model.first_time = reader.attribute("time_range [s]").at(0);
  model.last_time = reader.attribute("time_range [s]").at(1);
  model.reduction_bound = reader.attribute("reduction_bound").at(0);
  model.mesh_bound = reader.attribute("mesh_bound").at(0);
  model.conduction = reader.numbers("conduction");
  model.uniform = reader.numbers("uniform");
  const std::size_t n = model.n_states();
  const std::vector<std::string> faces = reader.texts("films/name"),
                                 powers = reader.texts("powers/name");
  const std::vector<double> ambient = reader.numbers("films/ambient");
  const std::vector<std::vector<double>> loss = reader.rows("films/loss", n * n),
                                         gain = reader.rows("powers/gain", n);
  for (std::size_t f = 0; f < faces.size(); ++f)
    model.films.push_back({faces[f], ambient.at(f), loss.at(f)});
  for (std::size_t j = 0; j < powers.size(); ++j)
    model.powers.push_back({powers[j], ModalInputKind::power, gain.at(j), 0.});
  model.outputs = read_outputs(reader, n);
  return model;
}

} // namespace kelvolt
