#include "check_joints.h"

#include "case/unknown_value.h"
#include "layout/conductor_islands.h"
#include "layout/contact_vertices.h"
#include "layout/layout_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

ContactPairs contact_pairs(const Case &input, const PartIndices &indices)
{
  const auto index = [&](const std::string &name)
  {
    const auto found = indices.find(name);
    return found == indices.end() ? -1 : found->second;
  };
  ContactPairs pairs;
  for (const Contact &contact : input.contacts)
    pairs.emplace_back(index(contact.between[0]), index(contact.between[1]));
  return pairs;
}

/// Those of the pairs, the lower part first, that share a face.
std::set<std::pair<int, int>> touching_parts(const PartLayout &layout,
                                             const ContactPairs &pairs)
{
  std::set<std::pair<int, int>> wanted, touching;
  for (const auto &[a, b] : pairs)
    wanted.insert(std::minmax(a, b));
  for (std::size_t c = 0; c < layout.part.size() && !wanted.empty(); ++c)
  {
    const int part = layout.part[c];
    for (const int axis : {0, 1, 2})
    {
      if (part == void_part)
        break;
      const int next =
          layout.part_at(neighbour_of(layout.position(c), side_towards(axis, true)));
      if (next != void_part && next != part && wanted.count(std::minmax(part, next)) > 0)
        touching.insert(std::minmax(part, next));
    }
  }
  return touching;
}

} // namespace

void check_touching_bodies(const Case &input, const PartLayout &layout, Problems &problems)
{
  const std::vector<bool> all(input.parts.size(), true);
  for (const TouchingPoint &touching : touching_points(layout, all))
    problems.push_back(
        {input.parts[touching.parts.front()].where,
         fmt::format(
             "the package touches itself only along an edge or in a corner at {} ({}); "
             "heat cannot pass through a line or a point",
             place_text(layout, touching.point),
             quoted_part_names(input.parts, touching.parts)),
         "parts that share a face, or keep apart",
         "let the parts overlap, or move them apart"});
}

CaseProblem contact_without_faces(const Contact &contact)
{
  return {contact.where,
          fmt::format("the parts '{}' and '{}' of a contact do not touch",
                      contact.between[0],
                      contact.between[1]),
          "two parts that share a face",
          "let the boxes meet, or drop the contact"};
}

CaseProblem contact_of_insulator(const Contact &contact, const std::string &part)
{
  return {contact.where,
          fmt::format("the contact of '{}' and '{}' has an electrical resistance, but '{}' "
                      "conducts no current",
                      contact.between[0],
                      contact.between[1],
                      part),
          "an electrical resistance between conductors",
          "give the part a conductor as its material, or drop the resistance"};
}

CaseProblem point_on_contact(const NamedPoint &point, const Contact &contact)
{
  return {point.where,
          fmt::format("the point '{}' lies on the contact of '{}' and "
                      "'{}', where the temperature jumps",
                      point.name,
                      contact.between[0],
                      contact.between[1]),
          "a place on one side of it",
          "move it into one of the two parts"};
}

void check_contacts(const Case &input,
                    const MaterialMap &library,
                    const PartLayout &layout,
                    const PartIndices &indices,
                    Problems &problems)
{
  const ContactPairs pairs = contact_pairs(input, indices);
  const std::set<std::pair<int, int>> touching = touching_parts(layout, pairs);
  const std::vector<bool> conducts = conducting_parts(input, library);
  for (std::size_t i = 0; i < pairs.size(); ++i)
  {
    const Contact &contact = input.contacts[i];
    if (pairs[i].first < 0 || pairs[i].second < 0 || pairs[i].first == pairs[i].second)
      continue;
    if (touching.count(std::minmax(pairs[i].first, pairs[i].second)) == 0)
      problems.push_back(contact_without_faces(contact));
    for (const int part : {pairs[i].first, pairs[i].second})
      if (contact.electrical && !conducts[part])
        problems.push_back(contact_of_insulator(contact, input.parts[part].name));
  }
}

void check_points(const Case &input,
                  const PartLayout &layout,
                  const PartIndices &indices,
                  Problems &problems)
{
  const ContactPairs pairs = contact_pairs(input, indices);
  std::map<std::pair<int, int>, std::size_t> resisting;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (input.contacts[i].thermal)
      resisting.emplace(std::minmax(pairs[i].first, pairs[i].second), i);
  for (const NamedPoint &point : input.points)
  {
    if (!std::all_of(point.position.begin(),
                     point.position.end(),
                     [](double x) { return is_known(x); }))
      continue;
    const std::vector<int> parts = parts_at(layout, point.position);
    if (parts.empty())
      problems.push_back(
          {point.where,
           fmt::format("the point '{}' lies outside the package", point.name),
           "a place in or on a part",
           "check its coordinates"});
    for (std::size_t a = 0; a < parts.size(); ++a)
      for (std::size_t b = a + 1; b < parts.size(); ++b)
        if (const auto found = resisting.find({parts[a], parts[b]});
            found != resisting.end())
          problems.push_back(point_on_contact(point, input.contacts[found->second]));
  }
}

} // namespace kelvolt
