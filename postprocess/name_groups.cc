#include "name_groups.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr std::size_t most_digits = 9;

/// What is before and behind a word of a name.
using Pattern = std::pair<std::string, std::string>;

struct Variant
{
  std::string word;
  std::size_t member;
};

bool is_number(const std::string &word)
{
  return std::isdigit(static_cast<unsigned char>(word.front())) != 0;
}

int number_of(const std::string &word)
{
  int number = 0;
  std::from_chars(word.data(), word.data() + word.size(), number);
  return number;
}

/// Where the name ends and a value begins.
std::size_t end_of_name(const std::string &text)
{
  return std::min(text.find(','), text.size());
}

/// Letters or digits that follow each other are a word.
void add_patterns(const std::string &name,
                  std::size_t member,
                  std::map<Pattern, std::vector<Variant>> &patterns)
{
  const auto kind = [&](std::size_t i)
  {
    const auto c = static_cast<unsigned char>(name[i]);
    return std::isdigit(c) != 0 ? 1 : std::isalpha(c) != 0 ? 2 : 0;
  };
  const std::size_t end = end_of_name(name);
  for (std::size_t from = 0, to = 0; from < end; from = to)
  {
    for (to = from + 1; to < end && kind(to) == kind(from);)
      ++to;
    const bool fits = kind(from) == 2 || (kind(from) == 1 && to - from <= most_digits);
    if (fits)
      patterns[{name.substr(0, from), name.substr(to)}].push_back(
          {name.substr(from, to - from), member});
  }
}

/// The less, the sooner these names are one: letters or digits, the longest of the
/// words, and how few there are.
std::optional<std::tuple<bool, std::size_t, int>>
rank_of(const std::vector<Variant> &variants)
{
  if (variants.size() < 2)
    return {};
  bool has_letters = false;
  std::size_t longest = 0;
  for (const Variant &one : variants)
  {
    has_letters = has_letters || !is_number(one.word);
    longest = std::max(longest, one.word.size());
  }
  return std::tuple(
      has_letters, has_letters ? longest : 0, -static_cast<int>(variants.size()));
}

bool comes_before(const std::pair<const Pattern, std::vector<Variant>> &a,
                  const std::pair<const Pattern, std::vector<Variant>> &b)
{
  const auto one = rank_of(a.second), other = rank_of(b.second);
  return one && (!other || *one < *other);
}

bool are_all_of(const std::set<std::string> &words, const std::vector<Variant> &variants)
{
  return std::all_of(variants.begin(),
                     variants.end(),
                     [&](const Variant &one) { return words.count(one.word) > 0; });
}

std::string name_of(const Pattern &pattern, std::vector<Variant> variants)
{
  constexpr std::size_t most_words = 6;
  const bool are_numbers =
      std::all_of(variants.begin(),
                  variants.end(),
                  [](const Variant &one) { return is_number(one.word); });
  std::sort(variants.begin(),
            variants.end(),
            [&](const Variant &a, const Variant &b) {
              return are_numbers ? number_of(a.word) < number_of(b.word) : a.word < b.word;
            });
  const std::string &first = variants.front().word, &last = variants.back().word;
  const auto n = static_cast<int>(variants.size());
  const std::size_t end = end_of_name(pattern.second);
  const std::string behind = pattern.second.substr(0, end);
  const std::string value =
      end < pattern.second.size() ? pattern.second.substr(end) + " each" : "";
  const bool is_run = are_numbers && n > 2 && number_of(last) - number_of(first) == n - 1;
  if (is_run || variants.size() > most_words)
    return fmt::format(
        "{0}{1}{3}..{0}{2}{3}{4}", pattern.first, first, last, behind, value);
  std::vector<std::string> words;
  words.reserve(variants.size());
  for (const Variant &one : variants)
    words.push_back(one.word);
  return fmt::format("{}{}{}{}", pattern.first, fmt::join(words, "/"), behind, value);
}

} // namespace

std::vector<NameGroup> grouped_names(const std::vector<std::string> &names,
                                     std::size_t most)
{
  std::vector<bool> is_single(names.size(), true);
  std::vector<NameGroup> groups;
  std::set<std::string> words; // of all groups
  std::size_t n = names.size();
  while (n > most || !words.empty())
  {
    std::map<Pattern, std::vector<Variant>> patterns;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (is_single[i])
        add_patterns(names[i], i, patterns);
    if (n <= most)
      for (auto at = patterns.begin(); at != patterns.end();)
        at = are_all_of(words, at->second) ? std::next(at) : patterns.erase(at);
    const auto best = std::min_element(patterns.begin(), patterns.end(), comes_before);
    if (best == patterns.end() || !rank_of(best->second))
      break;
    NameGroup group{name_of(best->first, best->second), {}};
    for (const Variant &one : best->second)
    {
      group.members.push_back(one.member);
      is_single[one.member] = false;
      words.insert(one.word);
    }
    n -= group.members.size() - 1;
    groups.push_back(std::move(group));
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    if (is_single[i])
      groups.push_back({names[i], {i}});
  return groups;
}

} // namespace kelvolt
