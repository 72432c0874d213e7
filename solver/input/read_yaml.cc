#include "read_yaml.h"

#include "case/plain_text.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>

namespace kelvolt
{

namespace
{

constexpr std::size_t most_nodes = 2000000;
constexpr std::size_t deepest_level = 32;
constexpr std::size_t longest_key = 200;
/// Aliases may repeat text: up to this many times the document, and some for small ones.
constexpr std::size_t largest_expansion = 4;
constexpr std::size_t free_expansion = 1U << 20;

/// A fault that ends the reading.
struct Refusal
{
  CaseProblem problem;
};

/// Makes ConfigNodes of the parser's events, so that no other tree is held in memory. Only
/// the first document counts.
class TreeBuilder : public YAML::EventHandler
{
public:
  TreeBuilder(std::string place,
              bool has_lines,
              std::size_t document_size,
              std::vector<CaseProblem> &problems)
      : place_(std::move(place)), has_lines_(has_lines),
        most_text_(largest_expansion * document_size + free_expansion), problems_(problems)
  {
  }

  ConfigNode root;

  void OnDocumentStart(const YAML::Mark &) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
  {
    ConfigNode node;
    node.where = location(mark);
    finish(std::move(node), anchor);
  }

  void OnScalar(const YAML::Mark &mark,
                const std::string &tag,
                YAML::anchor_t anchor,
                const std::string &value) override
  {
    ConfigNode node;
    node.where = location(mark);
    node.kind = ConfigNode::Kind::scalar;
    node.text = value;
    node.quoted = tag == "!";
    finish(std::move(node), anchor);
  }

  void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
  {
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end())
      throw Refusal{{location(mark),
                     "An alias stands inside what it repeats, so that the document is "
                     "nested too deeply or too large: endless",
                     "an alias behind the end of its anchor",
                     ""}};
    finish(counted_copy(found->second, location(mark)), 0);
  }

