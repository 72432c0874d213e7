#include "check_terminals.h"

#include "case/check_case.h"
#include "case/given.h"
#include "case/nearest_name.h"
#include "case/unknown_value.h"
#include "layout/conductor_islands.h"
#include "layout/layout_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

std::string quoted_names(const std::vector<std::string> &names)
{
  std::vector<std::string> quoted;
  quoted.reserve(names.size());
  for (const std::string &name : names)
    quoted.push_back("'" + name + "'");
  return list_of_names(quoted);
}

/// A terminal that has faces, as the layout shows it.
struct PlacedTerminal
{
  const Terminal *terminal = nullptr;
  int part = -1;
  std::vector<LayoutFace> faces;
  std::set<int> islands; ///< of the cells on the inner side, empty for a non-conductor

  std::string text() const
  {
    return "terminals." + terminal->name + " (on " + terminal->surface.text() + ")";
  }
};

/// Everything that the checks read.
struct Electrics
{
  const Case &input;
  WaveformIndex waveforms;
  const MaterialMap &library;
  const PartLayout &layout;
  std::vector<bool> conducts; ///< per part
  ConnectedCells islands;
  std::vector<PlacedTerminal> terminals;
};

std::vector<PlacedTerminal>
placed_terminals(const Case &input, const PartLayout &layout, const ConnectedCells &islands)
{
  const std::unordered_map<std::string, int> indices = part_indices(input.parts);
  std::vector<PlacedTerminal> placed;
  std::vector<PartSide> surfaces;
  for (const Terminal &terminal : input.terminals)
    if (const auto part = indices.find(terminal.surface.part); part != indices.end())
    {
      placed.push_back({&terminal, part->second, {}, {}});
      surfaces.push_back(part_side(layout, part->second, terminal.surface));
    }
  const auto faces = faces_of_surfaces(layout, surfaces);
  for (std::size_t i = 0; i < placed.size(); ++i)
  {
    PlacedTerminal &result = placed[i];
    result.faces = faces.at(surfaces[i]);
    for (const LayoutFace &face : result.faces)
    {
      const int island = islands.component[layout.index(face.cell)];
      if (island >= 0)
        result.islands.insert(island);
    }
  }
  placed.erase(std::remove_if(placed.begin(),
                              placed.end(),
                              [](const PlacedTerminal &t) { return t.faces.empty(); }),
               placed.end());
  return placed;
}

} // namespace

std::string
reason_not_conducting(const Case &input, const MaterialMap &library, const Part &part)
{
  const Material *material = find_material(part.material, input, library);
  if (material && material->is_conductor() && !part.electrical)
    return fmt::format("the part '{}' is set to 'electrical: false'", part.name);
  return fmt::format(
      "the part '{}' is of '{}', an insulator (it states neither an electrical "
      "resistivity nor a conductivity)",
      part.name,
      part.material);
}

