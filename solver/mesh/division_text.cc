#include "plane_division.h"

#include <fmt/format.h>

#include <istream>
#include <ostream>
#include <stdexcept>
#include <string>

namespace kelvolt
{

namespace
{

constexpr const char *file_head = "kelvolt plane division 1";
/// What no file that Kelvolt wrote exceeds.
constexpr std::size_t most_entries = 100000000;

std::size_t read_count(std::istream &stream)
{
  std::size_t count = 0;
  stream >> count;
  if (!stream || count > most_entries)
    throw std::runtime_error("A plane division is not complete.");
  return count;
}

} // namespace

void write(std::ostream &stream, const Arrangement &division, const PlaneSizing &sizing)
{
  stream << file_head << '\n' << fmt::format("{} {}\n", sizing.largest, sizing.growth);
  stream << division.vertices.size() << '\n';
  for (const PlanePoint &vertex : division.vertices)
    stream << fmt::format("{} {}\n", vertex[0], vertex[1]);
  stream << division.edges.size() << '\n';
  for (const Arrangement::Edge &edge : division.edges)
    stream << fmt::format("{} {} {}\n", edge.from, edge.to, edge.bulge);
  stream << division.faces.size() << '\n';
  for (const Arrangement::Face &face : division.faces)
  {
    stream << face.size() << '\n';
    for (const Arrangement::Loop &loop : face)
    {
      stream << loop.size();
      for (const Arrangement::Step &step : loop)
        stream << ' ' << step.edge << ' ' << (step.forwards ? 1 : 0);
      stream << '\n';
    }
  }
}

Arrangement read_division(std::istream &stream, PlaneSizing &sizing)
{
  std::string head;
  std::getline(stream, head);
  if (head != file_head)
    throw std::runtime_error("This is no plane division.");
  stream >> sizing.largest >> sizing.growth;
  Arrangement all;
  all.vertices.resize(read_count(stream));
  for (PlanePoint &vertex : all.vertices)
    stream >> vertex[0] >> vertex[1];
  all.edges.resize(read_count(stream));
  for (Arrangement::Edge &edge : all.edges)
  {
    stream >> edge.from >> edge.to >> edge.bulge;
    if (edge.from >= all.vertices.size() || edge.to >= all.vertices.size())
      throw std::runtime_error("A plane division names a vertex that it lacks.");
  }
  all.faces.resize(read_count(stream));
  for (Arrangement::Face &face : all.faces)
  {
    face.resize(read_count(stream));
    for (Arrangement::Loop &loop : face)
    {
      loop.resize(read_count(stream));
      for (Arrangement::Step &step : loop)
      {
        stream >> step.edge >> step.forwards;
        if (step.edge >= all.edges.size())
          throw std::runtime_error("A plane division names an edge that it lacks.");
      }
    }
  }
  if (!stream)
    throw std::runtime_error("A plane division is not complete.");
  return all;
}

} // namespace kelvolt
