#include "include_graph.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace kelvolt
{

namespace fs = std::filesystem;

namespace
{

/// A room includes itself and rooms of a lower step; rooms of one step never include each
/// other.
const std::map<std::string, int> &ladder()
{
  static const std::map<std::string, int> steps = {
      {"results", 0},        {"case", 1},           {"run", 2},       {"input", 2},
      {"layout", 2},         {"time", 2},           {"compact", 2},   {"materials", 3},
      {"linear_algebra", 3}, {"mesh", 4},           {"checks", 5},    {"console", 5},
      {"exchange", 5},       {"discretization", 5}, {"meshing", 5},   {"electric", 6},
      {"thermal", 6},        {"coupling", 7},       {"reduction", 8}, {"accuracy", 9},
      {"output", 9},         {"study", 10},         {"verify", 11},   {"campaign", 11},
      {"commands", 12},      {"computing", 13},     {"main", 14}};
  return steps;
}

using Graph = std::map<std::string, std::vector<std::string>>;

/// Depth first; `chain` is the way to `file`, `done` the files that lead into no cycle.
bool closes_cycle(const Graph &graph,
                  const std::string &file,
                  std::vector<std::string> &chain,
                  std::set<std::string> &done)
{
  const auto earlier = std::find(chain.begin(), chain.end(), file);
  if (earlier != chain.end())
  {
    chain.erase(chain.begin(), earlier);
    chain.push_back(file);
    return true;
  }
  if (done.count(file) != 0)
    return false;
  chain.push_back(file);
  if (const auto edges = graph.find(file); edges != graph.end())
    for (const std::string &target : edges->second)
      if (closes_cycle(graph, target, chain, done))
        return true;
  chain.pop_back();
  done.insert(file);
  return false;
}

} // namespace

std::string IncludeLine::text() const
{
  return file + ":" + std::to_string(line) + " includes \"" + target + "\"";
}

std::vector<IncludeLine> read_includes(const fs::path &directory, const fs::path &solver)
{
  static const std::regex pattern("^\\s*#\\s*include\\s*\"([^\"]+)\".*");
  std::vector<IncludeLine> includes;
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(directory))
  {
    const fs::path &path = entry.path();
    if (path.extension() != ".h" && path.extension() != ".cc")
      continue;
    std::ifstream stream(path);
    std::string text;
    for (int number = 1; std::getline(stream, text); ++number)
    {
      std::smatch match;
      if (!std::regex_match(text, match, pattern))
        continue;
      IncludeLine include{path.lexically_relative(solver), number, match[1].str(), false};
      for (const fs::path &base : {path.parent_path(), solver})
        if (!include.found && fs::exists(base / include.target))
        {
          include.target =
              (base / include.target).lexically_normal().lexically_relative(solver);
          include.found = true;
        }
      includes.push_back(include);
    }
  }
  return includes;
}

std::string room(const std::string &file)
{
  const fs::path path(file);
  return path.has_parent_path() ? path.begin()->string() : path.stem().string();
}

std::vector<std::string> ladder_faults(const std::vector<IncludeLine> &includes)
{
  std::vector<std::string> faults;
  const auto add = [&faults](const IncludeLine &include, const std::string &why)
  {
    faults.push_back(include.text() + why);
  };

  for (const IncludeLine &include : includes)
  {
    const std::string from = room(include.file);
    const std::string to = room(include.target);
    if (!include.found)
      add(include, ", which is not under solver/.");
    else if (ladder().count(from) == 0 || ladder().count(to) == 0)
      add(include, ", of which a room is not on the ladder.");
    else if (from != to && ladder().at(to) >= ladder().at(from))
      add(include, ": '" + to + "' is not to the left of '" + from + "'.");
  }
  return faults;
}

std::vector<std::string> find_cycle(const std::vector<IncludeLine> &includes)
{
  Graph graph;
  for (const IncludeLine &include : includes)
    graph[include.file].push_back(include.target);
  std::set<std::string> done;
  for (const auto &[file, targets] : graph)
  {
    std::vector<std::string> chain;
    if (closes_cycle(graph, file, chain, done))
      return chain;
  }
  return {};
}

} // namespace kelvolt
