#include "read_property.h"

#include "case/law_numbers.h"
#include "case/unknown_value.h"
#include "config_node.h"
#include "map_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

namespace kelvolt
{

namespace
{

/// How a law is written.
struct LawForm
{
  struct Key
  {
    std::string name;
    bool required;
  };

  std::string name;      ///< the key that tells which law it is
  std::vector<Key> keys; ///< those beside it

  bool takes(const std::string &key) const
  {
    return std::any_of(
        keys.begin(), keys.end(), [&](const Key &one) { return one.name == key; });
  }
};

const std::vector<LawForm> &all_law_forms()
{
  static const std::vector<LawForm> forms = []
  {
    std::vector<LawForm> result;
    for_each_law_with_keys(
        [&](const auto &law)
        {
          LawForm form;
          for (const auto &key : std::decay_t<decltype(law)>::keys())
            if (form.name.empty())
              form.name = key.key;
            else
              form.keys.push_back({key.key, key.required});
          result.push_back(std::move(form));
        });
    for (const char *list : {"table", "sum"})
      result.push_back({list, {}});
    return result;
  }();
  return forms;
}

/// For messages.
const std::string &law_forms()
{
  static const std::string text = []
  {
    std::string result = "a quantity, ";
    for (const LawForm &form : all_law_forms())
    {
      if (form.name == "table" || form.name == "sum")
        continue;
      result += "{" + form.name + ": ..";
      for (const LawForm::Key &key : form.keys)
        if (key.required)
          result += ", " + key.name + ": ..";
      result += "}, ";
    }
    return result + "{table: [[.., ..], ..]} or {sum: [.., ..]}";
  }();
  return text;
}

/// Reads the values of one property, all of the same dimension.
class PropertyReader
{
public:
  PropertyReader(const Dimension &dimension, bool may_be_anisotropic, Problems &problems)
      : dimension_(dimension), may_be_anisotropic_(may_be_anisotropic), problems_(problems)
  {
  }

  /// One property, or three if `node` is a list along x, y, z; unknown after a fault.
  std::vector<MaterialProperty> read(const ConfigNode &node, const std::string &path) const
  {
    std::vector<MaterialProperty> result = read_nested(node, path, 0);
    if (result.empty())
      result.push_back(property(ConstantLaw{unknown_value}, node));
    return result;
  }

private:
  /// `value:` nests one form in another; deeper than this is a mistake.
  static constexpr int deepest_nesting = 3;

  std::vector<MaterialProperty>
  read_nested(const ConfigNode &node, const std::string &path, int level) const
  {
    if (node.is_list() && may_be_anisotropic_)
      return read_axes(node, path, level);
    if (node.is_map() && level < deepest_nesting)
      return read_law(node, path, level);
    if (node.is_scalar())
    {
      const auto value = read_quantity(node, path, dimension_, problems_);
      return {property(ConstantLaw{value.value_or(unknown_value)}, node)};
    }
    problems_.push_back({node.where, path + " is " + node.spoken(), law_forms(), ""});
    return {};
  }

  std::vector<MaterialProperty>
  read_axes(const ConfigNode &node, const std::string &path, int level) const
  {
    if (node.items.size() != 3)
    {
      problems_.push_back({node.where,
                           fmt::format("{} is a list of {}", path, node.items.size()),
                           "a list of three values, along x, y and z",
                           ""});
      return {};
    }
    std::vector<MaterialProperty> result;
    for (std::size_t axis = 0; axis < 3; ++axis)
    {
      const ConfigNode &item = node.items[axis];
      const std::string item_path = fmt::format("{}.{}", path, axis);
      if (item.is_list())
      {
        problems_.push_back({item.where, item_path + " is a list", law_forms(), ""});
        continue;
      }
      for (MaterialProperty &one : read_nested(item, item_path, level))
        result.push_back(std::move(one));
    }
    return result.size() == 3 ? result : std::vector<MaterialProperty>();
  }

  std::vector<MaterialProperty>
  read_law(const ConfigNode &node, const std::string &path, int level) const
  {
    const MapReader map(node, path, "law", problems_);
    std::vector<MaterialProperty> result = read_law_itself(map, node, path, level);
    const auto source = map.text("source");
    const auto valid = map.interval("valid", dimension::temperature);
    const auto verified = map.flag("verified");
    for (MaterialProperty &one : result)
    {
      if (source)
        one.source = *source;
      if (valid)
        one.valid_range = valid;
      if (verified)
        one.verified = *verified;
    }
    return result;
  }

  std::vector<MaterialProperty> read_law_itself(const MapReader &map,
                                                const ConfigNode &node,
                                                const std::string &path,
                                                int level) const
  {
    const LawForm *form = nullptr;
    for (const LawForm &one : all_law_forms())
      if (map.has(one.name))
      {
        if (form != nullptr)
        {
          map.report("has more than one law", law_forms());
          return {};
        }
        form = &one;
      }
    if (form == nullptr)
    {
      map.report("has no law", law_forms());
      return {};
    }
    if (!has_keys_of(*form, map))
      return {};
    if (map.has("value"))
      return read_nested(*map.get("value"), path + ".value", level + 1);
    if (map.has("table"))
      return read_table(*map.get("table"), path + ".table");
    if (map.has("sum"))
      return read_sum(*map.get("sum"), path + ".sum", level + 1);
    return read_numbers(form->name, map, node);
  }

