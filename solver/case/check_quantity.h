#pragma once

#include "case.h"
#include "case_problem.h"

#include <cstddef>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

namespace kelvolt
{

/// Judges the quantities that a case asks for, against what the case has.
class QuantityCheck
{
public:
  /// @param input has to outlive this
  explicit QuantityCheck(const Case &input) : input_(input) {}

  /// Adds a fault for every subject of the quantity that the case does not have. `owner`
  /// begins the sentence: "accuracy.of". @return whether there was none
  bool check(const Quantity &quantity,
             const SourceLocation &where,
             const std::string &owner,
             std::vector<CaseProblem> &problems);

private:
  /// What quantities may be of, collected when first asked for.
  struct Subjects
  {
    std::string kind; ///< "part"
    std::vector<std::string> names;
    std::unordered_set<std::string> known;
    std::size_t unknown = 0; ///< faults so far
  };

  Subjects &subjects_of(Quantity::Kind kind);

  const Case &input_;
  std::map<Quantity::Kind, Subjects> subjects_;
};

} // namespace kelvolt
