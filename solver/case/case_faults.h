#pragma once

#include "case.h"
#include "case_problem.h"
#include "check_quantity.h"
#include "value_range.h"

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace kelvolt
{

/// What the checks of all sections share: the case with its library, and the faults found
/// so far.
class CaseFaults
{
public:
  /// @param input, library have to outlive this
  CaseFaults(const Case &input, const MaterialMap &library);

  const Case &input() const
  {
    return input_;
  }
  const MaterialMap &library() const
  {
    return library_;
  }
  /// For checks that add to a list of their own.
  std::vector<CaseProblem> &problems()
  {
    return problems_;
  }

  void report(const SourceLocation &where,
              std::string found,
              std::string allowed,
              std::string suggestion = {});

  /// The place of a key path if the file has it, otherwise that of its owner.
  SourceLocation place(const std::string &path, const SourceLocation &owner) const;
  SourceLocation whole_file() const;

  /// The part of this name, the first one if there are several; null if there is none.
  const Part *find_part(const std::string &name) const;

  /// Reports the name of a part that is not there. A name that is unknown itself, which is
  /// empty, has been reported before.
  void require_part(const SourceLocation &where,
                    const std::string &owner,
                    const std::string &part);

  /// `owner` begins the sentence.
  void check_temperature(const SourceLocation &where,
                         const std::string &owner,
                         double T,
                         bool may_be_zero = false);

  const WaveformIndex &waveforms() const
  {
    return waveforms_;
  }

  /// Calls `check` with all values of a number in turn, each once, up to the tenth fault: a
  /// column of a thousand negative values is one mistake.
  template <typename Check>
  void check_values(const Target &target, double first, Check &&check)
  {
    constexpr std::size_t most_faults = 10;
    const std::size_t before = problems_.size();
    std::set<double> seen;
    for (const double value : waveforms_.values(target, first))
      if (problems_.size() < before + most_faults && seen.insert(value).second)
        check(value);
  }

  /// Reports a value that arithmetic cannot serve; 0 and below is judged elsewhere.
  void check_range(const SourceLocation &where,
                   const std::string &owner,
                   double value,
                   const ValueRange &range);

  /// As QuantityCheck::check().
  bool check_quantity(const Quantity &quantity,
                      const SourceLocation &where,
                      const std::string &owner);

private:
  const Case &input_;
  const MaterialMap &library_;
  QuantityCheck quantities_;
  WaveformIndex waveforms_;
  std::unordered_map<std::string, const Part *> parts_; ///< the first of each name
  std::size_t unknown_parts_ = 0;
  std::vector<CaseProblem> problems_;
};

} // namespace kelvolt
