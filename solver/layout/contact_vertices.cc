#include "contact_vertices.h"

#include <algorithm>
#include <set>

namespace kelvolt
{

ContactPairs contact_pairs(const Case &input)
{
  ContactPairs pairs;
  for (const Contact &contact : input.contacts)
    pairs.emplace_back(part_index(input.parts, contact.between[0]),
                       part_index(input.parts, contact.between[1]));
  return pairs;
}

ContactPairs contact_pairs_apart(const Case &input, const std::vector<bool> &conducting)
{
  const ContactPairs pairs = contact_pairs(input);
  ContactPairs result = pairs;
  std::set<int> conductors;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (input.contacts[i].electrical && !input.terminals.empty())
      conductors.insert({pairs[i].first, pairs[i].second});
  for (const int conductor : conductors)
    for (int other = 0; other < static_cast<int>(conducting.size()); ++other)
      if (!conducting[other] && contact_between(pairs, conductor, other) < 0)
        result.emplace_back(conductor, other);
  return result;
}

int contact_between(const ContactPairs &contacts, int part_a, int part_b)
{
  for (std::size_t c = 0; c < contacts.size(); ++c)
    if ((contacts[c].first == part_a && contacts[c].second == part_b) ||
        (contacts[c].first == part_b && contacts[c].second == part_a))
      return static_cast<int>(c);
  return -1;
}

std::vector<ContactFace>
contact_faces_above(const PartLayout &mesh, const ContactPairs &contacts, std::size_t cell)
{
  std::vector<ContactFace> faces;
  const CellPosition lower = mesh.position(cell);
  for (int axis = 0; axis < 3; ++axis)
  {
    CellPosition upper = lower;
    ++upper[axis];
    const int other = mesh.part_at(upper);
    if (other == void_part || other == mesh.part[cell])
      continue;
    const int contact = contact_between(contacts, mesh.part[cell], other);
    if (contact >= 0)
      faces.push_back({lower, axis, contact});
  }
  return faces;
}

std::vector<ContactFace> contact_faces(const PartLayout &mesh, const ContactPairs &contacts)
{
  std::vector<ContactFace> faces;
  if (contacts.empty())
    return faces;
  for (std::size_t i = 0; i < mesh.part.size(); ++i)
    if (mesh.part[i] != void_part)
      for (const ContactFace &face : contact_faces_above(mesh, contacts, i))
        faces.push_back(face);
  return faces;
}

namespace
{

using PartsAround = std::array<int, 8>;
using Numbers = std::array<std::uint8_t, 8>;

PartsAround parts_around(const PartLayout &mesh, const PointPosition &point)
{
  PartsAround part{};
  for (int o = 0; o < 8; ++o)
    part[o] =
        mesh.part_at(point[0] - 1 + o % 2, point[1] - 1 + o / 2 % 2, point[2] - 1 + o / 4);
  return part;
}

/// The lowest of the eight that each is joined to through faces between filled cells that
/// `joins(part, part)`.
template <typename Joins>
Numbers lowest_joined(const PartsAround &part, const Joins &joins)
{
  Numbers lowest{};
  for (std::uint8_t o = 0; o < 8; ++o)
    lowest[o] = o;
  // Twelve faces meet at the point. The lowest number spreads; a path through all eight
  // cells has seven.
  for (int pass = 0; pass < 7; ++pass)
    for (int o = 0; o < 8; ++o)
      for (const int bit : {1, 2, 4})
      {
        const int other = o | bit;
        if (other != o && part[o] != void_part && part[other] != void_part &&
            joins(part[o], part[other]))
          lowest[o] = lowest[other] = std::min(lowest[o], lowest[other]);
      }
  return lowest;
}

/// Whether a contact face meets the point.
bool meets_contact(const PartsAround &part, const ContactPairs &contacts)
{
  for (int o = 0; o < 8; ++o)
    for (const int bit : {1, 2, 4})
      if ((o & bit) == 0 && part[o] != void_part && part[o | bit] != void_part &&
          part[o] != part[o | bit] &&
          contact_between(contacts, part[o], part[o | bit]) >= 0)
        return true;
  return false;
}

} // namespace

std::array<std::uint8_t, 8> copies_around(const PartLayout &mesh,
                                          const ContactPairs &contacts,
                                          const PointPosition &point)
{
  const PartsAround part = parts_around(mesh, point);
  if (!meets_contact(part, contacts))
    return {};
  return lowest_joined(
      part, [&](int a, int b) { return a == b || contact_between(contacts, a, b) < 0; });
}

std::array<std::uint8_t, 8> joined_around(const PartLayout &mesh,
                                          const ContactPairs &contacts,
                                          const PointPosition &point)
{
  const PartsAround part = parts_around(mesh, point);
  Numbers group{};
  if (meets_contact(part, contacts))
    group = lowest_joined(part, [](int, int) { return true; });
  std::array<std::uint8_t, 8> joined{};
  for (unsigned int o = 0; o < 8; ++o)
    for (unsigned int other = 0; other < 8; ++other)
      if (part[o] != void_part && part[other] != void_part && group[o] == group[other])
        joined[o] |= static_cast<std::uint8_t>(1U << other);
  return joined;
}

} // namespace kelvolt
