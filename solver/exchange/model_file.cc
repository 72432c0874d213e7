#include "model_file.h"

#include "case/overloaded.h"
#include "case/plain_text.h"
#include "exchange/film_model_file.h"
#include "exchange/hdf5_image.h"
#include "exchange/model_outputs.h"
#include "results/result_schema.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace kelvolt
{

namespace
{

constexpr std::uintmax_t largest_file = 1U << 30;
constexpr char content_word[] = "modal thermal model";

void write(const ModalModel &model, Hdf5Writer &writer)
{
  writer.numbers_attribute("format", std::vector<double>{result_schema::format});
  writer.attribute("content", content_word);
  writer.attribute("kelvolt", KELVOLT_VERSION);
  writer.attribute("title", model.title);
  writer.attribute("operating_point", model.operating_point);
  writer.numbers_attribute("time_range [s]", {model.first_time, model.last_time});
  writer.numbers_attribute("reduction_bound", {model.reduction_bound});
  writer.numbers_attribute("mesh_bound", {model.mesh_bound});
  writer.numbers("rate", model.rate);
  std::vector<std::string> names, kinds;
  std::vector<double> base;
  std::vector<std::vector<double>> rows;
  for (const ModalInput &input : model.inputs)
  {
    names.push_back(input.name);
    kinds.emplace_back(input.kind == ModalInputKind::power ? "power" : "ambient");
    base.push_back(input.base);
    rows.push_back(input.gain);
  }
  writer.texts("inputs/name", names);
  writer.texts("inputs/kind", kinds);
  writer.numbers("inputs/base", base);
  writer.rows("inputs/gain", rows);
  write_outputs(model.outputs, writer);
}

ModalModel read(const Hdf5Reader &reader)
{
  if (reader.text("content") != content_word)
    throw std::runtime_error("its content is another one");
  ModalModel model;
  model.title = reader.text("title");
  model.operating_point = reader.text("operating_point");
  const std::vector<double> times = reader.attribute("time_range [s]");
  model.first_time = times.at(0);
  model.last_time = times.at(1);
  model.reduction_bound = reader.attribute("reduction_bound").at(0);
  model.mesh_bound = reader.attribute("mesh_bound").at(0);
  model.rate = reader.numbers("rate");
  const std::vector<std::string> names = reader.texts("inputs/name"),
                                 kinds = reader.texts("inputs/kind");
  const std::vector<double> base = reader.numbers("inputs/base");
  const std::vector<std::vector<double>> rows = reader.rows("inputs/gain", model.n_modes());
  for (std::size_t j = 0; j < names.size(); ++j)
    model.inputs.push_back(
        {names[j],
         kinds.at(j) == "power" ? ModalInputKind::power : ModalInputKind::ambient,
         rows.at(j),
         base.at(j)});
  model.outputs = read_outputs(reader, model.n_modes());
  return model;
}

ThermalModel model_from_h5(const std::string &bytes)
{
  ThermalModel model;
  read_hdf5_image(bytes,
                  [&](const Hdf5Reader &reader)
                  {
                    if (is_film_model(reader))
                      model = film_model_from_h5(reader);
                    else
                      model = read(reader);
                  });
  return model;
}

ThermalModel model_from_json(const std::string &text)
{
  if (is_film_model_json(text))
    return film_model_from_json(text);
  return modal_model_from_json(text);
}

} // namespace

std::string model_h5(const ModalModel &model)
{
  return hdf5_image([&](Hdf5Writer &writer) { write(model, writer); });
}

ModalModel read_model_file(const std::string &path, std::vector<CaseProblem> &problems)
{
  return std::visit(Overloaded{[](ModalModel model) { return model; },
                               [&](const FilmModel &)
                               {
                                 problems.push_back({{readable(path, 4096), 0},
                                                     "This is a model whose films are open",
                                                     "the model of a thermal impedance",
                                                     ""});
                                 return ModalModel();
                               }},
                    read_thermal_model(path, problems));
}

ThermalModel read_thermal_model(const std::string &path, std::vector<CaseProblem> &problems)
{
  namespace fs = std::filesystem;
  std::error_code error;
  const auto refuse = [&](const std::string &found)
  {
    problems.push_back({{readable(path, 4096), 0},
                        found,
                        "the model.h5 or model.json of a thermal impedance",
                        ""});
    return ThermalModel();
  };
  if (!fs::exists(path, error))
    return refuse("The file does not exist");
  if (!fs::is_regular_file(path, error))
    return refuse("This is not a regular file");
  if (fs::file_size(path, error) > largest_file)
    return refuse("The file is larger than 1 GB");
  std::ifstream stream(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)),
                          std::istreambuf_iterator<char>());
  if (!stream)
    return refuse("The file cannot be read");
  try
  {
    if (bytes.compare(0, 4, "\x89HDF") != 0)
      return model_from_json(bytes);
    ThermalModel model = model_from_h5(bytes);
    const auto faults = std::visit([](const auto &one) { return faults_of(one); }, model);
    if (!faults.empty())
      return refuse("The model is damaged: " + faults.front());
    return model;
  }
  catch (const std::exception &fault)
  {
    return refuse(fault.what());
  }
}

} // namespace kelvolt
