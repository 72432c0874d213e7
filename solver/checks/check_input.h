#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <functional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Completes the case from the material library and the geometry from its boxes, and judges
/// it: names, values, layout, terminals. What depends on a value that unknown_value.h calls
/// unknown is passed over. Empty = the case may be computed.
/// An automatic kind of mesh is decided: choose_mesh_kind().
/// @param choice its words for the log
std::vector<CaseProblem>
complete_and_check(Case &input, const MaterialMap &library, std::string *choice = nullptr);

/// Reads a case file and judges it, in one go, so that all its faults come in one list,
/// sorted by line.
/// @param prepare what is done with the case between the two
/// @throws InputError with all of them
Case read_and_judge(const std::string &path,
                    const std::vector<std::string> &overrides,
                    const MaterialMap &library,
                    const std::function<void(Case &)> &prepare = {},
                    std::string *choice = nullptr);

/// A case that can be computed, and the library that completed it.
struct JudgedCase
{
  Case input;
  MaterialMap library;
};

/// The same with the library that comes with the program: how every sub-command reads.
JudgedCase read_and_judge(const std::string &path,
                          const std::vector<std::string> &overrides,
                          const std::function<void(Case &)> &prepare = {},
                          std::string *choice = nullptr);

} // namespace kelvolt
