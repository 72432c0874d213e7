#include "checks/check_column_terminals.h"

#include "case/check_case.h"
#include "case/given.h"
#include "checks/check_joints.h"
#include "checks/check_terminals.h"
#include "layout/layout_text.h"
#include "layout/part_layout.h"
#include "mesh/column_islands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

/// A terminal with its faces, and the islands that they lie on.
struct Placed
{
  const Terminal *terminal;
  int part;
  std::vector<ColumnFace> faces;
  std::set<int> islands;

  std::string text() const
  {
    return "terminals." + terminal->name + " (on " + terminal->surface.text() + ")";
  }
};

std::size_t cell_of(const ColumnLayout &layout, const ColumnFace &face)
{
  return std::size_t(face.column) * layout.n_slabs() + face.slab;
}

std::vector<Placed> placed_terminals(const Case &input,
                                     const ColumnLayout &layout,
                                     const ConnectedCells &islands)
{
  std::vector<Placed> result;
  for (const Terminal &terminal : input.terminals)
  {
    const int part = part_index(input.parts, terminal.surface.part);
    Placed one{&terminal, part, surface_faces(layout, input.parts, terminal.surface), {}};
    for (const ColumnFace &face : one.faces)
      if (const int island = islands.component[cell_of(layout, face)]; island >= 0)
        one.islands.insert(island);
    result.push_back(std::move(one));
  }
  return result;
}

/// The conductors beyond the faces of a terminal.
std::vector<int> conductors_beyond(const ColumnLayout &layout,
                                   const std::vector<bool> &conducts,
                                   const Placed &terminal)
{
  std::vector<int> result;
  std::set<std::array<unsigned int, 3>> own;
  for (const ColumnFace &face : terminal.faces)
    own.insert({face.column, face.slab, face.face});
  for (int other = 0; other < static_cast<int>(conducts.size()); ++other)
  {
    if (!conducts[other] || other == terminal.part)
      continue;
    const std::vector<ColumnFacePair> between = faces_between(layout, terminal.part, other);
    if (std::any_of(between.begin(),
                    between.end(),
                    [&](const ColumnFacePair &pair)
                    {
                      const ColumnFace &face = pair.first;
                      return own.count({face.column, face.slab, face.face}) > 0;
                    }))
      result.push_back(other);
  }
  return result;
}

void check_place(const Case &input,
                 const MaterialMap &library,
                 const ColumnLayout &layout,
                 const std::vector<bool> &conducts,
                 const Placed &t,
                 Problems &problems)
{
  const Part &part = input.parts[t.part];
  const auto report =
      [&](const std::string &what, const char *allowed, const char *suggestion)
  {
    problems.push_back({t.terminal->where, what, allowed, suggestion});
  };
  if (t.faces.empty())
    report(fmt::format("{} has no faces", t.text()),
           "a surface on which the part ends",
           "choose another side or part");
  else if (!conducts[t.part])
    report(fmt::format("{} carries no current: {}",
                       t.text(),
                       reason_not_conducting(input, library, part)),
           "a terminal on a part that conducts",
           "put the terminal on a conductor");
  else if (const std::vector<int> others = conductors_beyond(layout, conducts, t);
           !others.empty())
    report(fmt::format("{} lies between two conductors: '{}' on one side, {} on the other",
                       t.text(),
                       part.name,
                       quoted_part_names(input.parts, others)),
           "a terminal that touches exactly one conductor",
           "put it on a face of the conductors that borders an insulator or the outside, "
           "or set 'electrical: false' on the part that carries no current");
  else if (t.islands.size() > 1)
    report(fmt::format("{} lies on {} conductors that are not connected with each other: "
                       "the part '{}' is in several pieces",
                       t.text(),
                       t.islands.size(),
                       part.name),
           "a terminal on one connected conductor",
           "make a part of each piece, with a terminal of its own");
}

