#include "case_format_page.h"

#include "results/quantity_kind.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace kelvolt
{

namespace
{

// ordered_json keeps the order of the file, which is the order of the page.
using nlohmann::ordered_json;

constexpr std::string_view reference_prefix = "#/definitions/";

std::string referred(const ordered_json &property)
{
  const std::string target = property.value("$ref", "");
  return target.rfind(reference_prefix, 0) == 0 ? target.substr(reference_prefix.size())
                                                : "";
}

/// Anchor that Markdown viewers give to the heading `title`.
std::string anchor(const std::string &title)
{
  std::string result;
  for (const char c : title)
    result +=
        c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return "#" + result;
}

/// `text` for a table cell.
std::string cell(std::string text)
{
  for (std::size_t at = text.find('|'); at != std::string::npos;
       at = text.find('|', at + 2))
    text.replace(at, 1, "\\|");
  return text;
}

/// `PART.max_temperature`, `max_temperature`.
std::string quantity_forms_of(Quantity::Kind kind)
{
  const std::string form = fmt::format("`{}`", quantity_form(kind));
  return described(kind).subject == QuantityKind::Subject::part_or_package
             ? fmt::format("{}, `{}`", form, described(kind).word)
             : form;
}

class Page
{
public:
  explicit Page(const ordered_json &schema)
      : schema_(schema), definitions_(schema.at("definitions"))
  {
  }

  std::string text() const
  {
    std::string result =
        "# The case file\n\n"
        "This page is made from `solver/input/case.schema.json`; a test keeps "
        "it current.\n\n" +
        schema_.at("description").get<std::string>() +
        "\n\nEvery value with a dimension is a text with a unit (`150 um`, "
        "`1.3 W/m/K`); any unit that UDUNITS-2 knows is accepted. "
        "Keys that are not listed here are refused.\n\n"
        "## Sections\n\n" +
        table(schema_);
    for (const auto &[name, definition] : definitions_.items())
      if (definition.contains("title"))
        result += section(definition);
    return result + quantities() + values();
  }

private:
  std::string section(const ordered_json &definition) const
  {
    std::string result = fmt::format("\n## {}\n\n{}\n",
                                     definition.at("title").get<std::string>(),
                                     definition.at("description").get<std::string>());
    for (const ordered_json &example : definition.value("examples", ordered_json::array()))
      result += fmt::format("\nExample: `{}`\n", example.get<std::string>());
    if (definition.contains("properties"))
      result += "\n" + table(definition);
    return result;
  }

  std::string table(const ordered_json &object) const
  {
    std::string result = "| key | value | default | meaning |\n| --- | --- | --- | --- |\n";
    const ordered_json required = object.value("required", ordered_json::array());
    for (const auto &[key, property] : object.at("properties").items())
    {
      const bool is_required =
          std::find(required.begin(), required.end(), key) != required.end();
      std::string meaning = property.value("description", "");
      if (property.contains("x-not-yet"))
        meaning += " **Not in this version: refused.**";
      result += fmt::format("| `{}` | {} | {} | {} |\n",
                            key,
                            cell(value_text(property)),
                            is_required ? "required" : cell(default_text(property)),
                            cell(meaning));
    }
    return result;
  }

  /// What stands behind the key, with an example where the schema has one.
  std::string value_text(const ordered_json &property) const
  {
    const std::string name = referred(property);
    std::string result = kind_text(property);
    const ordered_json &source =
        property.contains("examples") || name.empty() ? property : definitions_.at(name);
    const ordered_json examples = source.value("examples", ordered_json::array());
    if (!examples.empty())
      result += fmt::format(", such as `{}`", examples.front().get<std::string>());
    if (property.contains("minimum"))
      result += fmt::format(", {}", property["minimum"].dump());
    if (property.contains("maximum"))
      result += fmt::format(" to {}", property["maximum"].dump());
    return result;
  }

  std::string kind_text(const ordered_json &property) const
  {
    if (property.contains("x-kind"))
      return property["x-kind"].get<std::string>();
    if (const std::string name = referred(property); !name.empty())
      return definition_link(name) + unit_text(property);
    if (property.contains("enum"))
      return code_list(property["enum"]);
    if (property.contains("anyOf"))
    {
      std::string kinds;
      for (const ordered_json &one : property["anyOf"])
        kinds += (kinds.empty() ? "" : " or ") + value_text(one);
      return kinds;
    }
    const ordered_json type = property.value("type", ordered_json());
    if (type == "array" && property.contains("items"))
      return "list of " + kind_text(property["items"]);
    if (type == "object" &&
        property.value("additionalProperties", ordered_json()).is_object())
      return fmt::format("map: {} to {}",
                         kind_text(property.value("propertyNames", ordered_json())),
                         kind_text(property["additionalProperties"]));
    if (type == "boolean")
      return "`true` or `false`";
    if (type == "number" || type == "integer")
      return type == "integer" ? "whole number" : "number";
    return "text";
  }

  /// Definitions with a title have a section of their own; the others stand in the last
  /// table.
  std::string definition_link(const std::string &name) const
  {
    const ordered_json &definition = definitions_.at(name);
    const bool has_section = definition.contains("title");
    const std::string title =
        has_section ? definition["title"].get<std::string>() : spoken(name);
    return fmt::format("[{}]({})", spoken(title), has_section ? anchor(title) : "#values");
  }

  std::string unit_text(const ordered_json &property) const
  {
    const std::string value = property.value("x-value", "");
    if (value.empty())
      return "";
    const ordered_json &definition = definitions_.at(value);
    return fmt::format(" of {}, such as `{}`",
                       spoken(value),
                       definition.at("examples").front().get<std::string>());
  }

  static std::string default_text(const ordered_json &property)
  {
    if (!property.contains("default"))
      return "";
    const ordered_json &value = property["default"];
    return code_list(value.is_array() ? value : ordered_json::array({value}));
  }

  static std::string code_list(const ordered_json &items)
  {
    std::string result;
    for (const ordered_json &item : items)
      result += (result.empty() ? "`" : ", `") +
                (item.is_string() ? item.get<std::string>() : item.dump()) + "`";
    return result;
  }

  static std::string spoken(std::string name)
  {
    for (char &c : name)
      c = c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
  }

  /// What can be asked for, from the table that is the truth of it.
  static std::string quantities()
  {
    std::string result = "\n## Quantities\n\nWhat `accuracy` and `limits` can ask for.\n\n"
                         "| quantity | SI unit | meaning |\n| --- | --- | --- |\n";
    for (const Quantity::Kind kind : all_quantity_kinds())
    {
      const QuantityKind &one = described(kind);
      result += fmt::format("| {} | {} | {} |\n",
                            cell(quantity_forms_of(kind)),
                            one.dimension->unit,
                            cell(std::string(one.meaning)));
    }
    return result;
  }

  std::string values() const
  {
    std::string result = "\n## Values\n\n| value | SI unit | examples | meaning |\n"
                         "| --- | --- | --- | --- |\n";
    for (const auto &[name, definition] : definitions_.items())
    {
      if (definition.contains("title"))
        continue;
      std::string examples;
      for (const ordered_json &example :
           definition.value("examples", ordered_json::array()))
        examples += (examples.empty() ? "`" : ", `") + example.get<std::string>() + "`";
      result += fmt::format("| {} | {} | {} | {} |\n",
                            spoken(name),
                            definition.value("x-unit", ""),
                            cell(examples),
                            cell(definition.at("description").get<std::string>()));
    }
    return result;
  }

  const ordered_json &schema_;
  const ordered_json &definitions_;
};

} // namespace

std::string quantities_text()
{
  std::string text;
  for (const Quantity::Kind kind : all_quantity_kinds())
    text += fmt::format("{}{} ({})",
                        text.empty() ? "" : ", ",
                        quantity_forms_of(kind),
                        described(kind).meaning);
  return text + ".";
}

std::string case_format_page(const std::string &schema_json)
{
  try
  {
    const ordered_json schema = ordered_json::parse(schema_json);
    return Page(schema).text();
  }
  catch (const ordered_json::exception &fault)
  {
    throw std::runtime_error(
        std::string("The schema of the case file cannot be turned into a page: ") +
        fault.what());
  }
}

} // namespace kelvolt
