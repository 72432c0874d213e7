#include "check_case.h"

#include "check_materials.h"
#include "check_quantity.h"
#include "convection_values.h"
#include "nearest_name.h"
#include "quantity_name.h"
#include "unknown_value.h"
#include "value_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>

namespace kelvolt
{

namespace
{

constexpr double largest_coordinate = 100.; // m
constexpr double smallest_side = 1e-12;     // m
// Of the largest coordinate: what the layout tells from round-off, with a margin.
constexpr double smallest_relative_side = 5e-9;
constexpr double highest_temperature = 1e4; // K

/// Collects the faults of one case, section by section.
class CaseCheck
{
public:
  CaseCheck(const Case &input, const MaterialMap &library)
      : case_(input), library_(library), quantities_(input)
  {
    for (const Part &part : input.parts)
      parts_.emplace(part.name, &part);
  }

  std::vector<CaseProblem> run()
  {
    problems_ = size_faults(case_);
    check_parts();
    check_materials();
    check_cooling();
    check_terminals();
    check_contacts();
    check_heat();
    check_devices();
    check_points();
    check_accuracy();
    check_limits();
    check_directory();
    return std::move(problems_);
  }

private:
  void report(const SourceLocation &where,
              std::string found,
              std::string allowed,
              std::string suggestion = {})
  {
    problems_.push_back(
        {where, std::move(found), std::move(allowed), std::move(suggestion)});
  }

  /// The place of a key path if the file has it, otherwise that of its owner.
  SourceLocation place(const std::string &path, const SourceLocation &owner) const
  {
    const auto found = case_.places.find(path);
    return found == case_.places.end() ? owner : found->second;
  }

  SourceLocation whole_file() const
  {
    return {case_.file, 0};
  }

  /// The part of this name; null if there is none, which is a fault unless the name is
  /// unknown itself.
  const Part *find_part(const std::string &name) const
  {
    const auto found = parts_.find(name);
    return found == parts_.end() ? nullptr : found->second;
  }

  void require_part(const SourceLocation &where,
                    const std::string &owner,
                    const std::string &part)
  {
    if (part.empty() || find_part(part) != nullptr)
      return;
    const bool suggests = ++unknown_parts_ <= most_suggestions;
    report(where,
           fmt::format("{} names the unknown part '{}'", owner, part),
           "a part of the package: " + list_of_named(case_.parts),
           suggests ? did_you_mean(part, names_of(case_.parts)) : "");
  }

  void check_temperature(const SourceLocation &where,
                         const std::string &owner,
                         double T,
                         bool may_be_zero = false)
  {
    if (T < 0. || (T == 0. && !may_be_zero))
      report(where,
             fmt::format("{} is {} K", owner, T),
             may_be_zero ? "a temperature from 0 K" : "a temperature above 0 K");
    else if (T > highest_temperature)
      report(where,
             fmt::format("{} is {} K", owner, T),
             fmt::format("a temperature up to {} K", highest_temperature));
  }

  /// Whatever arithmetic cannot serve; 0 and below is judged elsewhere.
  void check_range(const SourceLocation &where,
                   const std::string &owner,
                   double value,
                   const ValueRange &range)
  {
    const std::string fault = range.fault(value);
    if (!fault.empty())
      report(where, owner + " " + fault, range.served_text(), range.advice);
  }

  void check_parts();
  void check_materials();
  void check_cooling();
  void check_cooling_law(const Cooling &cooling);
  void check_convection_model(const ConvectionModel &model,
                              const std::string &owner,
                              const SourceLocation &where);
  void check_terminals();
  void check_terminal_part(const Terminal &terminal);
  void check_drive(const Terminal &terminal);
  void check_contacts();
  void check_heat();
  void check_devices();
  void check_device_values(const Device &device, const std::string &owner);
  void check_channel(const Device &device, const std::string &owner);
  void check_terminals_of_device(const Device &device);
  void check_board_layer(const Material &material);
  void check_points();
  void check_accuracy();
  void check_limits();
  void check_directory();