  /// Whether the map has all keys that the law needs and none of another law; reports the
  /// first one that is missing or too many.
  static bool has_keys_of(const LawForm &form, const MapReader &map)
  {
    for (const LawForm::Key &key : form.keys)
      if (key.required && !map.has(key.name))
      {
        map.report(fmt::format("lacks the key '{}'", key.name), law_forms());
        return false;
      }
    for (const LawForm &other : all_law_forms())
      for (const LawForm::Key &key : other.keys)
        if (map.has(key.name) && !form.takes(key.name))
        {
          map.report(fmt::format("has the key '{}' that its law does not take", key.name),
                     law_forms());
          return false;
        }
    return true;
  }

  /// The law that is called so, of single numbers.
  std::vector<MaterialProperty>
  read_numbers(const std::string &name, const MapReader &map, const ConfigNode &node) const
  {
    std::vector<MaterialProperty> result;
    for_each_law_with_keys(
        [&](auto law)
        {
          if (law.keys().front().key != name)
            return;
          for (const auto &key : law.keys())
            if (map.has(key.key))
            {
              const Dimension *const unit = law_dimension(key.is, dimension_);
              const auto number = unit ? map.quantity(key.key, *unit) : map.number(key.key);
              law.*key.number = number.value_or(unknown_value);
            }
          result.push_back(property(law, node));
        });
    return result;
  }

  std::vector<MaterialProperty> read_table(const ConfigNode &node,
                                           const std::string &path) const
  {
    if (!node.is_list())
    {
      problems_.push_back({node.where,
                           path + " is " + node.spoken(),
                           "a list of pairs [temperature, value]",
                           ""});
      return {};
    }
    TableLaw table;
    bool complete = node.items.size() >= 2;
    if (!complete)
      problems_.push_back({node.where,
                           fmt::format("{} is a list of {}", path, node.items.size()),
                           "at least two pairs [temperature, value]",
                           ""});
    for (std::size_t i = 0; i < node.items.size(); ++i)
    {
      const ConfigNode &pair = node.items[i];
      const std::string pair_path = fmt::format("{}.{}", path, i);
      if (!pair.is_list() || pair.items.size() != 2)
      {
        problems_.push_back({pair.where,
                             pair_path + " is no pair",
                             "[temperature, value], such as [300 K, 160 W/m/K]",
                             ""});
        complete = false;
        continue;
      }
      const auto temperature =
          read_quantity(pair.items[0], pair_path + ".0", dimension::temperature, problems_);
      const auto value =
          read_quantity(pair.items[1], pair_path + ".1", dimension_, problems_);
      table.temperature.push_back(temperature.value_or(unknown_value));
      table.value.push_back(value.value_or(unknown_value));
    }
    return complete ? std::vector{property(std::move(table), node)}
                    : std::vector<MaterialProperty>();
  }

  std::vector<MaterialProperty>
  read_sum(const ConfigNode &node, const std::string &path, int level) const
  {
    if (!node.is_list() || node.items.empty())
    {
      problems_.push_back(
          {node.where,
           path + " is " + (node.is_list() ? "an empty list" : node.spoken()),
           "a list of laws, or of quantities",
           ""});
      return {};
    }
    SumLaw sum;
    for (std::size_t i = 0; i < node.items.size(); ++i)
      if (const auto term = read_term(node.items[i], fmt::format("{}.{}", path, i), level))
        sum.terms.push_back(*term);
    return sum.terms.size() == node.items.size()
               ? std::vector{property(std::move(sum), node)}
               : std::vector<MaterialProperty>();
  }

  /// One term of a sum, or nothing after a fault.
  std::optional<LawTerm>
  read_term(const ConfigNode &node, const std::string &path, int level) const
  {
    for (const char *key : {"source", "valid", "verified", "sum"})
      if (const ConfigNode *const wrong = node.find(key))
      {
        problems_.push_back({wrong->where,
                             fmt::format("{}.{} stands in a term of a sum", path, key),
                             "source, valid and verified beside the sum, for all of it; no "
                             "sum in a sum",
                             ""});
        return std::nullopt;
      }
    const ConfigNode *const value = node.find("value");
    if (node.is_list() || (value != nullptr && !value->is_scalar()))
    {
      problems_.push_back({node.where,
                           path + " is " + (node.is_list() ? "a list" : "a nested law"),
                           law_forms(),
                           ""});
      return std::nullopt;
    }
    const std::vector<MaterialProperty> read = read_nested(node, path, level);
    if (read.size() != 1)
      return std::nullopt;
    return std::visit(
        [](const auto &law) -> std::optional<LawTerm>
        {
          if constexpr (std::is_same_v<std::decay_t<decltype(law)>, SumLaw>)
            return std::nullopt;
          else
            return LawTerm(law);
        },
        read.front().law);
  }

  static MaterialProperty property(PropertyLaw law, const ConfigNode &node)
  {
    MaterialProperty result;
    result.law = std::move(law);
    result.where = node.where;
    return result;
  }

  const Dimension &dimension_;
  bool may_be_anisotropic_;
  Problems &problems_;
};

} // namespace

MaterialProperty read_property(const ConfigNode &node,
                               const std::string &path,
                               const Dimension &dimension,
                               Problems &problems)
{
  return PropertyReader(dimension, false, problems).read(node, path).front();
}

std::vector<MaterialProperty> read_property_along_axes(const ConfigNode &node,
                                                       const std::string &path,
                                                       const Dimension &dimension,
                                                       Problems &problems)
{
  return PropertyReader(dimension, true, problems).read(node, path);
}

} // namespace kelvolt
