#include "config_node.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <unordered_map>

namespace kelvolt
{

namespace
{

constexpr std::uintmax_t largest_file = 16U << 20;
constexpr std::size_t most_nodes = 500000;
constexpr int deepest_level = 32;

std::string shortened(const std::string &text)
{
  constexpr std::size_t longest = 60;
  return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

/// Turns YAML nodes into ConfigNodes. Aliases may make a YAML graph endless or
/// exponentially large, so depth and number of nodes are bounded.
class Converter
{
public:
  Converter(std::string place, bool has_lines, std::vector<CaseProblem> &problems)
      : place_(std::move(place)), has_lines_(has_lines), problems_(problems)
  {
  }

  ConfigNode convert(const YAML::Node &source, int level = 0)
  {
    ConfigNode result;
    result.where = location(source);
    if (level > deepest_level || ++nodes_ > most_nodes)
    {
      report_excess(result.where);
      return result;
    }
    switch (source.Type())
    {
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null:
      break;
    case YAML::NodeType::Scalar:
      result.kind = ConfigNode::Kind::scalar;
      result.text = source.Scalar();
      result.quoted = source.Tag() == "!";
      break;
    case YAML::NodeType::Sequence:
      result.kind = ConfigNode::Kind::list;
      for (const YAML::Node &item : source)
        result.items.push_back(convert(item, level + 1));
      break;
    case YAML::NodeType::Map:
      convert_map(source, level, result);
      break;
    }
    return result;
  }

private:
  SourceLocation location(const YAML::Node &node) const
  {
    const YAML::Mark mark = node.Mark();
    return {place_, has_lines_ && mark.line >= 0 ? mark.line + 1 : 0};
  }

  void convert_map(const YAML::Node &source, int level, ConfigNode &result)
  {
    result.kind = ConfigNode::Kind::map;
    std::unordered_map<std::string, int> first_line;
    for (const auto &pair : source)
    {
      const SourceLocation where = location(pair.first);
      if (!pair.first.IsScalar())
      {
        problems_.push_back({where, "A key is no text", "a word", ""});
        continue;
      }
      const std::string key = pair.first.Scalar();
      const auto [known, is_new] = first_line.emplace(key, where.line);
      if (!is_new)
      {
        const std::string first =
            has_lines_ ? fmt::format(" (first in line {})", known->second) : "";
        problems_.push_back(
            {where,
             fmt::format("The key '{}' stands twice{}", shortened(key), first),
             "each key once in a map",
             ""});
        continue;
      }
      result.entries.push_back({key, where, convert(pair.second, level + 1)});
    }
  }

  void report_excess(const SourceLocation &where)
  {
    if (!excess_reported_)
      problems_.push_back(
          {where,
           "The document is nested too deeply or too large",
           fmt::format("at most {} levels and {} values", deepest_level, most_nodes),
           "An alias that contains itself has the same effect"});
    excess_reported_ = true;
    nodes_ = most_nodes;
  }

  std::string place_;
  bool has_lines_;
  std::vector<CaseProblem> &problems_;
  std::size_t nodes_ = 0;
  bool excess_reported_ = false;
};

/// Remembers where the last document began; the rest of the events is passed over.
class DocumentStart : public YAML::EventHandler
{
public:
  void OnDocumentStart(const YAML::Mark &mark) override
  {
    mark_ = mark;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark &, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark &, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark &,
                const std::string &,
                YAML::anchor_t,
                const std::string &) override
  {
  }
  void OnSequenceStart(const YAML::Mark &,
                       const std::string &,
                       YAML::anchor_t,
                       YAML::EmitterStyle::value) override
  {
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark &,
                  const std::string &,
                  YAML::anchor_t,
                  YAML::EmitterStyle::value) override
  {
  }
  void OnMapEnd() override {}

  const YAML::Mark &mark() const
  {
    return mark_;
  }

private:
  YAML::Mark mark_ = YAML::Mark::null_mark();
};

/// The only document of `content`. yaml-cpp takes a stray `,` or `}` for the end of a
/// document: YAML::Load() then drops the rest of the text without a word and
/// YAML::LoadAll() never ends. Throws YAML::Exception for that, for a second document and
/// for faults of syntax.
YAML::Node only_document(const std::string &content)
{
  std::istringstream stream(content);
  YAML::Parser parser(stream);
  DocumentStart start;
  if (parser.HandleNextDocument(start) && parser.HandleNextDocument(start))
  {
    const auto at = static_cast<std::size_t>(std::max(start.mark().pos, 0));
    if (content.compare(std::min(at, content.size()), 3, "---") == 0)
      throw YAML::Exception(start.mark(), "a second document begins here");
    throw YAML::Exception(start.mark(),
                          "something stands here that belongs to nothing before it");
  }
  return YAML::Load(content);
}

/// Length of the UTF-8 sequence that begins at `at`; 0 if none does. Control characters
/// other than tab and line ends are refused too: they stand in no text file.
std::size_t character_length(const std::string &text, std::size_t at)
{
  const auto byte = [&](std::size_t i)
  {
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned char lead = byte(at);
  if (lead < 0x80)
    return lead >= 0x20 ? (lead != 0x7f) : (lead == '\t' || lead == '\n' || lead == '\r');
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > text.size())
    return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xc0) != 0x80)
      return 0;
  const unsigned char second = byte(at + 1);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool beyond = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
  return overlong || beyond ? 0 : length;
}

/// The line of the first character that is no text, or 0.
int first_line_without_text(const std::string &text)
{
  int line = 1;
  for (std::size_t i = 0; i < text.size();)
  {
    const std::size_t length = character_length(text, i);
    if (length == 0)
      return line;
    line += text[i] == '\n' ? 1 : 0;
    i += length;
  }
  return 0;
}

/// The content of the file, or nothing after adding a fault.
std::string file_content(const std::string &path, std::vector<CaseProblem> &problems)
{
  namespace fs = std::filesystem;
  std::error_code error;
  const auto refuse = [&](const std::string &found, const std::string &allowed)
  {
    problems.push_back({{path, 0}, found, allowed, ""});
    return std::string();
  };
  if (!fs::exists(path, error))
    return refuse("The file does not exist", "the path of a YAML file");
  if (!fs::is_regular_file(path, error))
    return refuse("This is not a regular file", "the path of a YAML file");
  if (fs::file_size(path, error) > largest_file)
    return refuse("The file is larger than 16 MB", "a YAML file of at most 16 MB");
  std::ifstream stream(path, std::ios::binary);
  std::string content((std::istreambuf_iterator<char>(stream)),
                      std::istreambuf_iterator<char>());
  if (!stream)
    return refuse("The file cannot be read", "a file with read permission");
  if (content.find_first_not_of(" \t\r\n") == std::string::npos)
    return refuse("The file is empty", "one YAML document");
  if (const int line = first_line_without_text(content); line > 0)
  {
    problems.push_back(
        {{path, line}, "The file is not text in UTF-8", "one YAML document in UTF-8", ""});
    return {};
  }
  return content;
}

std::vector<std::string> split_at_points(const std::string &path)
{
  std::vector<std::string> keys{""};
  for (const char c : path)
    if (c == '.')
      keys.emplace_back();
    else
      keys.back() += c;
  return keys;
}

/// The child of `node` that the front of `keys` names, made if it is a new key of a map. A
/// key may itself hold points (`spreader.top`), so the longest existing one wins. Null if
/// there is no such place.
ConfigNode *
step_into(ConfigNode &node, std::vector<std::string> &keys, const SourceLocation &where)
{
  if (node.is_list())
  {
    std::size_t index = 0;
    const std::string &key = keys.front();
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    if (error != std::errc() || end != key.data() + key.size() ||
        index >= node.items.size())
      return nullptr;
    keys.erase(keys.begin());
    return &node.items[index];
  }
  if (node.is_scalar())
    return nullptr;
  node.kind = ConfigNode::Kind::map;
  for (std::size_t n = keys.size(); n > 0; --n)
  {
    std::string key = keys.front();
    for (std::size_t i = 1; i < n; ++i)
      key += "." + keys[i];
    for (ConfigEntry &entry : node.entries)
      if (entry.key == key)
      {
        keys.erase(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(n));
        return &entry.value;
      }
  }
  node.entries.push_back({keys.front(), where, {}});
  node.entries.back().value.where = where;
  keys.erase(keys.begin());
  return &node.entries.back().value;
}

/// `cooling.die.top...` names a surface: that section's keys hold one point.
void join_surface_key(std::vector<std::string> &keys)
{
  if (keys.size() >= 3 && keys.front() == "cooling")
  {
    keys[1] += "." + keys[2];
    keys.erase(keys.begin() + 2);
  }
}

} // namespace