  const Case &case_;
  const MaterialMap &library_;
  QuantityCheck quantities_;
  std::unordered_map<std::string, const Part *> parts_; ///< the first of each name
  std::size_t unknown_parts_ = 0;
  std::vector<CaseProblem> problems_;
};

void CaseCheck::check_parts()
{
  if (case_.parts.empty())
    report(whole_file(), "The package has no parts", "at least one part");
  std::vector<std::string> known = keys_of(case_.materials);
  for (const auto &[name, material] : library_)
    if (case_.materials.count(name) == 0)
      known.push_back(name);
  const std::string list_of_known = list_of_names(known, 60);
  std::size_t unknown_materials = 0;
  std::set<std::string> seen;
  for (const Part &part : case_.parts)
  {
    if (!seen.insert(part.name).second)
      report(part.where,
             fmt::format("The part '{}' is defined twice", part.name),
             "each name once");
    if (!part.material.empty() && !find_material(part.material, case_, library_))
      report(place("package." + part.name + ".material", part.where),
             fmt::format("package.{} is made of the unknown material '{}'",
                         part.name,
                         part.material),
             "a material of the case or of the library: " + list_of_known,
             ++unknown_materials <= most_suggestions ? did_you_mean(part.material, known)
                                                     : "");
  }
}

void CaseCheck::check_materials()
{
  std::set<std::string> used;
  for (const Part &part : case_.parts)
    used.insert(part.material);
  std::vector<std::string> used_of_library;
  for (const std::string &name : used)
    if (case_.materials.count(name) == 0)
      if (const Material *const material = find_material(name, case_, library_))
      {
        used_of_library.push_back(name);
        check_material(*material, problems_);
      }
  for (const auto &[name, material] : case_.materials)
  {
    if (material.is_of_device)
      continue;
    if (material.board_layer)
      check_board_layer(material);
    check_material(material, problems_);
    const bool is_used = used.count(name) > 0;
    const bool overrides_library = library_.count(name) > 0;
    if (!is_used && !overrides_library && !nearest_name(name, used_of_library).empty())
      report(material.where,
             fmt::format("materials.{} is used by no part", name),
             "materials that a part uses, or names unlike those of the library in use",
             did_you_mean(name, used_of_library));
  }
}

void CaseCheck::check_cooling_law(const Cooling &cooling)
{
  const std::string owner = "cooling." + cooling.surface.text();
  if (const auto *const film = std::get_if<Convection>(&cooling.law))
  {
    check_range(place(owner + ".convection", cooling.where),
                owner + ".convection",
                film->h,
                value_range::film_coefficient);
    if (film->h < 0.)
      report(place(owner + ".convection", cooling.where),
             fmt::format("{}.convection is {} W/m2/K", owner, film->h),
             "a film coefficient of at least 0");
    if (film->uses_ambient())
      check_temperature(place(owner + ".ambient", cooling.where),
                        owner + ".ambient",
                        film->ambient,
                        film->h == 0. && !film->model && film->emissivity > 0.);
    if (film->model)
      check_convection_model(*film->model, owner, cooling.where);
  }
  if (const auto *const fixed = std::get_if<FixedTemperature>(&cooling.law))
    check_temperature(place(owner + ".temperature", cooling.where),
                      owner + ".temperature",
                      fixed->temperature);
  if (const auto *const flux = std::get_if<HeatFlux>(&cooling.law))
    check_range(place(owner + ".heat_flux", cooling.where),
                owner + ".heat_flux",
                flux->flux,
                value_range::heat_flux);
}

void CaseCheck::check_convection_model(const ConvectionModel &model,
                                       const std::string &owner,
                                       const SourceLocation &where)
{
  for (const ModelValue &given : model_values(model))
  {
    const std::string key = owner + "." + given.key;
    if (given.dimension && given.dimension->scale == Dimension::Scale::absolute_temperature)
      check_temperature(place(key, where), key, given.value);
    else if (given.value <= 0. || given.value < value_range::model_value.lower ||
             given.value > value_range::model_value.upper)
      report(place(key, where),
             fmt::format("{} is {} {}",
                         key,
                         given.value,
                         given.dimension ? given.dimension->unit : ""),
             fmt::format("a value above 0, from {:g} to {:g}",
                         value_range::model_value.lower,
                         value_range::model_value.upper));
  }
}

void CaseCheck::check_cooling()
{
  bool has_reference = false;
  std::set<std::string> seen;
  for (const Cooling &cooling : case_.cooling)
  {
    require_part(cooling.where, "cooling." + cooling.surface.text(), cooling.surface.part);
    if (!cooling.surface.part.empty() && !seen.insert(cooling.surface.text()).second)
      report(cooling.where,
             fmt::format("{} is cooled twice", cooling.surface.text()),
             "each surface once");
    check_cooling_law(cooling);
    const auto *const film = std::get_if<Convection>(&cooling.law);
    // One that is faulty is meant to be one.
    has_reference = has_reference ||
                    std::holds_alternative<FixedTemperature>(cooling.law) ||
                    (film != nullptr &&
                     (film->h != 0. || film->emissivity != 0. || film->model.has_value()));
  }
  if (!has_reference)
    report(
        place("cooling", whole_file()),
        "No surface has a convection, an emissivity or a temperature, so that the steady "
        "temperature has no reference",
        "cooling with at least one of them",
        "Add for example 'board.bottom: {convection: 10 W/m2/K, ambient: 25 degC}' under "
        "cooling");
}

void CaseCheck::check_terminal_part(const Terminal &terminal)
{
  const std::string owner = fmt::format("terminals.{}.on", terminal.name);
  const SourceLocation where = place(owner, terminal.where);
  const Part *const part = find_part(terminal.surface.part);
  if (part == nullptr)
    return require_part(where, owner, terminal.surface.part);
  if (!part->electrical)
    report(where,
           fmt::format(
               "{} names the part '{}', which has electrical: false", owner, part->name),
           "a surface of a conductor",
           "Take 'electrical: false' away if the part is to carry current");
  const Material *const material = find_material(part->material, case_, library_);
  const auto is_device = [&](const Device &d)
  {
    return d.part == part->name || find_part(d.part) == nullptr;
  };
  if (material != nullptr && !material->is_conductor() &&
      std::none_of(case_.devices.begin(), case_.devices.end(), is_device))
    report(where,
           fmt::format("{} names the part '{}', whose material '{}' is an insulator",
                       owner,
                       part->name,
                       part->material),
           "a surface of a conductor",
           "Give the material an electrical_resistivity or an electrical_conductivity");
}

void CaseCheck::check_terminals()
{
  std::map<std::string, const Terminal *> first;
  for (const Terminal &terminal : case_.terminals)
  {
    check_terminal_part(terminal);
    check_drive(terminal);
    if (terminal.surface.part.empty())
      continue;
    const Terminal &other =
        *first.emplace(terminal.surface.text(), &terminal).first->second;
    if (&other != &terminal)
      report(place(fmt::format("terminals.{}.on", terminal.name), terminal.where),
             fmt::format("The terminals '{}' and '{}' are shorted: both are on {}",
                         other.name,
                         terminal.name,
                         terminal.surface.text()),
             "terminals on different surfaces",
             "Make them one terminal");
  }
}

void CaseCheck::check_drive(const Terminal &terminal)
{
  const bool is_voltage = std::holds_alternative<GivenVoltage>(terminal.drive);
  const std::string key =
      fmt::format("terminals.{}.{}", terminal.name, is_voltage ? "voltage" : "current");
  check_range(place(key, terminal.where),
              key,
              is_voltage ? std::get<GivenVoltage>(terminal.drive).voltage
                         : std::get<GivenCurrent>(terminal.drive).current,
              is_voltage ? value_range::voltage : value_range::current);
}

void CaseCheck::check_contacts()
{
  std::set<std::set<std::string>> seen;
  for (std::size_t i = 0; i < case_.contacts.size(); ++i)
  {
    const Contact &contact = case_.contacts[i];
    const std::string key = fmt::format("contacts.{}", i);
    for (const std::string &part : contact.between)
      require_part(contact.where, key, part);
    const bool known = !contact.between[0].empty() && !contact.between[1].empty();
    if (known && contact.between[0] == contact.between[1])
      report(contact.where,
             fmt::format("{} joins the part '{}' to itself", key, contact.between[0]),
             "two different parts");
    if (known && !seen.insert({contact.between[0], contact.between[1]}).second)
      report(contact.where,
             fmt::format("The joint between '{}' and '{}' has two contacts",
                         contact.between[0],
                         contact.between[1]),
             "one contact with both resistances");
    for (const auto &[name, value] : {std::make_pair("thermal", contact.thermal),
                                      std::make_pair("electrical", contact.electrical)})
      if (value && *value <= 0.)
        report(place(key + "." + name, contact.where),
               fmt::format("{}.{} is {} in SI units", key, name, *value),
               "a positive resistance; a perfect joint is one without a contact");
    check_range(place(key + ".thermal", contact.where),
                key + ".thermal",
                contact.thermal.value_or(0.),
                value_range::thermal_contact_resistance);
    check_range(place(key + ".electrical", contact.where),
                key + ".electrical",
                contact.electrical.value_or(0.),
                value_range::electrical_contact_resistance);
  }
}

void CaseCheck::check_heat()
{
  std::set<std::string> seen;
  for (const HeatSource &heat : case_.heat)
  {
    require_part(heat.where, "heat." + heat.part, heat.part);
    if (!seen.insert(heat.part).second)
      report(heat.where,
             fmt::format("The part '{}' is heated twice", heat.part),
             "one power for each part");
    check_range(place("heat." + heat.part + ".power", heat.where),
                "heat." + heat.part + ".power",
                heat.power,
                value_range::power);
    if (heat.power < 0.)
      report(place("heat." + heat.part + ".power", heat.where),
             fmt::format("heat.{}.power is {} W", heat.part, heat.power),
             "a loss of at least 0",
             "Heat leaves through cooling only");
  }
}

void CaseCheck::check_board_layer(const Material &material)
{
  const BoardLayer &layer = *material.board_layer;
  const std::string owner = "materials." + material.name + ".board_layer";
  for (const auto &[name, value] : {std::make_pair("copper", layer.copper),
                                    std::make_pair("dielectric", layer.dielectric)})
    if (value < smallest_side || value > largest_coordinate)
      report(place(owner + "." + name, material.where),
             fmt::format("{}.{} is {}", owner, name, length_text(value)),
             fmt::format("a thickness above 0, from {} to {}",
                         length_text(smallest_side),
                         length_text(largest_coordinate)));
  if (layer.coverage < 0. || layer.coverage > 1.)
    report(place(owner + ".coverage", material.where),
           fmt::format("{}.coverage is {}", owner, layer.coverage),
           "a share from 0 to 1, which is 0 to 100 %");
}

void CaseCheck::check_device_values(const Device &device, const std::string &owner)
{
  if (device.duty <= 0. || device.duty > 1.)
    report(place(owner + ".duty", device.where),
           fmt::format("{}.duty is {}", owner, device.duty),
           "a share above 0, up to 1, which is 100 %",
           "Without conduction give the part its loss under 'heat'");
  if (device.resistance)
    check_property("The on-resistance of " + owner,
                   *device.resistance,
                   value_range::on_resistance,
                   problems_);
  if (!device.switching)
    return;
  const Switching &switching = *device.switching;
  if (switching.turn_on < 0. || switching.turn_off < 0.)
    report(place(owner + ".switching", device.where),
           fmt::format("{}.switching has a negative energy", owner),
           "energies of at least 0");
  check_range(place(owner + ".switching", device.where),
              "The switching loss of " + owner,
              switching.loss(),
              value_range::power);
  if (switching.frequency <= 0.)
    report(place(owner + ".switching.frequency", device.where),
           fmt::format("{}.switching.frequency is {} Hz", owner, switching.frequency),
           "a frequency above 0");
}

/// The law becomes a resistivity by length and cross-section, which one whole box has.
void CaseCheck::check_channel(const Device &device, const std::string &owner)
{
  const Part &part = *find_part(device.part);
  if (!part.electrical)
    report(
        part.where,
        fmt::format("{} makes a transistor of the part '{}', which has electrical: false",
                    owner,
                    part.name),
        "a part that carries current",
        "Take 'electrical: false' away");
  if (part.boxes.size() > 1)
    report(device.where,
           fmt::format("{} makes a transistor of the part '{}', which has {} boxes",
                       owner,
                       part.name,
                       part.boxes.size()),
           "a part of one box, whose length and cross-section are known");
  const auto overlap = [](const Box &a, const Box &b)
  {
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (!(std::min(a.extent[axis].upper, b.extent[axis].upper) >
            std::max(a.extent[axis].lower, b.extent[axis].lower)))
        return false;
    return true;
  };
  for (const Part *later = &part + 1; later <= &case_.parts.back(); ++later)
    for (const Box &box : part.boxes)
      if (std::any_of(later->boxes.begin(),
                      later->boxes.end(),
                      [&](const Box &other) { return overlap(box, other); }))
      {
        report(device.where,
               fmt::format("{} makes a transistor of the part '{}', of which '{}' takes a "
                           "piece",
                           owner,
                           part.name,
                           later->name),
               "a whole box, whose length and cross-section are known",
               "Move them apart, or define the transistor's part later");
        break;
      }
}

/// Current that enters beside the ends would not meet the resistance of the law.
void CaseCheck::check_terminals_of_device(const Device &device)
{
  for (const Terminal &terminal : case_.terminals)
    if (terminal.surface.part == device.part && device.current_axis != unknown_axis &&
        static_cast<unsigned int>(terminal.surface.side) / 2 != device.current_axis)
      report(place("terminals." + terminal.name + ".on", terminal.where),
             fmt::format("terminals.{}.on is {}, but the current of this transistor flows "
                         "along {}",
                         terminal.name,
                         terminal.surface.text(),
                         "xyz"[device.current_axis]),
             "its two ends along the current_axis, or a conductor that touches them");
}

void CaseCheck::check_devices()
{
  for (const Device &device : case_.devices)
  {
    const std::string owner = "devices." + device.part;
    check_device_values(device, owner);
    check_terminals_of_device(device);
    require_part(device.where, owner, device.part);
    if (find_part(device.part) != nullptr)
      check_channel(device, owner);
  }
  if (!case_.devices.empty() && case_.terminals.empty())
    report(place("devices", whole_file()),
           "The case has transistors but no terminals, so that they carry no current",
           "terminals that drive a current through them",
           "A known loss without a current belongs under 'heat'");
}

void CaseCheck::check_points()
{
  std::set<std::string> seen;
  for (const NamedPoint &point : case_.points)
    if (!seen.insert(point.name).second)
      report(point.where,
             fmt::format("The point '{}' is defined twice", point.name),
             "each name once");
}

void CaseCheck::check_accuracy()
{
  std::set<std::string> seen;
  for (std::size_t i = 0; i < case_.accuracy.size(); ++i)
  {
    const Accuracy &accuracy = case_.accuracy[i];
    const bool one_of_many = case_.places.count(fmt::format("accuracy.{}", i)) > 0;
    const std::string owner = one_of_many ? fmt::format("accuracy.{}", i) : "accuracy";
    const SourceLocation of = place(owner + ".of", accuracy.where);
    if (!is_known(accuracy.of))
      continue;
    quantities_.check(accuracy.of, of, owner + ".of", problems_);
    if (!seen.insert(accuracy.of.text()).second)
      report(of,
             fmt::format("{}.of is {} for the second time", owner, accuracy.of.text()),
             "each quantity once");
    if (accuracy.within && *accuracy.within <= 0.)
      report(
          place(owner + ".within", accuracy.where),
          fmt::format("{}.within is {}",
                      owner,
                      format_quantity(*accuracy.within, difference_dimension(accuracy.of))),
          "an error above 0");
  }
}

void CaseCheck::check_limits()
{
  for (std::size_t i = 0; i < case_.limits.size(); ++i)
  {
    const Limit &limit = case_.limits[i];
    const std::string owner = fmt::format("limits.{}", i);
    if (is_known(limit.of) && quantities_.check(limit.of, limit.where, owner, problems_) &&
        is_temperature(limit.of))
      check_temperature(
          limit.where, fmt::format("The bound of '{}'", limit.text), limit.bound);
  }
}

void CaseCheck::check_directory()
{
  const std::string &directory = case_.output.directory;
  const auto path = std::filesystem::path(directory).lexically_normal();
  const bool is_plain = std::none_of(
      directory.begin(),
      directory.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  const auto name = path.has_filename() ? path.filename() : path.parent_path().filename();
  if (directory.find_first_not_of(' ') == std::string::npos || !is_plain || name.empty() ||
      name == "." || name == ".." || directory.front() == '~')
    report(place("output.directory", whole_file()),
           fmt::format("output.directory is '{}'", directory),
           "the name of a new directory, such as results or runs/hot",
           directory.substr(0, 1) == "~" ? "A tilde is not expanded here" : "");
}

} // namespace

const Material *
find_material(const std::string &name, const Case &input, const MaterialMap &library)
{
  if (const auto own = input.materials.find(name); own != input.materials.end())
    return &own->second;
  const auto found = library.find(name);
  return found == library.end() ? nullptr : &found->second;
}

std::vector<CaseProblem> size_faults(const Case &input)
{
  std::vector<CaseProblem> problems;
  double largest = 0.;
  for (const Part &part : input.parts)
    for (const Box &box : part.boxes)
      for (const Interval &side : box.extent)
        largest = std::max({largest, std::abs(side.lower), std::abs(side.upper)});
  const double smallest = std::max(smallest_side, smallest_relative_side * largest);
  for (const Part &part : input.parts)
    for (const Box &box : part.boxes)
      for (std::size_t axis = 0; axis < 3; ++axis)
      {
        const Interval &side = box.extent[axis];
        const std::string owner =
            fmt::format("package.{} along {}", part.name, "xyz"[axis]);
        if (!(std::abs(side.lower) <= largest_coordinate) ||
            !(std::abs(side.upper) <= largest_coordinate))
          problems.push_back(
              {part.where,
               fmt::format("{} reaches from {} to {} m", owner, side.lower, side.upper),
               fmt::format("coordinates up to {} m", largest_coordinate),
               "Check the unit"});
        else if (!(side.upper - side.lower >= smallest))
          problems.push_back(
              {part.where,
               fmt::format("{} is {} wide", owner, length_text(side.upper - side.lower)),
               fmt::format("at least {} in a package of this size", length_text(smallest)),
               "Check the units"});
      }
  return problems;
}

std::vector<CaseProblem> check_case(const Case &input, const MaterialMap &library)
{
  return CaseCheck(input, library).run();
}

} // namespace kelvolt
