#pragma once

#include "results/record_keys.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace kelvolt
{

/// The keys of objects in the order of the file, by the path of the object: the JSON itself
/// sorts them, so that looking one up stays cheap whatever a file holds.
using KeyOrder = std::map<std::string, std::vector<std::string>>;

/// Reads an object of summary.json, see summary_keys.h. Throws DamagedResult for what is
/// missing or not what it should be. Keys that nobody asks for are passed over.
class JsonReader
{
public:
  using Json = nlohmann::json;
  static constexpr bool reads = true;
  template <typename Type>
  using Access = Type;

  /// Of the whole file: what is not there keeps its default, so that results of earlier
  /// versions can be read.
  JsonReader(const Json &json, const KeyOrder &order);

  /// @throws DamagedResult if the format is newer than this program
  void format();

  template <typename Type>
  void value(const std::string &key, Type &x)
  {
    if (const Json *found = find(key))
      read(*found, x, path_ + key);
  }
  template <typename Type>
  void value(const std::string &key, std::optional<Type> &x)
  {
    const Json *const found = find_any(key);
    x.reset();
    if (found != nullptr && !found->is_null())
      read(*found, x.emplace(), path_ + key);
  }
  template <typename Type>
  void added(const std::string &key, Type &x)
  {
    if (find_any(key) != nullptr)
      value(key, x);
  }
  template <typename Type>
  void derived(const std::string &, const Type &)
  {
  }
  void same(const std::string &key, const std::string &x);
  void pair(const std::string &key, double &first, double &second);

  void number(const std::string &key, Number &x, Bar);
  void number(const std::string &key, std::optional<Number> &x, Bar bar);
  void history(const std::string &key, History &history, const Number &);
  void errors() {}

  template <typename Type>
  void object(const std::string &key, Type &x)
  {
    if (const Json *found = find(key))
    {
      JsonReader below(*found, path_ + key, order_);
      describe(below, x);
    }
  }
  template <typename Type>
  void object(const std::string &key, std::optional<Type> &x)
  {
    const Json *const found = find_any(key);
    x.reset();
    if (found != nullptr && !found->is_null())
      object(key, x.emplace());
  }
  template <typename Function>
  void nested(const std::string &key, bool wanted, const Function &f)
  {
    const Json *const found = find_any(key);
    if (!wanted && (found == nullptr || found->is_null()))
      return;
    if (found == nullptr)
      refuse_missing(key);
    JsonReader below(*found, path_ + key, order_);
    f(below);
  }

  template <typename Type>
  void named(const std::string &key, std::vector<Type> &list)
  {
    if (find(key) != nullptr)
      named_if_any(key, list);
  }
  template <typename Type>
  void named_if_any(const std::string &key, std::vector<Type> &list)
  {
    const Json *const found = find_any(key);
    if (found == nullptr)
      return;
    require(*found, Json::value_t::object, path_ + key);
    for (const std::string &name : names_in(*found, path_ + key))
    {
      list.emplace_back().name = name;
      JsonReader below((*found)[name], path_ + key + "." + name, order_);
      describe(below, list.back());
    }
  }
  template <typename Type>
  void list(const std::string &key, std::vector<Type> &list)
  {
    if (find(key) != nullptr)
      list_if_any(key, list);
  }
  template <typename Type>
  void list_if_any(const std::string &key, std::vector<Type> &list)
  {
    entries(key,
            0,
            [&list](JsonReader &below, std::size_t)
            { describe(below, list.emplace_back()); });
  }
  template <typename Function>
  void entries(const std::string &key, std::size_t, const Function &f)
  {
    const Json *const found = find_any(key);
    if (found == nullptr)
      return;
    require(*found, Json::value_t::array, path_ + key);
    for (std::size_t i = 0; i < found->size(); ++i)
    {
      JsonReader below((*found)[i], path_ + key + "." + std::to_string(i), order_);
      f(below, i);
    }
  }

  void key_among(std::initializer_list<const char *> keys,
                 std::string &key,
                 bool required = true);

  void without_answers() {}

private:
  JsonReader(const Json &json, const std::string &path, const KeyOrder &order);

  /// All keys of an object, in the order of the file as far as it is known.
  std::vector<std::string> names_in(const Json &json, const std::string &path) const;

  /// The entry of `errors`; null if there is none.
  const Json *find_error(const std::string &key) const;
  /// @throws DamagedResult also if it is below zero
  static void read_error(const Json &json, Number &x, const std::string &path);
  /// The entry of `on_mesh`, if there is one.
  void read_on_mesh(const std::string &key, Number &x) const;

  /// Null if it is not there.
  const Json *find_any(const std::string &key) const;
  /// Null if it is not there, where that is allowed.
  const Json *find(const std::string &key) const;
  [[noreturn]] void refuse_missing(const std::string &key) const;
  static void require(const Json &json, Json::value_t type, const std::string &path);
  static void require_size(const Json &json, std::size_t size, const std::string &path);

  static void read(const Json &json, double &x, const std::string &path);
  static void read(const Json &json, bool &x, const std::string &path);
  static void read(const Json &json, std::string &x, const std::string &path);
  static void read(const Json &json, int &x, const std::string &path);
  static void read(const Json &json, unsigned int &x, const std::string &path);
  static void read(const Json &json, unsigned long long &x, const std::string &path);
  static unsigned long long
  read_count(const Json &json, unsigned long long most, const std::string &path);
  template <typename Type>
  static void read(const Json &json, std::vector<Type> &list, const std::string &path)
  {
    require(json, Json::value_t::array, path);
    list.resize(json.size());
    read_entries(json, list, path);
  }
  template <typename Type, std::size_t n>
  static void read(const Json &json, std::array<Type, n> &list, const std::string &path)
  {
    require_size(json, n, path);
    read_entries(json, list, path);
  }
  template <typename List>
  static void read_entries(const Json &json, List &list, const std::string &path)
  {
    for (std::size_t i = 0; i < list.size(); ++i)
      read(json[i], list[i], path + "." + std::to_string(i));
  }

  const Json &json_;
  const KeyOrder &order_;
  std::string path_; ///< ends with a point or is empty
  bool is_whole_;
};

} // namespace kelvolt
