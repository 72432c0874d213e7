#include "check_case.h"

#include "check_sections.h"

namespace kelvolt
{

const Material *
find_material(const std::string &name, const Case &input, const MaterialMap &library)
{
  if (const auto own = input.materials.find(name); own != input.materials.end())
    return &own->second;
  const auto found = library.find(name);
  return found == library.end() ? nullptr : &found->second;
}

std::vector<CaseProblem> check_case(const Case &input, const MaterialMap &library)
{
  CaseFaults faults(input, library);
  faults.problems() = size_faults(input);
  check_parts(faults);
  check_patches(faults);
  check_materials(faults);
  check_cooling(faults);
  check_drives(faults);
  check_contacts(faults);
  check_wires(faults);
  check_heat(faults);
  check_devices(faults);
  check_study(faults);
  check_waveforms(faults);
  check_points(faults);
  check_accuracy(faults);
  check_limits(faults);
  check_output(faults);
  check_columns(faults);
  return std::move(faults.problems());
}

} // namespace kelvolt
