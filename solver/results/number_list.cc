#include "results/number_list.h"

#include "results/record_keys.h"

#include <initializer_list>
#include <optional>

namespace kelvolt
{
namespace
{

/// Goes through a summary, see summary_keys.h, and keeps its numbers.
class NumberLister
{
public:
  static constexpr bool reads = false;
  template <typename Type>
  using Access = const Type;

  /// @param path of the object, ends with a point or is empty
  NumberLister(std::string path, std::vector<ListedNumber> &list)
      : path_(std::move(path)), list_(list)
  {
  }

  void number(const std::string &key, const Number &x, Bar)
  {
    list_.push_back({path_ + key, x});
  }
  void number(const std::string &key, const std::optional<Number> &x, Bar bar)
  {
    if (x)
      number(key, *x, bar);
  }
  void history(const std::string &key, const History &history, const Number &)
  {
    for (std::size_t i = 0; i < history.size(); ++i)
      list_.push_back({path_ + key + "." + std::to_string(i), history[i]});
  }

  template <typename Type>
  void object(const std::string &key, const Type &x)
  {
    NumberLister below = within(key);
    describe(below, x);
  }
  template <typename Type>
  void object(const std::string &key, const std::optional<Type> &x)
  {
    if (x)
      object(key, *x);
  }
  template <typename Function>
  void nested(const std::string &key, bool wanted, const Function &f)
  {
    NumberLister below = within(key);
    if (wanted)
      f(below);
  }
  template <typename Type>
  void named(const std::string &key, const std::vector<Type> &list)
  {
    for (const Type &one : list)
      object(key + "." + one.name, one);
  }
  template <typename Type>
  void named_if_any(const std::string &key, const std::vector<Type> &list)
  {
    named(key, list);
  }
  template <typename Type>
  void list(const std::string &key, const std::vector<Type> &list)
  {
    for (std::size_t i = 0; i < list.size(); ++i)
      object(key + "." + std::to_string(i), list[i]);
  }
  template <typename Type>
  void list_if_any(const std::string &key, const std::vector<Type> &entries)
  {
    list(key, entries);
  }
  template <typename Function>
  void entries(const std::string &key, std::size_t n, const Function &f)
  {
    for (std::size_t i = 0; i < n; ++i)
    {
      NumberLister below = within(key + "." + std::to_string(i));
      f(below, i);
    }
  }

  // What is no number with a bar.
  template <typename Type>
  void value(const std::string &, const Type &)
  {
  }
  template <typename Type>
  void added(const std::string &, const Type &)
  {
  }
  template <typename Type>
  void derived(const std::string &, const Type &)
  {
  }
  void same(const std::string &, const std::string &) {}
  void pair(const std::string &, double, double) {}
  void key_among(std::initializer_list<const char *>, const std::string &, bool = true) {}
  void format() {}
  void errors() {}
  void without_answers() {}

private:
  NumberLister within(const std::string &key)
  {
    return {path_ + key + ".", list_};
  }

  std::string path_;
  std::vector<ListedNumber> &list_;
};

} // namespace

std::vector<ListedNumber> number_list(const Summary &summary)
{
  std::vector<ListedNumber> list;
  // These two stand as a value and an error.
  if (summary.has_answers())
    list.push_back({"max_temperature", summary.max_temperature});
  if (summary.has_answers() && summary.transient)
    list.push_back({"worst", summary.transient->worst.temperature});
  NumberLister lister("", list);
  describe(lister, summary);
  return list;
}

} // namespace kelvolt
