#include "case_faults.h"

#include "key_place.h"
#include "nearest_name.h"

#include <fmt/format.h>

namespace kelvolt
{

CaseFaults::CaseFaults(const Case &input, const MaterialMap &library)
    : input_(input), library_(library), quantities_(input), waveforms_(input)
{
  for (const Part &part : input.parts)
    parts_.emplace(part.name, &part);
}

void CaseFaults::report(const SourceLocation &where,
                        std::string found,
                        std::string allowed,
                        std::string suggestion)
{
  problems_.push_back({where, std::move(found), std::move(allowed), std::move(suggestion)});
}

SourceLocation CaseFaults::place(const std::string &path, const SourceLocation &owner) const
{
  return place_of_key(input_, path, owner);
}

SourceLocation CaseFaults::whole_file() const
{
  return {input_.file, 0};
}

const Part *CaseFaults::find_part(const std::string &name) const
{
  const auto found = parts_.find(name);
  return found == parts_.end() ? nullptr : found->second;
}

void CaseFaults::require_part(const SourceLocation &where,
                              const std::string &owner,
                              const std::string &part)
{
  if (part.empty() || find_part(part) != nullptr)
    return;
  const bool suggests = ++unknown_parts_ <= most_suggestions;
  report(where,
         fmt::format("{} names the unknown part '{}'", owner, part),
         "a part of the package: " + list_of_named(input_.parts),
         suggests ? did_you_mean(part, names_of(input_.parts)) : "");
}

void CaseFaults::check_temperature(const SourceLocation &where,
                                   const std::string &owner,
                                   double T,
                                   bool may_be_zero)
{
  constexpr double highest_temperature = 1e4; // K
  if (T < 0. || (T == 0. && !may_be_zero))
    report(where,
           fmt::format("{} is {} K", owner, T),
           may_be_zero ? "a temperature from 0 K" : "a temperature above 0 K");
  else if (T > highest_temperature)
    report(where,
           fmt::format("{} is {} K", owner, T),
           fmt::format("a temperature up to {} K", highest_temperature));
}

void CaseFaults::check_range(const SourceLocation &where,
                             const std::string &owner,
                             double value,
                             const ValueRange &range)
{
  const std::string fault = range.fault(value);
  if (!fault.empty())
    report(where, owner + " " + fault, range.served_text(), range.advice);
}

bool CaseFaults::check_quantity(const Quantity &quantity,
                                const SourceLocation &where,
                                const std::string &owner)
{
  return quantities_.check(quantity, where, owner, problems_);
}

} // namespace kelvolt
