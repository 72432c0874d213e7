#include "convection_values.h"

#include "overloaded.h"

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
  static const std::vector<std::string> names{model_name(VerticalPlate()),
                                              model_name(PlateFacingUp()),
                                              model_name(PlateFacingDown()),
                                              model_name(PlateFinHeatsink()),
                                              model_name(ForcedFlatPlate())};
  static_assert(std::variant_size_v<ConvectionModel> == 6,
                "A new model of convection belongs into this list, unless it is no "
                "correlation.");
  return names;
}

std::string model_name(const ConvectionModel &model)
{
  return std::visit(Overloaded{[](const VerticalPlate &) { return "vertical_plate"; },
                               [](const PlateFacingUp &) { return "plate_up"; },
                               [](const PlateFacingDown &) { return "plate_down"; },
                               [](const PlateFinHeatsink &)
                               { return "plate_fin_heatsink"; },
                               [](const ForcedFlatPlate &) { return "forced_flat_plate"; },
                               [](const ColdPlate &)
                               {
                                 return "cold_plate";
                               }},
                    model);
}

std::optional<double> coolant_inlet(const ConvectionModel &model)
{
  using Inlet = std::optional<double>;
  return std::visit(Overloaded{[](const VerticalPlate &) { return Inlet(); },
                               [](const PlateFacingUp &) { return Inlet(); },
                               [](const PlateFacingDown &) { return Inlet(); },
                               [](const PlateFinHeatsink &) { return Inlet(); },
                               [](const ForcedFlatPlate &) { return Inlet(); },
                               [](const ColdPlate &plate)
                               {
                                 return Inlet(plate.inlet);
                               }},
                    model);
}

std::vector<ModelValue> model_values(const ConvectionModel &model)
{
  return std::visit(Values(), model);
}

} // namespace kelvolt
