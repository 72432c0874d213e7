#include "fmu_package.h"

#include "exchange/fmu_parts.h"
#include "exchange/model_description.h"

#include <fmt/format.h>
#include <pugixml.hpp>
#include <zip.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace kelvolt
{

namespace
{

constexpr std::size_t guid_length = 64;

/// 64-bit FNV-1a; a model has always the same GUID.
std::uint64_t hash(const std::string &text, std::uint64_t seed)
{
  std::uint64_t value = 14695981039346656037ULL ^ seed;
  for (const char c : text)
    value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return value;
}

std::string guid_of(const ModalModel &model)
{
  const std::string text = to_json(model);
  const std::uint64_t a = hash(text, 0), b = hash(text, 0x9e3779b97f4a7c15ULL);
  return fmt::format("{{{:08x}-{:04x}-{:04x}-{:04x}-{:012x}}}",
                     a >> 32,
                     a >> 16 & 0xffff,
                     a & 0xffff,
                     b >> 48,
                     b & 0xffffffffffffULL);
}

/// The numbers of the model in the order of `Model` in kelvolt_fmu.c.
struct Numbers
{
  std::vector<int> n_rows;
  std::vector<double> rate, input_base, input_gain, output_base, output_gain;
};

Numbers numbers_of(const ModalModel &model)
{
  Numbers numbers;
  numbers.rate = model.rate;
  for (const ModalInput &input : model.inputs)
  {
    numbers.input_base.push_back(input.base);
    numbers.input_gain.insert(
        numbers.input_gain.end(), input.gain.begin(), input.gain.end());
  }
  for (const ModalOutput &output : model.outputs)
  {
    numbers.n_rows.push_back(static_cast<int>(output.gain.size()));
    numbers.output_base.push_back(output.base_temperature);
    for (const std::vector<double> &row : output.gain)
      numbers.output_gain.insert(numbers.output_gain.end(), row.begin(), row.end());
  }
  return numbers;
}

template <typename Number>
void append(std::string &bytes, const std::vector<Number> &values)
{
  bytes.append(reinterpret_cast<const char *>(values.data()),
               values.size() * sizeof(Number));
}

std::string resource_of(const ModalModel &model, const std::string &guid)
{
  static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "model.bin is little-endian.");
  const Numbers numbers = numbers_of(model);
  std::string bytes = "KVTHERM1" + guid;
  bytes.resize(8 + guid_length, '\0');
  append(bytes,
         std::vector<std::int32_t>{static_cast<std::int32_t>(model.n_modes()),
                                   static_cast<std::int32_t>(model.inputs.size()),
                                   static_cast<std::int32_t>(model.outputs.size()),
                                   0});
  append(bytes, std::vector<std::int32_t>(numbers.n_rows.begin(), numbers.n_rows.end()));
  bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
  for (const auto *values : {&numbers.rate,
                             &numbers.input_base,
                             &numbers.input_gain,
                             &numbers.output_base,
                             &numbers.output_gain})
    append(bytes, *values);
  return bytes;
}

template <typename Number>
std::string c_array(const std::string &declaration, const std::vector<Number> &values)
{
  std::string text = "static const " + declaration + "[] = {\n";
  for (const Number value : values)
    text += fmt::format("  {},\n", all_digits(value));
  return text + "};\n";
}

std::string model_header(const ModalModel &model, const std::string &guid)
{
  const Numbers numbers = numbers_of(model);
  std::string text = "/*\n" + commented(description_lines(model), " * ") + " */\n";
  // A title must not end the comment that it stands in.
  for (std::size_t place = text.find("*/"); place + 3 < text.size();
       place = text.find("*/", place + 1))
    text[place] = '+';
  text += c_array("int model_rows", numbers.n_rows);
  text += c_array("double model_rate", numbers.rate);
  text += c_array("double model_input_base", numbers.input_base);
  text += c_array("double model_input_gain", numbers.input_gain);
  text += c_array("double model_output_base", numbers.output_base);
  text += c_array("double model_output_gain", numbers.output_gain);
  return text +
         fmt::format("static const Model kelvolt_model = {{{}, {}, {}, \"{}\",\n"
                     "  model_rows, model_rate, model_input_base, model_input_gain,\n"
                     "  model_output_base, model_output_gain}};\n",
                     model.n_modes(),
                     model.inputs.size(),
                     model.outputs.size(),
                     guid);
}

void add_unit(pugi::xml_node units,
              const char *name,
              const std::vector<const char *> &bases)
{
  pugi::xml_node unit = units.append_child("Unit");
  unit.append_attribute("name") = name;
  pugi::xml_node base = unit.append_child("BaseUnit");
  const std::vector<int> powers =
      bases.size() == 3 ? std::vector<int>{1, 2, -3} : std::vector<int>{1};
  for (std::size_t i = 0; i < bases.size(); ++i)
    base.append_attribute(bases[i]) = powers[i];
}

pugi::xml_node add_variable(pugi::xml_node variables,
                            const std::string &name,
                            std::size_t reference,
                            const char *causality)
{
  pugi::xml_node variable = variables.append_child("ScalarVariable");
  variable.append_attribute("name") = name.c_str();
  variable.append_attribute("valueReference") = static_cast<unsigned int>(reference);
  variable.append_attribute("causality") = causality;
  variable.append_attribute("variability") = "continuous";
  return variable;
}

void add_variables(pugi::xml_node root, const ModalModel &model)
{
  std::vector<std::string> names;
  for (const ModalInput &input : model.inputs)
    names.push_back((input.kind == ModalInputKind::power ? "power_" : "ambient_") +
                    input.name);
  for (const ModalOutput &output : model.outputs)
    names.push_back("temperature_" + output.name + "_" + word_of(output.kind));
  names = identifiers(names);
  pugi::xml_node variables = root.append_child("ModelVariables");
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
  {
    pugi::xml_node real =
        add_variable(variables, names[j], j, "input").append_child("Real");
    real.append_attribute("unit") =
        model.inputs[j].kind == ModalInputKind::power ? "W" : "K";
    real.append_attribute("start") = all_digits(model.inputs[j].base).c_str();
  }
  pugi::xml_node structure = root.append_child("ModelStructure");
  pugi::xml_node outputs = structure.append_child("Outputs"),
                 initial = structure.append_child("InitialUnknowns");
  for (std::size_t l = 0; l < model.outputs.size(); ++l)
  {
    const std::size_t reference = model.inputs.size() + l;
    add_variable(variables, names[reference], reference, "output")
        .append_child("Real")
        .append_attribute("unit") = "K";
    // Temperatures follow the inputs only after a step.
    for (pugi::xml_node list : {outputs, initial})
    {
      pugi::xml_node unknown = list.append_child("Unknown");
      unknown.append_attribute("index") = static_cast<unsigned int>(reference + 1);
      unknown.append_attribute("dependencies") = "";
    }
  }
}

std::string
description_of(const ModalModel &model, const std::string &name, const std::string &guid)
{
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node root = document.append_child("fmiModelDescription");
  root.append_attribute("fmiVersion") = "2.0";
  root.append_attribute("modelName") = name.c_str();
  root.append_attribute("guid") = guid.c_str();
  std::string description;
  for (const std::string &line : description_lines(model))
    description += (description.empty() ? "" : " | ") + line;
  root.append_attribute("description") = description.c_str();
  root.append_attribute("generationTool") = "Kelvolt " KELVOLT_VERSION;
  root.append_attribute("variableNamingConvention") = "flat";
  root.append_attribute("numberOfEventIndicators") = "0";
  pugi::xml_node simulation = root.append_child("CoSimulation");
  simulation.append_attribute("modelIdentifier") = name.c_str();
  for (const char *can : {"canHandleVariableCommunicationStepSize",
                          "canNotUseMemoryManagementFunctions",
                          "canGetAndSetFMUstate",
                          "canSerializeFMUstate"})
    simulation.append_attribute(can) = "true";
  simulation.append_child("SourceFiles").append_child("File").append_attribute("name") =
      "kelvolt_fmu.c";
  pugi::xml_node units = root.append_child("UnitDefinitions");
  add_unit(units, "W", {"kg", "m", "s"});
  add_unit(units, "K", {"K"});
  root.append_child("LogCategories").append_child("Category").append_attribute("name") =
      "logStatusError";
  pugi::xml_node experiment = root.append_child("DefaultExperiment");
  experiment.append_attribute("startTime") = "0";
  experiment.append_attribute("stopTime") = all_digits(model.last_time).c_str();
  add_variables(root, model);
  std::ostringstream stream;
  document.save(stream, " ", pugi::format_default, pugi::encoding_utf8);
  return stream.str();
}

} // namespace