namespace
{

void check_one_conductor(const Electrics &e, const PlacedTerminal &t, Problems &problems)
{
  const Part &part = e.input.parts[t.part];
  if (!e.conducts[t.part])
  {
    problems.push_back({t.terminal->where,
                        fmt::format("{} carries no current: {}",
                                    t.text(),
                                    reason_not_conducting(e.input, e.library, part)),
                        "a terminal on a part that conducts",
                        "put the terminal on a conductor"});
    return;
  }
  std::set<int> others;
  for (const LayoutFace &face : t.faces)
  {
    if (face.neighbour != void_part && e.conducts[face.neighbour])
      others.insert(face.neighbour);
  }
  if (!others.empty())
    problems.push_back(
        {t.terminal->where,
         fmt::format("{} lies between two conductors: '{}' on one side, {} on the other",
                     t.text(),
                     part.name,
                     quoted_part_names(e.input.parts, {others.begin(), others.end()})),
         "a terminal that touches exactly one conductor",
         "put it on a face of the conductors that borders an insulator or the outside, or "
         "set "
         "'electrical: false' on the part that carries no current"});
  if (t.islands.size() > 1)
    problems.push_back(
        {t.terminal->where,
         fmt::format("{} lies on {} conductors that are not connected with each "
                     "other: the part '{}' is in several pieces",
                     t.text(),
                     t.islands.size(),
                     part.name),
         "a terminal on one connected conductor",
         "make a part of each piece, with a terminal of its own"});
}

std::size_t index_of(const Case &input, const Terminal &terminal)
{
  return static_cast<std::size_t>(&terminal - input.terminals.data());
}

/// Whether two terminals are one electrode when they touch: both at the same voltage, at
/// all times. An unknown voltage may be the same.
bool are_at_one_voltage(const Electrics &e, const Terminal &a, const Terminal &b)
{
  const std::optional<double> first = given_voltage(a), second = given_voltage(b);
  if (!first || !second)
    return false;
  return !is_known(*first) || !is_known(*second) ||
         e.waveforms.are_alike({Target::Kind::voltage, index_of(e.input, a)},
                               *first,
                               {Target::Kind::voltage, index_of(e.input, b)},
                               *second);
}

/// Terminals on conductors whose faces share a corner, an edge or a face, and that cannot
/// be one electrode.
void check_touching_terminals(const Electrics &e, Problems &problems)
{
  std::unordered_map<std::size_t, std::size_t> owner; // of a grid point
  std::set<std::pair<std::size_t, std::size_t>> reported;
  for (std::size_t n = 0; n < e.terminals.size(); ++n)
  {
    const PlacedTerminal &t = e.terminals[n];
    if (t.islands.empty())
      continue;
    for (const LayoutFace &face : t.faces)
    {
      for (const PointPosition &corner : face_corners(face))
      {
        const std::size_t other =
            owner.emplace(e.layout.point_index(corner), n).first->second;
        // A matrix between terminals raises each of them alone.
        if (other == n ||
            (!e.input.output.matrices &&
             are_at_one_voltage(e, *e.terminals[other].terminal, *t.terminal)) ||
            !reported.emplace(other, n).second)
          continue;
        problems.push_back(
            {t.terminal->where,
             fmt::format(
                 "{} and {} touch at {}: they are shorted, or the current between them "
                 "is infinite",
                 e.terminals[other].text(),
                 t.text(),
                 place_text(e.layout, corner)),
             e.input.output.matrices
                 ? "terminals that keep apart, for a matrix between them"
                 : "terminals that keep apart, or have the same given voltage",
             "make them one terminal, or move one of them to another face"});
      }
    }
  }
}

/// What the given currents of an island leave over.
struct Excess
{
  double current = 0.; ///< [A]
  std::string when;    ///< " at 0.001 s", empty if nothing changes
};

/// The sum of the currents where it is not zero, nothing if it always is. Between corners
/// currents are straight lines, so that it is enough to look there; of a long train of
/// pulses the first thousands stand for the others.
std::optional<Excess> find_excess(const Case &input,
                                  const WaveformIndex &waveforms,
                                  const std::vector<const Terminal *> &terminals)
{
  constexpr double round_off = 1e-9;
  constexpr int most_corners = 10000;
  std::vector<const Waveform *> varying;
  double constant = 0., largest_constant = 0.;
  for (const Terminal *t : terminals)
    if (const Waveform *const waveform =
            waveforms.find({Target::Kind::current, index_of(input, *t)}))
      varying.push_back(waveform);
    else
    {
      constant += given_current(*t).value();
      largest_constant = std::max(largest_constant, std::abs(given_current(*t).value()));
    }
  std::optional<double> corner = 0.;
  for (int n = 0; corner && n < most_corners; ++n)
  {
    const double t = *corner;
    for (const Approach side : {Approach::from_left, Approach::from_right})
    {
      double sum = constant, largest = largest_constant;
      for (const Waveform *waveform : varying)
      {
        const double current = waveform->value(t, side);
        sum += current;
        largest = std::max(largest, std::abs(current));
      }
      if ((n > 0 || side == Approach::from_right) && std::abs(sum) > round_off * largest)
        return Excess{sum, varying.empty() ? "" : fmt::format(" at {} s", t)};
    }
    corner.reset();
    for (const Waveform *waveform : varying)
      if (const std::optional<double> next = waveform->next_corner(t))
        corner = std::min(*next, corner.value_or(*next));
  }
  return std::nullopt;
}

} // namespace

