#include "compact_files.h"

#include "compact/foster_network.h"
#include "compact/network_records.h"
#include "exchange/matrix_market.h"
#include "exchange/model_description.h"
#include "exchange/model_file.h"
#include "exchange/model_languages.h"
#include "exchange/network_tables.h"
#include "exchange/plecs_thermal.h"
#include "exchange/spice_netlist.h"
#include "exchange/thermal_plots.h"

#include <algorithm>

namespace kelvolt
{

namespace
{

const std::vector<double> duties = {0., 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
constexpr unsigned int widths_per_decade = 10;

/// Whether networks with an end in the surroundings can be made.
bool loses_heat(const ModalModel &model)
{
  return model.rate.front() > 0.;
}

void add_plecs(const ModalModel &model,
               const std::string &suffix,
               std::vector<ArchiveFile> &files)
{
  const PortNames ports = port_names(model);
  bool first = true;
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
    if (own_output(model, j) < model.outputs.size())
    {
      const std::string stem = "model" + suffix + (first ? "" : "_" + ports.inputs[j]);
      files.push_back({stem + ".plecs.xml", plecs_thermal(model, j, PlecsBranch::cauer)});
      files.push_back(
          {stem + ".foster.plecs.xml", plecs_thermal(model, j, PlecsBranch::foster)});
      first = false;
    }
}

void add_circuits(const ModalModel &model,
                  const CompactFileOptions &options,
                  const std::string &suffix,
                  std::vector<ArchiveFile> &files)
{
  const std::string name = options.name + suffix, stem = "model" + suffix;
  files.push_back({stem + ".cir", spice_netlist(model, name)});
  files.push_back({stem + ".fmu", fmu_package(model, name)});
  files.push_back({stem + ".mo", modelica_text(model, name)});
  files.push_back({stem + ".vhd", vhdl_ams_text(model, name)});
  files.push_back({"networks" + suffix + ".csv", networks_csv(model, options.n_terms)});
  files.push_back({"networks" + suffix + ".json", networks_json(model, options.n_terms)});
  if (loses_heat(model))
    add_plecs(model, suffix, files);
}

void add_data(const ModalModel &model,
              const std::string &suffix,
              std::vector<ArchiveFile> &files)
{
  const std::string stem = "model" + suffix;
  files.push_back({stem + ".h5", model_h5(model)});
  files.push_back({stem + ".json", to_json(model)});
  const MatrixMarketTexts matrices = matrix_market(model);
  files.push_back({stem + ".A.mtx", matrices.a});
  files.push_back({stem + ".B.mtx", matrices.b});
  files.push_back({stem + ".C.mtx", matrices.c});
}

/// Of the first source that is observed, in its maximum if there is one.
void add_safe_area(const ModalModel &model, double rise, std::vector<ArchiveFile> &files)
{
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
  {
    if (model.inputs[j].kind != ModalInputKind::power)
      continue;
    std::size_t output = find_output(model, model.inputs[j].name, ModalOutputKind::maximum);
    if (output == model.outputs.size())
      output = find_output(model, model.inputs[j].name, ModalOutputKind::mean);
    if (output == model.outputs.size())
      continue;
    const SafeOperatingArea area = safe_operating_area(
        model,
        j,
        output,
        rise,
        logarithmic_times(model.first_time, model.last_time, widths_per_decade),
        duties);
    files.push_back(
        {"soa.svg",
         svg(safe_area_plot(model.inputs[j].name + " " +
                                word_of(model.outputs[output].kind) + ", " + model.title,
                            area))});
    return;
  }
}

void add_plots(const std::vector<ModalModel> &models,
               double rise,
               std::vector<ArchiveFile> &files)
{
  const ModalModel &model = models.front();
  files.push_back({"zth.svg", svg(impedance_plot(models))});
  if (const Plot mutual = mutual_plot(model); !mutual.curves.empty())
    files.push_back({"mutual.svg", svg(mutual)});
  if (!loses_heat(model))
    return;
  std::vector<NamedStructure> structures;
  for (const CauerRecord &record : cauer_records(model))
    structures.push_back({record.heated, structure_function(record.ladder)});
  if (!structures.empty())
  {
    files.push_back(
        {"structure.svg", svg(cumulative_structure_plot(model.title, structures))});
    files.push_back({"structure_differential.svg",
                     svg(differential_structure_plot(model.title, structures))});
  }
  add_safe_area(model, rise, files);
}

} // namespace

std::vector<ArchiveFile> compact_files(const std::vector<ModalModel> &models,
                                       const CompactFileOptions &options)
{
  std::vector<ArchiveFile> files;
  for (std::size_t i = 0; i < models.size(); ++i)
  {
    const std::string suffix = i == 0 ? "" : "_" + std::to_string(i + 1);
    add_data(models[i], suffix, files);
    // A mode that grows is thermal runaway: no circuit of it is of use.
    if (models[i].rate.front() >= 0.)
      add_circuits(models[i], options, suffix, files);
  }
  if (!models.empty() && models.front().rate.front() >= 0.)
    add_plots(models, options.rise, files);
  return files;
}

} // namespace kelvolt