std::vector<ArchiveFile> fmu_files(const ModalModel &model, const std::string &name)
{
  const std::string plain = identifier(name), guid = guid_of(model);
  return {{"modelDescription.xml", description_of(model, plain, guid)},
          {"sources/kelvolt_fmu.c", std::string(fmu_source())},
          {"sources/kelvolt_model.h", model_header(model, guid)},
          {"binaries/linux64/" + plain + ".so", std::string(fmu_binary())},
          {"resources/model.bin", resource_of(model, guid)}};
}

std::string fmu_package(const ModalModel &model, const std::string &name)
{
  const std::vector<ArchiveFile> files = fmu_files(model, name);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t *archive = buffer == nullptr
                       ? nullptr
                       : zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (archive == nullptr)
    throw std::runtime_error(std::string("setting up the FMU: ") +
                             zip_error_strerror(&error));
  zip_source_keep(buffer);
  const std::unique_ptr<zip_source_t, void (*)(zip_source_t *)> kept(buffer,
                                                                     zip_source_free);
  for (const ArchiveFile &file : files)
  {
    zip_source_t *content =
        zip_source_buffer(archive, file.content.data(), file.content.size(), 0);
    const zip_int64_t index =
        zip_file_add(archive, file.path.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0)
      zip_source_free(content);
    // One model, one archive: the time of writing would make each a different one.
    if (index < 0 ||
        zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, 0x21, 0) != 0)
    {
      const std::string reason = zip_strerror(archive);
      zip_discard(archive);
      throw std::runtime_error("adding '" + file.path + "' to the FMU: " + reason);
    }
  }
  if (zip_close(archive) != 0)
  {
    const std::string reason = zip_strerror(archive);
    zip_discard(archive);
    throw std::runtime_error("closing the FMU: " + reason);
  }
  zip_stat_t stat;
  std::string bytes;
  if (zip_source_stat(buffer, &stat) == 0 && zip_source_open(buffer) == 0)
  {
    bytes.resize(stat.size);
    if (zip_source_read(buffer, bytes.data(), stat.size) !=
        static_cast<zip_int64_t>(stat.size))
      bytes.clear();
    zip_source_close(buffer);
  }
  if (bytes.empty())
    throw std::runtime_error(std::string("collecting the FMU: ") +
                             zip_error_strerror(zip_source_error(buffer)));
  return bytes;
}

} // namespace kelvolt