void check_return_path(const Case &input,
                       const WaveformIndex &waveforms,
                       const std::vector<const Terminal *> &terminals,
                       const std::function<std::vector<int>()> &parts_of_island,
                       Problems &problems)
{
  const auto gives_voltage = [](const Terminal *t)
  {
    return given_voltage(*t).has_value();
  };
  const auto is_unknown = [](const Terminal *t)
  {
    const std::optional<double> current = given_current(*t);
    return current && !is_known(*current);
  };
  if (std::any_of(terminals.begin(), terminals.end(), gives_voltage) ||
      std::any_of(terminals.begin(), terminals.end(), is_unknown))
    return;
  // Of these the last one takes the sum of the others, as long as that is its own current.
  const std::optional<Excess> excess = find_excess(input, waveforms, terminals);
  if (!excess)
    return;
  const double sum = excess->current;
  std::vector<std::string> names;
  names.reserve(terminals.size());
  for (const Terminal *t : terminals)
    names.push_back(t->name);
  const std::vector<int> parts = parts_of_island();
  const Terminal &first = *terminals.front();
  if (terminals.size() == 1)
    problems.push_back(
        {first.where,
         fmt::format(
             "terminals.{} drives {:.6g} A{} into the conductor of {}, but that has no "
             "other terminal through which the current returns",
             first.name,
             sum,
             excess->when,
             quoted_part_names(input.parts, parts)),
         "a second terminal, with a voltage, on the same conductor",
         "add the terminal of the return path, or close the gap that separates it"});
  else
    problems.push_back(
        {first.where,
         fmt::format(
             "the conductor of {} has terminals with a given current only ({}), and these "
             "add up to {:.6g} A{}, which has no way back",
             quoted_part_names(input.parts, parts),
             quoted_names(names),
             sum,
             excess->when),
         "currents that add up to zero, or a terminal with a voltage on the same conductor",
         fmt::format("give one of them a voltage instead, such as 'voltage: 0 V' for '{}'",
                     names.back())});
}

namespace
{

void check_islands(const Electrics &e, Problems &problems)
{
  std::vector<std::vector<const Terminal *>> terminals(e.islands.count);
  for (const PlacedTerminal &t : e.terminals)
  {
    for (const int island : t.islands)
      terminals[island].push_back(t.terminal);
  }
  for (int island = 0; island < e.islands.count; ++island)
  {
    // A conductor without terminals floats: it carries no current.
    if (!terminals[island].empty())
      check_return_path(
          e.input,
          e.waveforms,
          terminals[island],
          [&] { return parts_of_component(e.layout, e.islands, island); },
          problems);
  }
}

/// Whether no terminal or wire may lead anywhere, for want of a part or a material.
bool has_known_paths(const Case &input, const MaterialMap &library)
{
  const auto parts = part_indices(input.parts);
  bool known = true;
  for (const Terminal &one : input.terminals)
    known = known && parts.count(one.surface.part) > 0;
  for (const Wire &wire : input.wires)
    known = known && find_material(wire.material, input, library) != nullptr &&
            parts.count(wire.feet[0].part) * parts.count(wire.feet[1].part) > 0;
  return known;
}

void check_touching_conductors(const Electrics &e, Problems &problems)
{
  for (const TouchingPoint &touching : touching_points(e.layout, e.conducts))
    problems.push_back(
        {e.input.parts[touching.parts.front()].where,
         fmt::format(
             "conductors touch only along an edge or in a corner at {} ({}); current "
             "cannot pass through a line or a point",
             place_text(e.layout, touching.point),
             quoted_part_names(e.input.parts, touching.parts)),
         "conductors that share a face, or keep apart",
         "let them overlap, move them apart, or set 'electrical: false' on parts that only "
         "conduct heat"});
}

} // namespace

std::vector<CaseProblem>
check_terminals(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  if (input.terminals.empty())
    return {};
  ConnectedCells islands = conductor_islands(input, library, layout);
  std::vector<PlacedTerminal> terminals = placed_terminals(input, layout, islands);
  const Electrics electrics{input,
                            WaveformIndex(input),
                            library,
                            layout,
                            conducting_parts(input, library),
                            std::move(islands),
                            std::move(terminals)};
  Problems problems;
  for (const PlacedTerminal &terminal : electrics.terminals)
    check_one_conductor(electrics, terminal, problems);
  check_touching_terminals(electrics, problems);
  if (has_known_paths(input, library))
    check_islands(electrics, problems);
  check_touching_conductors(electrics, problems);
  return problems;
}

} // namespace kelvolt
