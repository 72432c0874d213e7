#include "convection_values.h"

namespace kelvolt
{

namespace
{

struct Values
{
  template <typename Model>
  std::vector<ModelValue> operator()(const Model &model) const
  {
    std::vector<ModelValue> values;
    for (const ModelKey<Model> &key : Model::keys())
      values.push_back({key.key,
                        model.*key.number,
                        key.dimension ? std::optional(*key.dimension) : std::nullopt});
    return values;
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

struct Name
{
  template <typename Model>
  std::string operator()(const Model & /*model*/) const
  {
    return Model::name;
  }
  std::string operator()(const ColdPlate & /*plate*/) const
  {
    return "cold_plate";
  }
};

struct NumberName
{
  template <typename Model>
  std::string operator()(const Model & /*model*/) const
  {
    return Model::number_name;
  }
  std::string operator()(const ColdPlate & /*plate*/) const
  {
    return "";
  }
};

struct HeightWithFreeFront
{
  template <typename Model>
  std::optional<double> operator()(const Model &model) const
  {
    if constexpr (Model::needs_free_front)
      return model.length;
    else
      return std::nullopt;
  }
  std::optional<double> operator()(const ColdPlate & /*plate*/) const
  {
    return std::nullopt;
  }
};

} // namespace

const std::vector<std::string> &correlation_names()
{
  static const std::vector<std::string> names = []
  {
    std::vector<std::string> all;
    for_each_correlation([&](const auto &model) { all.push_back(model_name(model)); });
    return all;
  }();
  return names;
}

std::string model_name(const ConvectionModel &model)
{
  return std::visit(Name(), model);
}

std::optional<double> coolant_inlet(const ConvectionModel &model)
{
  const ColdPlate *const plate = as_cold_plate(model);
  return plate ? std::optional(plate->inlet) : std::nullopt;
}

std::string number_name(const ConvectionModel &model)
{
  return std::visit(NumberName(), model);
}

std::optional<double> height_with_free_front(const ConvectionModel &model)
{
  return std::visit(HeightWithFreeFront(), model);
}

std::vector<ModelValue> model_values(const ConvectionModel &model)
{
  return std::visit(Values(), model);
}

} // namespace kelvolt
