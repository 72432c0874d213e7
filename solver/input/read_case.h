#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "config_node.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Reads a case file. Every entry of `overrides` is `path.to.key=VALUE` from --set, VALUE
/// being YAML; it replaces or adds that key before anything is judged (a list entry is
/// named by its number from 0: `limits.0=...`). Throws InputError that lists every fault of
/// form: YAML syntax, faulty variables, unknown, missing and repeated keys, wrong types,
/// wrong units, values that are no quantity, placement on unknown parts, and keys whose
/// feature this version does not have. What can only be judged with the material library is
/// left to check_case().
Case read_case(const std::string &path, const std::vector<std::string> &overrides = {});

/// The same, but the faults are added to `problems` and reading goes on behind each: the
/// case holds what could be read, and what unknown_value.h describes in place of the rest.
/// A document that is no YAML gives a case without parts.
Case read_case(const std::string &path,
               const std::vector<std::string> &overrides,
               std::vector<CaseProblem> &problems);

/// The same for a document already read; `path` names it in messages.
Case read_case(const ConfigNode &document,
               const std::string &path,
               std::vector<CaseProblem> &problems);

} // namespace kelvolt