void check_touching(const ColumnLayout &layout,
                    const std::vector<Placed> &terminals,
                    Problems &problems)
{
  std::map<std::array<unsigned int, 2>, std::size_t> owner; // of a corner at a plane
  std::set<std::pair<std::size_t, std::size_t>> told;
  for (std::size_t n = 0; n < terminals.size(); ++n)
    for (const ColumnFace &face : terminals[n].faces)
      for (const auto &corner : corners_of(layout, face))
      {
        const std::size_t other = owner.emplace(corner, n).first->second;
        const auto first = given_voltage(*terminals[other].terminal),
                   second = given_voltage(*terminals[n].terminal);
        if (other == n || (first && second && *first == *second) ||
            !told.emplace(other, n).second)
          continue;
        problems.push_back(
            {terminals[n].terminal->where,
             fmt::format("{} and {} touch: they are shorted, or the current between them "
                         "is infinite",
                         terminals[other].text(),
                         terminals[n].text()),
             "terminals that keep apart, or have the same given voltage",
             "make them one terminal, or move one of them to another face"});
      }
}

void check_islands(const Case &input,
                   const ColumnLayout &layout,
                   const ConnectedCells &islands,
                   const std::vector<Placed> &terminals,
                   Problems &problems)
{
  const WaveformIndex waveforms(input);
  std::map<int, std::vector<const Terminal *>> on_island;
  for (const Placed &t : terminals)
    for (const int island : t.islands)
      on_island[island].push_back(t.terminal);
  for (const auto &[island, on] : on_island)
    check_return_path(
        input,
        waveforms,
        on,
        [&, number = island]
        {
          std::set<int> parts;
          for (std::size_t cell = 0; cell < layout.part.size(); ++cell)
            if (islands.component[cell] == number)
              parts.insert(layout.part[cell]);
          return std::vector<int>(parts.begin(), parts.end());
        },
        problems);
}

/// Also without terminals: the resistance would change nothing.
void check_insulators(const Case &input,
                      const std::vector<bool> &conducts,
                      Problems &problems)
{
  for (const Contact &contact : input.contacts)
    for (const std::string &name : contact.between)
      if (contact.electrical && !conducts[part_index(input.parts, name)])
        problems.push_back(contact_of_insulator(contact, name));
}

/// A joint of which only a piece lies on a conductor with a terminal.
void check_contacts(const Case &input,
                    const ColumnLayout &layout,
                    const ConnectedCells &islands,
                    const std::vector<Placed> &terminals,
                    Problems &problems)
{
  std::set<int> driven;
  for (const Placed &t : terminals)
    driven.insert(t.islands.begin(), t.islands.end());
  for (const Contact &contact : input.contacts)
  {
    if (!contact.electrical)
      continue;
    const int first = part_index(input.parts, contact.between[0]),
              second = part_index(input.parts, contact.between[1]);
    std::set<bool> carries;
    for (const ColumnFacePair &face : faces_between(layout, first, second))
      carries.insert(driven.count(islands.component[cell_of(layout, face.first)]) > 0);
    if (carries.size() > 1)
      problems.push_back(
          {contact.where,
           fmt::format("the contact {} resists current on faces of which only some lie on "
                       "a conductor with terminals",
                       contact.text()),
           "a joint of conductors that all carry current, or of none",
           "make parts of their own of the pieces without a terminal"});
  }
}

} // namespace

void check_column_terminals(const Case &input,
                            const MaterialMap &library,
                            const ColumnLayout &layout,
                            Problems &problems)
{
  const std::vector<bool> conducts = conducting_parts(input, library);
  check_insulators(input, conducts, problems);
  if (input.terminals.empty())
    return;
  const ConnectedCells islands = joined_by_wires(
      input, conducting_wires(input, library), layout, connected_cells(layout, conducts));
  const std::vector<Placed> terminals = placed_terminals(input, layout, islands);
  for (const Placed &terminal : terminals)
    check_place(input, library, layout, conducts, terminal, problems);
  check_touching(layout, terminals, problems);
  check_islands(input, layout, islands, terminals, problems);
  check_contacts(input, layout, islands, terminals, problems);
}

} // namespace kelvolt
