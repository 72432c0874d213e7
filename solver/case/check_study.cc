#include "check_case.h"
#include "check_sections.h"
#include "time_varying.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace kelvolt
{

namespace
{

constexpr double longest_study = 1e12; // s

bool has_heat_capacity(const Material &material)
{
  return material.volumetric_heat_capacity || (material.density && material.specific_heat);
}

/// One fault for each material, where it is made or else where it is used.
void check_heat_capacities(CaseFaults &faults)
{
  std::set<std::string> seen;
  for (const Part &part : faults.input().parts)
  {
    const Material *const material =
        find_material(part.material, faults.input(), faults.library());
    // What has no conductivity has been reported.
    if (material == nullptr || material->conductivity.empty() ||
        has_heat_capacity(*material) || !seen.insert(part.material).second)
      continue;
    const bool own =
        faults.input().materials.count(part.material) > 0 && !material->is_of_device;
    const std::string lacking = material->density         ? "a specific_heat"
                                : material->specific_heat ? "a density"
                                                          : "a heat capacity";
    faults.report(own ? material->where
                      : faults.place("package." + part.name + ".material", part.where),
                  fmt::format("The material {}of the part '{}' lacks {}, which a transient "
                              "study needs",
                              // That of a transistor has a name that no case gives.
                              material->is_of_device ? "" : "'" + part.material + "' ",
                              part.name,
                              lacking),
                  "density and specific_heat, or volumetric_heat_capacity");
  }
}

void check_times(CaseFaults &faults, const TransientStudy &study)
{
  const auto place = [&](const char *key)
  {
    return faults.place(std::string("study.transient.") + key, study.where);
  };
  const bool is_open = study.until_periodic && std::isinf(study.end);
  if (!is_open && (study.end <= 0. || study.end > longest_study))
    faults.report(place("end"),
                  fmt::format("study.transient.end is {} s", study.end),
                  fmt::format("a time above 0, up to {:g} s", longest_study));
  if (study.tolerance && *study.tolerance <= 0.)
    faults.report(place("tolerance"),
                  fmt::format("study.transient.tolerance is {} K", *study.tolerance),
                  "an error above 0");
  if (const std::optional<double> T = initial_temperature(study))
    faults.check_temperature(place("initial"), "study.transient.initial", *T);
}

/// Whether all waveforms are periodic, with a period in common.
void check_periods(CaseFaults &faults, const TransientStudy &study)
{
  const Case &input = faults.input();
  const SourceLocation until = faults.place("study.transient.until", study.where);
  if (input.waveforms.empty())
    return faults.report(until,
                         "The study runs until it is periodic, but nothing in the case "
                         "changes in time",
                         "at least one waveform with a period",
                         "Without one 'study: steady' gives the answer");
  bool all_repeat = true;
  for (const TimeVarying &one : input.waveforms)
    if (!one.waveform.period())
    {
      all_repeat = false;
      faults.report(one.where,
                    fmt::format("{} has no period, but the study runs until it is periodic",
                                target_path(input, one.target)),
                    "waveforms with a period",
                    "Add 'period: TIME', or give the study an 'end'");
    }
  const bool sound = std::none_of(input.waveforms.begin(),
                                  input.waveforms.end(),
                                  [](const TimeVarying &one)
                                  { return !(one.waveform.period().value_or(1.) > 0.); });
  if (!all_repeat || !sound || common_period(input))
    return;
  std::string periods;
  for (std::size_t i = 0; i < std::min<std::size_t>(input.waveforms.size(), 5); ++i)
    periods += fmt::format(
        "{}{} s", i > 0 ? ", " : "", input.waveforms[i].waveform.period().value());
  faults.report(until,
                fmt::format("The periods of the waveforms ({}) have no multiple in common "
                            "within a thousand of the longest",
                            periods),
                "periods of which a small multiple is the same, such as 2 us and 3 us",
                "Give the study an 'end' instead");
}

} // namespace

void check_study(CaseFaults &faults)
{
  const TransientStudy *const study = transient_study(faults.input().study);
  if (study == nullptr)
    return;
  check_heat_capacities(faults);
  check_times(faults, *study);
  if (study->until_periodic)
    check_periods(faults, *study);
}

} // namespace kelvolt
