#include "convection_values.h"

namespace kelvolt
{

namespace
{

struct Values
{
  std::vector<ModelValue> operator()(const VerticalPlate &plate) const
  {
    return {{"length", plate.length, dimension::length}};
  }
  std::vector<ModelValue> operator()(const PlateFacingUp &plate) const
  {
    return {{"length", plate.length, dimension::length}};
  }
  std::vector<ModelValue> operator()(const PlateFacingDown &plate) const
  {
    return {{"length", plate.length, dimension::length}};
  }
  std::vector<ModelValue> operator()(const PlateFinHeatsink &sink) const
  {
    return {{"length", sink.length, dimension::length},
            {"fin_spacing", sink.spacing, dimension::length},
            {"fin_height", sink.height, dimension::length},
            {"fin_thickness", sink.thickness, dimension::length},
            {"fin_count", sink.count, std::nullopt},
            {"fin_conductivity", sink.conductivity, dimension::thermal_conductivity}};
  }
  std::vector<ModelValue> operator()(const ForcedFlatPlate &plate) const
  {
    return {{"length", plate.length, dimension::length},
            {"velocity", plate.velocity, dimension::velocity}};
  }
  std::vector<ModelValue> operator()(const ColdPlate &plate) const
  {
    std::vector<ModelValue> values{
        {"cold_plate", plate.resistance, dimension::thermal_resistance},
        {"inlet", plate.inlet, dimension::temperature}};
    if (plate.flow)
    {
      values.push_back({"flow", *plate.flow, dimension::mass_flow});
      values.push_back({"specific_heat", plate.specific_heat, dimension::specific_heat});
    }
    return values;
  }
};

} // namespace

const std::vector<std::string> &correlation_names()
{
  static const std::vector<std::string> names{"vertical_plate",
                                              "plate_up",
                                              "plate_down",
                                              "plate_fin_heatsink",
                                              "forced_flat_plate"};
  return names;
}

std::string model_name(const ConvectionModel &model)
{
  // The alternatives of the variant stand in the order of the names, cold plate last.
  return model.index() < correlation_names().size() ? correlation_names()[model.index()]
                                                    : "cold_plate";
}

std::vector<ModelValue> model_values(const ConvectionModel &model)
{
  return std::visit(Values(), model);
}

} // namespace kelvolt
