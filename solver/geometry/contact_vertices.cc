#include "contact_vertices.h"

#include <algorithm>

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

int contact_between(const ContactPairs &contacts, int part_a, int part_b)
{
  for (std::size_t c = 0; c < contacts.size(); ++c)
    if ((contacts[c].first == part_a && contacts[c].second == part_b) ||
        (contacts[c].first == part_b && contacts[c].second == part_a))
      return static_cast<int>(c);
  return -1;
}

std::vector<ContactFace> contact_faces(const PartLayout &mesh, const ContactPairs &contacts)
{
  std::vector<ContactFace> faces;
  if (contacts.empty())
    return faces;
  for (std::size_t i = 0; i < mesh.part.size(); ++i)
  {
    if (mesh.part[i] == void_part)
      continue;
    const CellPosition lower = mesh.position(i);
    for (int axis = 0; axis < 3; ++axis)
    {
      CellPosition upper = lower;
      ++upper[axis];
      const int other = mesh.part_at(upper);
      if (other == void_part || other == mesh.part[i])
        continue;
      const int contact = contact_between(contacts, mesh.part[i], other);
      if (contact >= 0)
        faces.push_back({lower, axis, contact});
    }
  }
  return faces;
}

std::array<std::uint8_t, 8> copies_around(const PartLayout &mesh,
                                          const ContactPairs &contacts,
                                          const PointPosition &point)
{
  std::array<int, 8> part{};
  for (int o = 0; o < 8; ++o)
    part[o] =
        mesh.part_at(point[0] - 1 + o % 2, point[1] - 1 + o / 2 % 2, point[2] - 1 + o / 4);
  std::array<std::uint8_t, 8> copy{};
  for (std::uint8_t o = 0; o < 8; ++o)
    copy[o] = o;
  bool any_contact = false;
  // Twelve faces meet at the point. The lowest number spreads through those without
  // contact; a path through all eight cells has seven.
  for (int pass = 0; pass < 7; ++pass)
    for (int o = 0; o < 8; ++o)
      for (const int bit : {1, 2, 4})
      {
        const int other = o | bit;
        if (other == o || part[o] == void_part || part[other] == void_part)
          continue;
        if (part[o] != part[other] && contact_between(contacts, part[o], part[other]) >= 0)
          any_contact = true;
        else
          copy[o] = copy[other] = std::min(copy[o], copy[other]);
      }
  if (!any_contact)
    copy.fill(0);
  return copy;
}

} // namespace kelvolt
