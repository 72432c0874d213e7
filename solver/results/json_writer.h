#pragma once

#include "results/record_keys.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>

namespace kelvolt
{

/// Writes an object of summary.json, see summary_keys.h.
class JsonWriter
{
public:
  using Json = nlohmann::ordered_json;
  static constexpr bool reads = false;
  template <typename Type>
  using Access = const Type;

  /// @param path of the object, ends with a point or is empty
  explicit JsonWriter(std::string path = "") : path_(std::move(path)) {}

  Json take()
  {
    return std::move(json_);
  }

  void format()
  {
    json_["format"] = result_schema::format;
  }

  template <typename Type>
  void value(const std::string &key, const Type &x)
  {
    json_[key] = checked(x, path_ + key);
  }
  template <typename Type>
  void value(const std::string &key, const std::optional<Type> &x)
  {
    if (x)
      value(key, *x);
  }
  template <typename Type>
  void added(const std::string &key, const Type &x)
  {
    value(key, x);
  }
  template <typename Type>
  void derived(const std::string &key, const Type &x)
  {
    value(key, x);
  }
  void same(const std::string &key, const std::string &x)
  {
    value(key, x);
  }
  void pair(const std::string &key, double first, double second)
  {
    value(key, std::array<double, 2>{first, second});
  }

  void number(const std::string &key, const Number &x, Bar)
  {
    value(key, x.value);
    if (x.error)
      errors_[key] = checked(*x.error, path_ + "errors." + key);
    if (x.on_mesh)
      on_mesh_[key] = checked(*x.on_mesh, path_ + "on_mesh." + key);
  }
  void number(const std::string &key, const std::optional<Number> &x, Bar bar)
  {
    if (x)
      number(key, *x, bar);
  }
  void history(const std::string &key, const History &history, const Number &)
  {
    if (history.empty())
      return;
    Json values = Json::array(), errors = Json::array();
    bool any_error = false;
    for (std::size_t i = 0; i < history.size(); ++i)
    {
      const std::string entry = key + "." + std::to_string(i);
      values.push_back(checked(history[i].value, path_ + entry));
      any_error = any_error || history[i].error;
      errors.push_back(history[i].error
                           ? Json(checked(*history[i].error, path_ + "errors." + entry))
                           : Json());
    }
    json_[key] = std::move(values);
    if (any_error)
      errors_[key] = std::move(errors);
  }
  void errors()
  {
    if (!errors_.empty())
      json_["errors"] = std::move(errors_);
    if (!on_mesh_.empty())
      json_["on_mesh"] = std::move(on_mesh_);
  }

  template <typename Type>
  void object(const std::string &key, const Type &x)
  {
    nested(key, true, [&x](JsonWriter &below) { describe(below, x); });
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
    if (!wanted)
      return;
    JsonWriter below(path_ + key + ".");
    f(below);
    json_[key] = below.take();
  }

  template <typename Type>
  void named(const std::string &key, const std::vector<Type> &list)
  {
    Json &json = json_[key] = Json::object();
    for (const Type &one : list)
    {
      JsonWriter below(path_ + key + "." + one.name + ".");
      describe(below, one);
      json[one.name] = below.take();
    }
  }
  template <typename Type>
  void named_if_any(const std::string &key, const std::vector<Type> &list)
  {
    if (!list.empty())
      named(key, list);
  }
  template <typename Type>
  void list(const std::string &key, const std::vector<Type> &list)
  {
    Json &json = json_[key] = Json::array();
    for (std::size_t i = 0; i < list.size(); ++i)
    {
      JsonWriter below(path_ + key + "." + std::to_string(i) + ".");
      describe(below, list[i]);
      json.push_back(below.take());
    }
  }
  template <typename Type>
  void list_if_any(const std::string &key, const std::vector<Type> &entries)
  {
    if (!entries.empty())
      list(key, entries);
  }
  template <typename Function>
  void entries(const std::string &key, std::size_t n, const Function &f)
  {
    for (std::size_t i = 0; i < n; ++i)
    {
      JsonWriter below(path_ + key + "." + std::to_string(i) + ".");
      f(below, i);
      json_[key].push_back(below.take());
    }
  }

  void key_among(std::initializer_list<const char *>, const std::string &, bool = true) {}

  /// The keys of the contract, none with a number that could be taken for an answer.
  void without_answers()
  {
    json_["max_temperature"] = nullptr;
    for (const char *key : {"parts", "surfaces", "terminals"})
      json_[key] = Json::object();
    json_["audit"] = json_["accuracy"] = nullptr;
  }

private:
  /// @throws std::runtime_error for what is not finite: JSON has no word for it
  static double checked(double x, const std::string &path);
  static const std::string &checked(const std::string &x, const std::string &)
  {
    return x;
  }
  template <typename Type, typename = std::enable_if_t<std::is_integral_v<Type>>>
  static Type checked(Type x, const std::string &)
  {
    return x;
  }
  template <typename List, typename = typename List::const_iterator>
  static Json checked(const List &list, const std::string &path)
  {
    Json json = Json::array();
    for (std::size_t i = 0; i < list.size(); ++i)
      json.push_back(checked(list[i], path + "." + std::to_string(i)));
    return json;
  }

  std::string path_;
  Json json_ = Json::object(), errors_ = Json::object(), on_mesh_ = Json::object();
};

} // namespace kelvolt
