#include "variables.h"

#include "case/leading_number.h"
#include "case/nearest_name.h"
#include "case/plain_signs.h"
#include "case/plain_text.h"
#include "case_schema.h"
#include "map_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kelvolt
{

namespace
{

constexpr const char *value_form =
    "a value with a unit such as '150 um', a plain number, or the name of a variable";

/// Whether the text can be the name of a variable.
bool is_variable_name(std::string_view text)
{
  constexpr std::size_t longest_name = 80;
  const auto is_letter = [](char c)
  {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && text.size() <= longest_name && is_letter(text.front()) &&
         std::all_of(
             text.begin(), text.end(), [&](char c) { return is_letter(c) || is_digit(c); });
}

class VariableTable
{
public:
  VariableTable(const ConfigNode &section, Problems &problems) : problems_(problems)
  {
    for (const ConfigEntry &entry : section_entries(section, "variables", problems))
      add(entry);
    for (std::size_t i = 0; i < entries_.size(); ++i)
      follow(i);
  }

  /// Replaces the names in all values below a node.
  void put_into(ConfigNode &node, const SchemaPlace &place)
  {
    for (ConfigEntry &entry : node.entries)
      put_into(entry.value, place.at(entry.key));
    if (!node.items.empty())
    {
      const SchemaPlace item = place.item();
      for (ConfigNode &one : node.items)
        put_into(one, item);
    }
    if (!node.is_scalar())
      return;
    if (place.takes_interval())
      put_into_interval(node);
    if (place.takes_bound())
      put_into_bound(node);
    if (place.takes_value() && !place.has_word(node.text))
      put_into_value(node);
  }

  /// Reports what `--set` alone mentions.
  std::vector<Variable> finish()
  {
    std::vector<Variable> variables;
    std::vector<std::string> of_file;
    const auto is_of_file = [](const SourceLocation &where)
    {
      return where.line > 0;
    };
    for (const Entry &entry : entries_)
      if (is_of_file(entry.variable.where))
        of_file.push_back(entry.variable.name);
    for (Entry &entry : entries_)
    {
      if (!entry.variable.is_used && !is_of_file(entry.variable.where))
        problems_.push_back(
            {entry.variable.where,
             fmt::format("The case file uses no variable '{}', so that this would change "
                         "nothing",
                         entry.variable.name),
             "a variable of the case file: " + list_of_names(of_file),
             did_you_mean(entry.variable.name, of_file)});
      variables.push_back(std::move(entry.variable));
    }
    return variables;
  }

private:
  struct Entry
  {
    Variable variable;
    ConfigNode node;
    enum class State
    {
      open,
      on_the_way,
      done
    } state = State::open;
  };

  void add(const ConfigEntry &entry)
  {
    const std::string path = "variables." + readable(entry.key);
    if (!is_variable_name(entry.key))
      problems_.push_back(
          {entry.where,
           fmt::format("The variable name '{}' cannot be used", readable(entry.key)),
           "letters, digits and '_', not beginning with a digit, at most "
           "80",
           ""});
    else if (!entry.value.is_scalar())
      problems_.push_back(
          {entry.where, path + " is " + entry.value.spoken(), value_form, ""});
    else
    {
      // What --set puts in place of the value has its own place.
      const SourceLocation where = entry.where;
      index_.emplace(entry.key, entries_.size());
      names_.push_back(entry.key);
      entries_.push_back({{entry.key, entry.value.text, false, where}, entry.value});
    }
  }

  /// Goes from a variable to the one it is made of, up to a number.
  void follow(std::size_t index)
  {
    Entry &entry = entries_[index];
    if (entry.state == Entry::State::done)
      return;
    if (entry.state == Entry::State::on_the_way)
    {
      report_circle(index);
      return;
    }
    entry.state = Entry::State::on_the_way;
    const std::string text(trimmed(entry.node.text));
    if (const auto other = index_.find(text); other != index_.end())
    {
      follow(other->second);
      entries_[other->second].variable.is_used = true;
      entry.node.text = entries_[other->second].node.text;
      entry.node.quoted = entries_[other->second].node.quoted;
    }
    else if (leading_number(trimmed(with_plain_signs(text))).state ==
             LeadingNumber::State::none)
      problems_.push_back(
          {entry.node.where,
           fmt::format("variables.{} is {}", entry.variable.name, entry.node.spoken()),
           value_form,
           is_variable_name(text) ? did_you_mean(text, others(entry)) : ""});
    entry.variable.value = entry.node.text;
    entry.state = Entry::State::done;
  }

  std::vector<std::string> others(const Entry &entry) const
  {
    std::vector<std::string> names = names_;
    names.erase(std::remove(names.begin(), names.end(), entry.variable.name), names.end());
    return names;
  }

  void report_circle(std::size_t index)
  {
    std::string way = entries_[index].variable.name;
    for (std::size_t next = index_.at(std::string(trimmed(entries_[index].node.text)));
         next != index;
         next = index_.at(std::string(trimmed(entries_[next].node.text))))
      way += " -> " + entries_[next].variable.name;
    problems_.push_back({entries_[index].variable.where,
                         fmt::format("The variables are defined in a circle: {} -> {}",
                                     way,
                                     entries_[index].variable.name),
                         value_form,
                         "Give one of them a value"});
  }

  /// The value of the variable of this name, or nothing.
  const ConfigNode *take(std::string_view name)
  {
    const auto found = index_.find(std::string(name));
    if (found == index_.end())
      return nullptr;
    entries_[found->second].variable.is_used = true;
    return &entries_[found->second].node;
  }

  /// What the node keeps for those who cannot read its text.
  void advise(ConfigNode &node, std::string_view text)
  {
    if (!is_variable_name(text) || ++unknown_ > most_suggestions)
      return;
    const std::string nearest = nearest_name(text, names_);
    if (!nearest.empty())
      node.advice = fmt::format("Did you mean the variable '{}'?", nearest);
  }

  void put_into_value(ConfigNode &node)
  {
    const std::string_view text = trimmed(node.text);
    if (const ConfigNode *const value = take(text))
    {
      node.origin = fmt::format(" (variables.{})", text);
      node.text = value->text;
      node.quoted = false; // "'0.5'" is a number where one is due
    }
    else
      advise(node, text);
  }

  void put_into_interval(ConfigNode &node)
  {
    constexpr std::string_view separator = " to ";
    const std::string written = node.text;
    const auto at = written.find(separator);
    if (at == std::string::npos)
      return;
    const std::string_view whole = written;
    std::array<std::string, 2> ends;
    const std::array<std::string_view, 2> texts{
        trimmed(whole.substr(0, at)), trimmed(whole.substr(at + separator.size()))};
    for (std::size_t end = 0; end < 2; ++end)
    {
      ends[end] = texts[end];
      if (const ConfigNode *const value = take(texts[end]))
      {
        ends[end] = trimmed(value->text);
        node.origin +=
            fmt::format("{}variables.{}", node.origin.empty() ? " (" : ", ", texts[end]);
      }
      else
        advise(node, texts[end]);
    }
    if (!node.origin.empty())
      node.origin += ")";
    node.text = fmt::format("{}{}{}", ends[0], separator, ends[1]);
  }

  void put_into_bound(ConfigNode &node)
  {
    const std::string written = node.text;
    const auto sign = written.find_first_of("<>");
    if (sign == std::string::npos)
      return;
    const std::size_t behind =
        sign + (sign + 1 < written.size() && written[sign + 1] == '=' ? 2 : 1);
    const std::string_view text = trimmed(std::string_view(written).substr(behind));
    if (const ConfigNode *const value = take(text))
    {
      node.origin = fmt::format(" (variables.{})", text);
      node.text = fmt::format("{} {}", written.substr(0, behind), trimmed(value->text));
    }
    else
      advise(node, text);
  }

  Problems &problems_;
  std::vector<Entry> entries_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> index_;
  std::size_t unknown_ = 0;
};

} // namespace

std::vector<Variable> resolve_variables(ConfigNode &root, Problems &problems)
{
  const ConfigNode *const section = root.find("variables");
  if (section == nullptr)
    return {};
  VariableTable table(*section, problems);
  const SchemaPlace place = SchemaPlace::root();
  for (ConfigEntry &entry : root.entries)
    if (entry.key != "variables")
      table.put_into(entry.value, place.at(entry.key));
  return table.finish();
}

} // namespace kelvolt
