#include "duty_paths.h"

#include "case/check_case.h"
#include "case/given.h"
#include "duties_in_time.h"
#include "layout/conductor_islands.h"
#include "layout/layout_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace kelvolt
{
namespace
{

bool is_active(const Terminal &terminal)
{
  return given_current(terminal) != 0.;
}

/// A device that switches, or a connected conductor without those.
struct Region
{
  int island = -1;
  std::map<double, std::size_t> duties;    ///< of the devices that it leads to, and those
  std::vector<const Terminal *> terminals; ///< through which current flows
};

/// At one instant.
class DutyPaths
{
public:
  /// @param duties of the devices @param changes whether they do so in time
  DutyPaths(const Case &input,
            const MaterialMap &library,
            const PartLayout &layout,
            const std::vector<double> &duties,
            const std::vector<bool> &changes)
      : input_(input), layout_(layout), duty_(duties), device_(input.parts.size()),
        conducts_(conducting_parts(input, library)),
        islands_(connected_cells(layout, conducts_)), result_(shares_of_one(input))
  {
    for (std::size_t i = 0; i < input.devices.size(); ++i)
      if (duties[i] < 1. || changes[i])
        device_[part_index(input.parts, input.devices[i].part)] = i;
    std::vector<bool> steady = conducts_;
    for (std::size_t part = 0; part < steady.size(); ++part)
      steady[part] = steady[part] && !device_[part];
    cells_ = connected_cells(layout, steady);
    regions_.resize(cells_.count + input.parts.size());
    find_duties();
    find_terminals();
  }

  DutyShares shares()
  {
    for (int island = 0; island < islands_.count; ++island)
      if (switches(island))
        judge(island);
    if (result_.problems.empty())
      share_out();
    return std::move(result_);
  }

private:
  bool is_switch(int part) const
  {
    return part != void_part && conducts_[part] && device_[part];
  }

  /// Switching devices come behind the conductors, by their part; -1 for an insulator.
  int region_of(std::size_t cell) const
  {
    const int part = layout_.part[cell];
    return is_switch(part) ? cells_.count + part : cells_.component[cell];
  }

  void add_duty(int switching, Region &region) const
  {
    region.duties.emplace(duty_[*device_[switching]], *device_[switching]);
  }

  void find_duties()
  {
    for (std::size_t i = 0; i < layout_.part.size(); ++i)
    {
      const int region = region_of(i);
      if (region < 0)
        continue;
      regions_[region].island = islands_.component[i];
      if (is_switch(layout_.part[i]))
      {
        add_duty(layout_.part[i], regions_[region]);
        continue;
      }
      for (const auto side : all_sides)
      {
        const int next = layout_.part_at(neighbour_of(layout_.position(i), side));
        if (is_switch(next))
          add_duty(next, regions_[region]);
      }
    }
  }

  void find_terminals()
  {
    for (const Terminal &terminal : input_.terminals)
    {
      if (!is_active(terminal))
        continue;
      std::set<int> touched;
      for (const LayoutFace &face : surface_faces(layout_, input_.parts, terminal.surface))
        touched.insert(region_of(layout_.index(face.cell)));
      for (const int region : touched)
        if (region >= cells_.count) // an end of a device, apart from its other end
        {
          regions_.push_back(regions_[region]);
          regions_.back().terminals = {&terminal};
        }
        else if (region >= 0)
          regions_[region].terminals.push_back(&terminal);
    }
  }

  /// Whether a device of the island is off for a part of the period.
  bool switches(int island) const
  {
    return std::any_of(regions_.begin(),
                       regions_.end(),
                       [&](const Region &region)
                       { return region.island == island && !region.duties.empty(); });
  }

  void report(const Terminal &terminal, const std::string &found)
  {
    result_.problems.push_back(
        {terminal.where,
         found,
         "with a duty below 100 %: a current of the on-state that enters the conductor in "
         "one place and leaves it in one other, through devices of one duty or of a half "
         "bridge (D and 100 % - D)",
         "model each path on its own, or leave the duty at 100 % and give effective (RMS) "
         "currents"});
  }

  void judge(int island)
  {
    std::vector<const Region *> poles;
    std::map<double, std::size_t> duties;
    int mixed = 0;
    for (const Region &region : regions_)
    {
      if (region.island != island)
        continue;
      duties.insert(region.duties.begin(), region.duties.end());
      mixed += region.duties.size() > 1 ? 1 : 0;
      if (!region.terminals.empty())
        poles.push_back(&region);
    }
    for (const Region *pole : poles)
      judge_pole(*pole);
    if (poles.empty() || !result_.problems.empty())
      return;
    const Terminal &first = *poles.front()->terminals.front();
    if (poles.size() > 2)
      report(first,
             fmt::format("terminals lead current to {} places between switching devices "
                         "({}): the loss there depends on when each device conducts",
                         poles.size(),
                         terminal_names(poles)));
    judge_voltages(poles);
    const bool half_bridge =
        duties.size() == 2 && mixed <= 1 &&
        is_same_duty(duties.begin()->first + duties.rbegin()->first, 1.);
    if (duties.size() > 1 && !half_bridge)
      report(first,
             fmt::format("the devices between {} have duties that cannot hold together in "
                         "one path of current ({})",
                         terminal_names(poles),
                         duties_text(duties)));
    if (half_bridge && mixed > 0)
      result_.warnings.push_back(fmt::format(
          "Devices of the duties {} are taken for a half bridge. The conductor between "
          "them "
          "counts with {:g} % of the time, a bound: it heats by less where the load is "
          "connected between them.",
          duties_text(duties),
          100. * duties.rbegin()->first));
  }

  void judge_pole(const Region &pole)
  {
    const Terminal &first = *pole.terminals.front();
    const auto sign = [](const Terminal &terminal)
    {
      const std::optional<double> current = given_current(terminal);
      return !current ? 0 : *current > 0. ? 1 : -1;
    };
    for (const Terminal *other : pole.terminals)
      if (sign(*other) != sign(first))
      {
        report(
            *other,
            fmt::format("terminals.{} and terminals.{} lie on one conductor, through which "
                        "current can flow beside the switching devices",
                        first.name,
                        other->name));
        return;
      }
    if (pole.duties.size() > 1)
      report(
          first,
          fmt::format("terminals.{} lies between devices of different duty ({}): the loss "
                      "there depends on when each device conducts",
                      first.name,
                      duties_text(pole.duties)));
  }

  /// Between given voltages the current would follow from the mean of the resistance.
  void judge_voltages(const std::vector<const Region *> &poles)
  {
    const WaveformIndex waveforms(input_);
    const auto target = [this](const Terminal *terminal)
    {
      const auto index = static_cast<std::size_t>(terminal - input_.terminals.data());
      return Target{Target::Kind::voltage, index};
    };
    std::optional<double> reference;
    const Terminal *other = nullptr;
    for (const Region *pole : poles)
      for (const Terminal *terminal : pole->terminals)
      {
        const std::optional<double> given = given_voltage(*terminal);
        if (!given)
          continue;
        if (reference &&
            !waveforms.are_alike(target(terminal), *given, target(other), *reference))
          report(
              *terminal,
              fmt::format("terminals.{} gives {:g} V and another terminal of its "
                          "conductor {:g} V, so that no current of the on-state is given",
                          terminal->name,
                          *given,
                          *reference));
        reference = given;
        other = terminal;
      }
  }

  static std::string terminal_names(const std::vector<const Region *> &poles)
  {
    std::string names;
    for (const Region *pole : poles)
      for (const Terminal *terminal : pole->terminals)
        names += (names.empty() ? "'" : ", '") + terminal->name + "'";
    return names;
  }

  static std::string duties_text(const std::map<double, std::size_t> &duties)
  {
    std::string text;
    for (const auto &[duty, device] : duties)
      text += fmt::format("{}{:g} %", text.empty() ? "" : ", ", 100. * duty);
    return text;
  }

  DutyShare share_of(std::size_t cell) const
  {
    const auto &duties = regions_[region_of(cell)].duties;
    if (duties.empty())
      return {};
    return {duties.rbegin()->first, duties.rbegin()->second};
  }

  void share_out()
  {
    std::vector<bool> known(input_.parts.size(), false);
    for (std::size_t cell = 0; cell < layout_.part.size(); ++cell)
    {
      const int part = layout_.part[cell];
      if (part == void_part || !conducts_[part])
        continue;
      const DutyShare share = share_of(cell);
      if (known[part] && !is_same_duty(share.value, result_.part[part].value))
      {
        result_.problems.push_back(
            {input_.parts[part].where,
             fmt::format(
                 "the part '{}' carries current for {:g} % of the time in one place "
                 "and for {:g} % in another",
                 input_.parts[part].name,
                 100. * result_.part[part].value,
                 100. * share.value),
             "parts that lie in one path of current",
             "make parts of their own of its boxes"});
        return;
      }
      known[part] = true;
      result_.part[part] = share;
    }
    for (std::size_t i = 0; i < input_.contacts.size(); ++i)
      for (const std::string &part : input_.contacts[i].between)
        if (const DutyShare &share = result_.part[part_index(input_.parts, part)];
            share.device && !(result_.contact[i].value < share.value))
          result_.contact[i] = share;
  }

  const Case &input_;
  const PartLayout &layout_;
  const std::vector<double> &duty_;                ///< per device
  std::vector<std::optional<std::size_t>> device_; ///< that switches, per part
  std::vector<bool> conducts_;                     ///< per part
  ConnectedCells islands_, cells_;
  std::vector<Region> regions_;
  DutyShares result_;
};

} // namespace

DutyShares shares_of_one(const Case &input)
{
  DutyShares shares;
  shares.part.resize(input.parts.size());
  shares.contact.resize(input.contacts.size());
  return shares;
}

DutyShares shares_by_paths(const Case &input,
                           const MaterialMap &library,
                           const PartLayout &layout,
                           const std::vector<double> &duties,
                           const std::vector<bool> &changing)
{
  return DutyPaths(input, library, layout, duties, changing).shares();
}

} // namespace kelvolt