  void OnSequenceStart(const YAML::Mark &mark,
                       const std::string &,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override
  {
    open(ConfigNode::Kind::list, mark, anchor);
  }
  void OnSequenceEnd() override
  {
    close();
  }
  void OnMapStart(const YAML::Mark &mark,
                  const std::string &,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override
  {
    open(ConfigNode::Kind::map, mark, anchor);
  }
  void OnMapEnd() override
  {
    close();
  }

private:
  /// A list or map whose end has not come.
  struct Open
  {
    ConfigNode node;
    YAML::anchor_t anchor = 0;
    bool awaits_value = false;
    bool skips_value = false; ///< of a key that is none
    std::string key;
    SourceLocation key_where;
    std::unordered_map<std::string, int> first_line; ///< of every key
  };

  SourceLocation location(const YAML::Mark &mark) const
  {
    return {place_, has_lines_ && mark.line >= 0 ? mark.line + 1 : 0};
  }

  void open(ConfigNode::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
  {
    if (open_.size() > deepest_level)
      refuse_size(location(mark));
    Open begun;
    begun.node.kind = kind;
    begun.node.where = location(mark);
    begun.anchor = anchor;
    open_.push_back(std::move(begun));
  }

  void close()
  {
    Open done = std::move(open_.back());
    open_.pop_back();
    finish(std::move(done.node), done.anchor);
  }

  [[noreturn]] void refuse_size(const SourceLocation &where) const
  {
    throw Refusal{
        {where,
         "The document is nested too deeply or too large",
         fmt::format("at most {} levels and {} values, and aliases that repeat up to {} "
                     "characters",
                     deepest_level,
                     most_nodes,
                     most_text_),
         "An alias that contains itself has the same effect"}};
  }

  void count(const ConfigNode &node, const SourceLocation &where)
  {
    text_ += node.text.size();
    if (++nodes_ > most_nodes || text_ > most_text_)
      refuse_size(where);
  }

  void count_tree(const ConfigNode &node, const SourceLocation &where)
  {
    count(node, where);
    for (const ConfigNode &item : node.items)
      count_tree(item, where);
    for (const ConfigEntry &entry : node.entries)
    {
      text_ += entry.key.size();
      count_tree(entry.value, where);
    }
  }

  /// Counted before it is made.
  ConfigNode counted_copy(const ConfigNode &node, const SourceLocation &where)
  {
    count_tree(node, where);
    return node;
  }

  /// Puts a whole node where it belongs.
  void finish(ConfigNode node, YAML::anchor_t anchor)
  {
    count(node, node.where);
    if (!is_plain_text(node.text, "\t\n\r"))
      problems_.push_back(
          {node.where,
           fmt::format("'{}' holds a control character", readable(node.text)),
           "text",
           "Leave the escape sequence out"});
    if (anchor != 0)
      anchored_[anchor] = counted_copy(node, node.where);
    if (open_.empty())
      root = std::move(node);
    else if (open_.back().node.is_list())
      open_.back().node.items.push_back(std::move(node));
    else if (!open_.back().awaits_value)
      take_key(open_.back(), node);
    else
      take_value(open_.back(), std::move(node));
  }

  void take_key(Open &map, const ConfigNode &key)
  {
    map.awaits_value = true;
    map.skips_value = true;
    map.key_where = key.where;
    if (!key.is_scalar())
    {
      problems_.push_back({key.where, "A key is no text", "a word", ""});
      return;
    }
    if (key.text.size() > longest_key)
    {
      problems_.push_back({key.where,
                           fmt::format("The key '{}' has {} characters",
                                       readable(key.text),
                                       key.text.size()),
                           fmt::format("keys of at most {}", longest_key),
                           ""});
      return;
    }
    const auto [known, is_new] = map.first_line.emplace(key.text, key.where.line);
    if (!is_new)
    {
      const std::string first =
          has_lines_ ? fmt::format(" (first in line {})", known->second) : "";
      problems_.push_back(
          {key.where,
           fmt::format("The key '{}' stands twice{}", readable(key.text), first),
           "each key once in a map",
           ""});
      return;
    }
    map.key = key.text;
    map.skips_value = false;
  }

  static void take_value(Open &map, ConfigNode value)
  {
    map.awaits_value = false;
    if (!map.skips_value)
      map.node.entries.push_back(
          {std::move(map.key), std::move(map.key_where), std::move(value)});
  }

  std::string place_;
  bool has_lines_;
  std::size_t most_text_;
  std::vector<CaseProblem> &problems_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, ConfigNode> anchored_;
  std::size_t nodes_ = 0;
  std::size_t text_ = 0;
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

/// Hands the only document of `content` to the builder. yaml-cpp takes a stray `,` or `}`
/// for the end of a document and would drop the rest of the text without a word. Throws
/// YAML::Exception for that, for a second document and for faults of syntax.
void parse(const std::string &content, TreeBuilder &builder)
{
  std::istringstream stream(content);
  YAML::Parser parser(stream);
  DocumentStart start;
  if (!parser.HandleNextDocument(builder) || !parser.HandleNextDocument(start))
    return;
  const auto at = static_cast<std::size_t>(std::max(start.mark().pos, 0));
  if (content.compare(std::min(at, content.size()), 3, "---") == 0)
    throw YAML::Exception(start.mark(), "a second document begins here");
  throw YAML::Exception(start.mark(),
                        "something stands here that belongs to nothing before it");
}

} // namespace

ConfigNode read_yaml(const std::string &content,
                     const std::string &place,
                     bool has_lines,
                     std::vector<CaseProblem> &problems)
{
  TreeBuilder builder(place, has_lines, content.size(), problems);
  builder.root.where = {place, 0};
  try
  {
    parse(content, builder);
  }
  catch (Refusal &refusal)
  {
    problems.push_back(std::move(refusal.problem));
  }
  catch (const YAML::Exception &fault)
  {
    problems.push_back(
        {{place, fault.mark.is_null() || !has_lines ? 0 : fault.mark.line + 1},
         fmt::format("{} is not valid YAML: {}",
                     has_lines ? "This" : "The value",
                     readable(fault.msg, 200)),
         has_lines ? "one document in YAML 1.2" : "one value in YAML 1.2",
         has_lines ? "Look at this line and the ones before it for a missing bracket, "
                     "quote, colon or indentation"
                   : ""});
  }
  return std::move(builder.root);
}

} // namespace kelvolt
