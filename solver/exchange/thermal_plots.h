#pragma once

#include "compact/replay.h"
#include "compact/safe_operating_area.h"
#include "compact/structure_function.h"
#include "exchange/svg_plot.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Own impedances of every source in a mean and a maximum, with the models' error as a
/// band; of several models, as at several operating points, each.
Plot impedance_plot(const std::vector<ModalModel> &models);

/// Mutual impedances; a plot without curves if there are none.
Plot mutual_plot(const ModalModel &model);

/// A structure function with the name of its curve.
struct NamedStructure
{
  std::string name;
  StructureFunction structure;
};

Plot cumulative_structure_plot(const std::string &title,
                               const std::vector<NamedStructure> &structures);
Plot differential_structure_plot(const std::string &title,
                                 const std::vector<NamedStructure> &structures);

/// A limit by temperature only, which the plot says.
Plot safe_area_plot(const std::string &title, const SafeOperatingArea &area);

/// The outputs over time; of many rows what a picture can show, highest and lowest values
/// included.
Plot replay_plot(const ModalModel &model,
                 const std::vector<double> &time,
                 const std::vector<OutputHistory> &histories);

} // namespace kelvolt
