#include "case_schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <stdexcept>

namespace kelvolt
{

namespace
{

using nlohmann::json;

const json &schema_json()
{
  static const json schema = json::parse(case_schema_text());
  return schema;
}

std::vector<SchemaKey> keys_of(const json &object)
{
  std::vector<SchemaKey> keys;
  const json required = object.value("required", json::array());
  const auto bound = [](const json &property, const char *name)
  {
    return property.contains(name) ? std::optional<double>(property[name]) : std::nullopt;
  };
  for (const auto &[name, property] : object.at("properties").items())
    keys.push_back({name,
                    std::find(required.begin(), required.end(), name) != required.end(),
                    property.value("x-not-yet", ""),
                    bound(property, "minimum"),
                    bound(property, "maximum"),
                    property.value("type", json()) == "integer",
                    property.value("x-instead", "")});
  return keys;
}

/// A plain scalar as YAML 1.2 core schema types it.
json scalar_to_json(const ConfigNode &node)
{
  if (node.quoted)
    return node.text;
  if (node.text == "true" || node.text == "True" || node.text == "TRUE")
    return true;
  if (node.text == "false" || node.text == "False" || node.text == "FALSE")
    return false;
  const char *const begin = node.text.data();
  const char *const end = begin + node.text.size();
  long long integer = 0;
  if (const auto read = std::from_chars(begin, end, integer);
      read.ec == std::errc() && read.ptr == end)
    return integer;
  double number = 0.;
  if (const auto read = std::from_chars(begin, end, number);
      read.ec == std::errc() && read.ptr == end)
    return number;
  return node.text;
}

json to_json(const ConfigNode &node)
{
  switch (node.kind)
  {
  case ConfigNode::Kind::null:
    return nullptr;
  case ConfigNode::Kind::scalar:
    return scalar_to_json(node);
  case ConfigNode::Kind::list:
  {
    json list = json::array();
    for (const ConfigNode &item : node.items)
      list.push_back(to_json(item));
    return list;
  }
  case ConfigNode::Kind::map:
  {
    json map = json::object();
    for (const ConfigEntry &entry : node.entries)
      map[entry.key] = to_json(entry.value);
    return map;
  }
  }
  return nullptr;
}

/// The steps of valijson's context: `<root>`, `[cooling]`, `[die.top]`, `[0]`. Returns the
/// key path and the place of the last step that exists in `root`.
std::pair<std::string, SourceLocation> place_of(const std::vector<std::string> &context,
                                                const ConfigNode &root)
{
  std::string path;
  const ConfigNode *node = &root;
  SourceLocation where = root.where;
  for (const std::string &step : context)
  {
    if (step.size() < 2 || step.front() != '[')
      continue;
    const std::string key = step.substr(1, step.size() - 2);
    path += (path.empty() ? "" : ".") + key;
    const ConfigNode *next = node == nullptr ? nullptr : node->find(key);
    if (node != nullptr && node->is_list())
    {
      std::size_t index = 0;
      std::from_chars(key.data(), key.data() + key.size(), index);
      next = index < node->items.size() ? &node->items[index] : nullptr;
    }
    if (next != nullptr)
      where = next->where;
    node = next;
  }
  return {path, where};
}

/// The schema, made once.
const valijson::Schema &parsed_schema()
{
  static const std::unique_ptr<const valijson::Schema> schema = []
  {
    auto made = std::make_unique<valijson::Schema>();
    valijson::SchemaParser parser;
    const valijson::adapters::NlohmannJsonAdapter document(schema_json());
    parser.populateSchema(document, *made);
    return made;
  }();
  return *schema;
}

} // namespace

const std::vector<SchemaKey> &schema_keys(const std::string &definition)
{
  static std::map<std::string, std::vector<SchemaKey>> known;
  const auto found = known.find(definition);
  if (found != known.end())
    return found->second;
  const json &schema = schema_json();
  if (!definition.empty() && !schema.at("definitions").contains(definition))
    throw std::logic_error("case.schema.json has no definition of " + definition + ".");
  return known[definition] =
             keys_of(definition.empty() ? schema : schema["definitions"][definition]);
}

SchemaPlace SchemaPlace::root()
{
  SchemaPlace place;
  place.add(schema_json());
  return place;
}

void SchemaPlace::add(const json &schema)
{
  constexpr std::string_view prefix = "#/definitions/";
  if (!schema.is_object())
    return;
  if (schema.contains("$ref"))
    add(schema_json()["definitions"]
                     [schema["$ref"].get<std::string>().substr(prefix.size())]);
  for (const char *const key : {"anyOf", "oneOf"})
    if (schema.contains(key))
      for (const json &one : schema[key])
        add(one);
  alternatives_.push_back(&schema);
}

SchemaPlace SchemaPlace::at(std::string_view key) const
{
  SchemaPlace place;
  const std::string name(key);
  for (const json *const schema : alternatives_)
    if (schema->contains("properties") && (*schema)["properties"].contains(name))
      place.add((*schema)["properties"][name]);
    else if (schema->contains("additionalProperties"))
      place.add((*schema)["additionalProperties"]);
  return place;
}

SchemaPlace SchemaPlace::item() const
{
  SchemaPlace place;
  for (const json *const schema : alternatives_)
    if (schema->contains("items"))
      place.add((*schema)["items"]);
  return place;
}

bool SchemaPlace::takes_value() const
{
  const auto takes_one = [](const json *schema)
  {
    const json type = schema->value("type", json());
    return (schema->contains("x-unit") && !schema->contains("pattern")) ||
           schema->value("x-quantity", false) || type == "number" || type == "integer";
  };
  return std::any_of(alternatives_.begin(), alternatives_.end(), takes_one);
}

bool SchemaPlace::takes_interval() const
{
  const auto takes_one = [](const json *schema)
  {
    return schema->contains("x-unit") && schema->value("pattern", "") == " to ";
  };
  return std::any_of(alternatives_.begin(), alternatives_.end(), takes_one);
}

bool SchemaPlace::takes_bound() const
{
  return std::any_of(alternatives_.begin(),
                     alternatives_.end(),
                     [](const json *schema) { return schema->value("x-bound", false); });
}

bool SchemaPlace::has_word(std::string_view word) const
{
  const auto has = [&](const json *schema)
  {
    const json words = schema->value("enum", json::array());
    return std::find(words.begin(), words.end(), std::string(word)) != words.end();
  };
  return std::any_of(alternatives_.begin(), alternatives_.end(), has);
}

std::optional<CaseProblem> validate_against_schema(const ConfigNode &root)
{
  const json document = to_json(root);
  const valijson::adapters::NlohmannJsonAdapter target(document);
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(parsed_schema(), target, &results))
    return std::nullopt;
  valijson::ValidationResults::Error error, deepest;
  while (results.popError(error))
    if (error.context.size() > deepest.context.size() || deepest.description.empty())
      deepest = error;
  const auto [path, where] = place_of(deepest.context, root);
  return CaseProblem{where,
                     fmt::format("{} does not have the form of a case: {}",
                                 path.empty() ? "The file" : path,
                                 deepest.description),
                     "what docs/case-format.md describes",
                     ""};
}

} // namespace kelvolt