const ConfigNode *ConfigNode::find(std::string_view key) const
{
  const auto found =
      std::find_if(entries.begin(),
                   entries.end(),
                   [&](const ConfigEntry &entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

std::string ConfigNode::spoken() const
{
  switch (kind)
  {
  case Kind::null:
    return "nothing";
  case Kind::scalar:
    return "'" + shortened(text) + "'";
  case Kind::list:
    return "a list";
  case Kind::map:
    return "a map";
  }
  return {};
}

ConfigNode read_config_file(const std::string &path, std::vector<CaseProblem> &problems)
{
  ConfigNode root;
  root.where = {path, 0};
  const std::string content = file_content(path, problems);
  if (content.empty())
    return root;
  try
  {
    const YAML::Node document = only_document(content);
    if (document.IsNull())
    {
      problems.push_back({{path, 0}, "The file is empty", "one YAML document", ""});
      return root;
    }
    root = Converter(path, true, problems).convert(document);
    if (!root.is_map())
      problems.push_back({{path, root.where.line},
                          "The file holds " + root.spoken() + " at its top level",
                          "a map of keys",
                          ""});
  }
  catch (const YAML::Exception &fault)
  {
    problems.push_back({{path, fault.mark.is_null() ? 0 : fault.mark.line + 1},
                        fmt::format("This is not valid YAML: {}", fault.msg),
                        "one document in YAML 1.2",
                        "Look at this line and the ones before it for a missing bracket, "
                        "quote, colon or indentation"});
  }
  return root;
}

void apply_override(ConfigNode &root,
                    const std::string &assignment,
                    std::vector<CaseProblem> &problems)
{
  const SourceLocation where{"--set " + assignment, 0};
  const auto equals = assignment.find('=');
  std::vector<std::string> keys =
      split_at_points(assignment.substr(0, equals == std::string::npos ? 0 : equals));
  if (equals == std::string::npos ||
      std::any_of(keys.begin(), keys.end(), [](const auto &key) { return key.empty(); }))
  {
    problems.push_back({where, "This is no assignment", "--set path.to.key=VALUE", ""});
    return;
  }
  ConfigNode value;
  try
  {
    value = Converter(where.file, false, problems)
                .convert(only_document(assignment.substr(equals + 1)));
  }
  catch (const YAML::Exception &fault)
  {
    problems.push_back(
        {where, "The value is not valid YAML: " + fault.msg, "one value in YAML 1.2", ""});
    return;
  }
  join_surface_key(keys);
  ConfigNode *target = &root;
  while (!keys.empty())
  {
    const std::string key = keys.front();
    target = step_into(*target, keys, where);
    if (target == nullptr)
    {
      problems.push_back({where,
                          fmt::format("There is nothing that '{}' could name", key),
                          "a key of a map, or the number of a list entry from 0",
                          ""});
      return;
    }
  }
  *target = std::move(value);
}

} // namespace kelvolt
