#include "results/json_reader.h"

#include "results/result_from_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kelvolt
{
namespace
{

using Json = JsonReader::Json;

/// Fit for a message: of a long path the end counts, and names may hold anything.
std::string quoted(std::string path)
{
  constexpr std::size_t longest = 200;
  if (path.size() > longest)
    path = "..." + path.substr(path.size() - longest);
  const auto is_control = [](char c)
  {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  };
  std::replace_if(path.begin(), path.end(), is_control, '?');
  return "'" + path + "'";
}

[[noreturn]] void
refuse(const std::string &path, const std::string &found, const std::string &allowed)
{
  throw DamagedResult(fmt::format("{} is {}; allowed is {}", quoted(path), found, allowed));
}

std::string type_of(const Json &json)
{
  return std::string("a JSON ") + json.type_name();
}

const char *spoken(Json::value_t type)
{
  switch (type)
  {
  case Json::value_t::object:
    return "an object";
  case Json::value_t::array:
    return "a list";
  case Json::value_t::string:
    return "a text";
  case Json::value_t::boolean:
    return "true or false";
  default:
    return "a number";
  }
}

} // namespace

JsonReader::JsonReader(const Json &json, const KeyOrder &order)
    : json_(json), order_(order), is_whole_(true)
{
  if (!json.is_object())
    throw DamagedResult("is " + type_of(json) + "; allowed is an object");
}

JsonReader::JsonReader(const Json &json, const std::string &path, const KeyOrder &order)
    : json_(json), order_(order), path_(path + "."), is_whole_(false)
{
  require(json, Json::value_t::object, path);
}

std::vector<std::string> JsonReader::names_in(const Json &json,
                                              const std::string &path) const
{
  std::vector<std::string> names;
  std::set<std::string> taken;
  const auto take = [&](const std::string &name)
  {
    if (json.contains(name) && taken.insert(name).second)
      names.push_back(name);
  };
  if (const auto known = order_.find(path); known != order_.end())
    std::for_each(known->second.begin(), known->second.end(), take);
  for (const auto &[name, value] : json.items())
    take(name);
  return names;
}

const Json *JsonReader::find_any(const std::string &key) const
{
  const auto found = json_.find(key);
  return found == json_.end() ? nullptr : &*found;
}

const Json *JsonReader::find(const std::string &key) const
{
  const Json *const found = find_any(key);
  if (found == nullptr && !is_whole_)
    refuse_missing(key);
  return found;
}

void JsonReader::refuse_missing(const std::string &key) const
{
  throw DamagedResult("has no " + quoted(path_ + key));
}

void JsonReader::require(const Json &json, Json::value_t type, const std::string &path)
{
  if (json.type() != type)
    refuse(path, type_of(json), spoken(type));
}

void JsonReader::require_size(const Json &json, std::size_t size, const std::string &path)
{
  if (!json.is_array() || json.size() != size)
    refuse(path,
           fmt::format("{} of {}", type_of(json), json.size()),
           fmt::format("a list of {}", size));
}

void JsonReader::read(const Json &json, double &x, const std::string &path)
{
  if (!json.is_number())
    refuse(path, type_of(json), "a number");
  x = json.get<double>();
}

void JsonReader::read(const Json &json, bool &x, const std::string &path)
{
  require(json, Json::value_t::boolean, path);
  x = json.get<bool>();
}

void JsonReader::read(const Json &json, std::string &x, const std::string &path)
{
  require(json, Json::value_t::string, path);
  x = json.get<std::string>();
}

unsigned long long
JsonReader::read_count(const Json &json, unsigned long long most, const std::string &path)
{
  const std::string allowed = fmt::format("a whole number from 0 to {}", most);
  if (!json.is_number_unsigned())
    refuse(path, json.is_number() ? json.dump() : type_of(json), allowed);
  const auto count = json.get<unsigned long long>();
  if (count > most)
    refuse(path, json.dump(), allowed);
  return count;
}

void JsonReader::read(const Json &json, int &x, const std::string &path)
{
  x = static_cast<int>(read_count(json, std::numeric_limits<int>::max(), path));
}

void JsonReader::read(const Json &json, unsigned int &x, const std::string &path)
{
  x = static_cast<unsigned int>(
      read_count(json, std::numeric_limits<unsigned int>::max(), path));
}

void JsonReader::read(const Json &json, unsigned long long &x, const std::string &path)
{
  x = read_count(json, std::numeric_limits<unsigned long long>::max(), path);
}

void JsonReader::format()
{
  int found = result_schema::format;
  value("format", found);
  if (found > result_schema::format)
    refuse("format",
           std::to_string(found),
           fmt::format("{} or less; the result is of a later version of Kelvolt",
                       result_schema::format));
}

void JsonReader::same(const std::string &key, const std::string &x)
{
  std::string found;
  value(key, found);
  if (found != x)
    refuse(path_ + key, quoted(found), quoted(x));
}

void JsonReader::pair(const std::string &key, double &first, double &second)
{
  std::array<double, 2> both{};
  value(key, both);
  first = both[0];
  second = both[1];
}

const Json *JsonReader::find_error(const std::string &key) const
{
  const Json *const errors = find_any("errors");
  if (errors == nullptr)
    return nullptr;
  require(*errors, Json::value_t::object, path_ + "errors");
  const auto error = errors->find(key);
  return error == errors->end() ? nullptr : &*error;
}

void JsonReader::read_error(const Json &json, Number &x, const std::string &path)
{
  read(json, x.error.emplace(), path);
  if (!(*x.error >= 0.))
    refuse(path, json.dump(), "a number from 0 on");
}

void JsonReader::number(const std::string &key, Number &x, Bar)
{
  value(key, x.value);
  read_on_mesh(key, x);
  if (const Json *const error = find_error(key))
    read_error(*error, x, path_ + "errors." + key);
}

void JsonReader::read_on_mesh(const std::string &key, Number &x) const
{
  const Json *const on_mesh = find_any("on_mesh");
  if (on_mesh == nullptr)
    return;
  require(*on_mesh, Json::value_t::object, path_ + "on_mesh");
  const auto found = on_mesh->find(key);
  if (found != on_mesh->end())
    read(*found, x.on_mesh.emplace(), path_ + "on_mesh." + key);
}

void JsonReader::number(const std::string &key, std::optional<Number> &x, Bar bar)
{
  x.reset();
  if (find_any(key) != nullptr)
    number(key, x.emplace(), bar);
}

void JsonReader::history(const std::string &key, History &history, const Number &)
{
  history.clear();
  const Json *const values = find_any(key);
  if (values == nullptr)
    return;
  require(*values, Json::value_t::array, path_ + key);
  const auto entry = [](const std::string &path, std::size_t i)
  {
    return path + "." + std::to_string(i);
  };
  history.resize(values->size());
  for (std::size_t i = 0; i < history.size(); ++i)
    read((*values)[i], history[i].value, entry(path_ + key, i));
  const Json *const errors = find_error(key);
  if (errors == nullptr)
    return;
  const std::string path = path_ + "errors." + key;
  require_size(*errors, history.size(), path);
  for (std::size_t i = 0; i < history.size(); ++i)
    if (!(*errors)[i].is_null())
      read_error((*errors)[i], history[i], entry(path, i));
}

void JsonReader::key_among(std::initializer_list<const char *> keys,
                           std::string &key,
                           bool required)
{
  key.clear();
  for (const char *one : keys)
    if (find_any(one) != nullptr)
      key = one;
  if (key.empty() && required)
    refuse_missing(*keys.begin());
}

} // namespace kelvolt
