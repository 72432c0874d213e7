#include "report/material_records.h"

#include "field_file.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <cstdio>
#include <regex>
#include <set>

namespace kelvolt::report
{
namespace
{

std::string scalar(const YAML::Node &node)
{
  return node.IsDefined() && node.IsScalar() ? node.Scalar() : "";
}

/// Numbers that were computed, such as those of a transistor's layers, with six digits.
std::string with_short_numbers(const std::string &text)
{
  static const std::regex computed(R"(\d*\.\d{8,}(e[-+]?\d+)?)");
  std::string result;
  auto from = text.cbegin();
  for (std::sregex_iterator at(text.begin(), text.end(), computed), end; at != end; ++at)
  {
    result.append(from, (*at)[0].first);
    result += fmt::format("{:.6g}", std::stod(at->str()));
    from = (*at)[0].second;
  }
  return result.append(from, text.cend());
}

std::string law_text(const YAML::Node &law);

std::string list_text(const YAML::Node &list)
{
  std::string text;
  for (const YAML::Node &entry : list)
    text += (text.empty() ? "" : ", ") + law_text(entry);
  return text;
}

/// The keys that a law has besides where it comes from.
std::string keys_text(const YAML::Node &law)
{
  static const std::set<std::string> origin = {
      "source", "valid", "verified", "description", "value"};
  std::string text = scalar(law["value"]);
  for (const auto &entry : law)
    if (origin.count(scalar(entry.first)) == 0)
      text +=
          (text.empty() ? "" : "; ") + scalar(entry.first) + " " + law_text(entry.second);
  return text;
}

std::string law_text(const YAML::Node &law)
{
  if (law.IsScalar())
    return law.Scalar();
  if (law.IsSequence())
    return "[" + list_text(law) + "]";
  if (!law.IsMap())
    return "";
  if (law["power_law"] && law["at"] && law["exponent"])
    return fmt::format("{} × (T / {})^{}",
                       scalar(law["power_law"]),
                       scalar(law["at"]),
                       scalar(law["exponent"]));
  if (law["reference"] && law["at"] && law["coefficient"])
    return fmt::format("{} × (1 + {} × (T − {}))",
                       scalar(law["reference"]),
                       scalar(law["coefficient"]),
                       scalar(law["at"]));
  return keys_text(law);
}

MaterialProperty property_of(const std::string &name, const YAML::Node &node)
{
  MaterialProperty property;
  property.name = name;
  property.law = with_short_numbers(law_text(node));
  if (!node.IsMap())
    return property;
  property.source = scalar(node["source"]);
  property.range = scalar(node["valid"]);
  property.verified = scalar(node["verified"]) != "false";
  double low = 0., high = 0.;
  if (std::sscanf(property.range.c_str(), "%lf to %lf K", &low, &high) == 2)
    property.valid = {low, high};
  return property;
}

std::vector<MaterialRecord> records_of(const YAML::Node &root)
{
  std::vector<MaterialRecord> records;
  if (!root.IsMap() || !root["materials"] || !root["materials"].IsMap())
    throw DamagedFile("has no section 'materials'");
  for (const auto &entry : root["materials"])
  {
    MaterialRecord record;
    record.name = scalar(entry.first);
    const YAML::Node keys = entry.second.IsMap() ? entry.second : YAML::Node();
    for (const auto &key : keys)
      if (scalar(key.first) == "description")
        record.description = scalar(key.second);
      else
        record.properties.push_back(property_of(scalar(key.first), key.second));
    const YAML::Node package =
        root["package"] && root["package"].IsMap() ? root["package"] : YAML::Node();
    for (const auto &part : package)
      if (part.second.IsMap() && scalar(part.second["material"]) == record.name)
        record.parts.push_back(scalar(part.first));
    records.push_back(std::move(record));
  }
  return records;
}

} // namespace

std::vector<MaterialRecord> material_records(const std::string &resolved_case)
{
  try
  {
    return records_of(YAML::Load(resolved_case));
  }
  catch (const YAML::Exception &error)
  {
    throw DamagedFile(fmt::format("line {}: {}", error.mark.line + 1, error.msg));
  }
}

} // namespace kelvolt::report
