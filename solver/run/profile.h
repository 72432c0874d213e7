#pragma once

#include "results/profile_report.h"
#include "run/stopwatch.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// Where a run is, and where its time and memory went: a tree of phases within phases, and
/// a list of the linear solves. One per run and rank. It is given as a pointer to those who
/// take part, and null where nobody asks: then a phase costs one comparison.
///
/// Ranks that measure together must enter the same phases in the same order.
class Profile
{
public:
  enum class Use
  {
    watch,  ///< only knows which phases are open
    measure ///< reads clocks and memory, too
  };

  /// All phases of one name within the same phase around them.
  struct Entry
  {
    std::string name;
    std::size_t parent = 0; ///< stands before this one; that of the first is itself
    unsigned int calls = 0;
    double seconds = 0.;
    unsigned long long unknowns = 0;       ///< of the mesh that it worked on; 0: not said
    unsigned long long resident_bytes = 0; ///< of this process, when it ended last
    unsigned long long peak_bytes = 0;     ///< highest until then
  };

  using Solve = ProfileReport::Solve;

  /// A linear solve that is under way.
  struct Residual
  {
    int iteration = 0; ///< 0: none is
    double first = 0., last = 0.;
  };

  /// Lasts as long as the object. Phases end in the opposite order of their beginning.
  class Phase
  {
  public:
    /// @param number which one of several that go into one entry, from 1; 0: it has none
    Phase(Profile *profile, std::string_view name, int number = 0) : profile_(profile)
    {
      if (profile_)
        profile_->enter(name, number);
    }
    ~Phase()
    {
      if (profile_)
        profile_->leave();
    }
    Phase(const Phase &) = delete;
    Phase &operator=(const Phase &) = delete;

  private:
    Profile *profile_;
  };

  explicit Profile(Use use);

  bool measures() const
  {
    return use_ == Use::measure;
  }

  /// Calls this whenever a phase begins and after every iteration of a linear solve.
  void set_watcher(std::function<void(const Profile &)> watcher)
  {
    watcher_ = std::move(watcher);
  }

  /// Says on how many unknowns the innermost open phase works.
  void set_unknowns(unsigned long long unknowns);

  void set_residual(const Residual &residual);

  /// Its phase is the one around the innermost open phase, which is the solve itself.
  void add(Solve solve);

  /// The open phases from outside in, without the first entry: "cycle 2", "iteration 3".
  std::vector<std::string> open_phases() const;

  const Residual &residual() const
  {
    return residual_;
  }

  /// As of now: phases that are open count as far as they have come. The first one is the
  /// whole run since this was made; those within a phase follow it, in the order in which
  /// they came up first.
  std::vector<Entry> entries() const;

  const std::vector<Solve> &solves() const
  {
    return solves_;
  }

  double seconds() const
  {
    return total_.seconds();
  }

private:
  struct Open
  {
    std::size_t entry;
    int number;
    double start; ///< on the clock of the run
  };

  void enter(std::string_view name, int number);
  void leave();
  void notify() const;

  Use use_;
  Stopwatch total_;
  std::vector<Entry> entries_; ///< in the order in which they came up
  std::vector<Open> open_;
  std::vector<Solve> solves_;
  Residual residual_;
  std::function<void(const Profile &)> watcher_;
};

/// What f() returns, made within a phase of its own.
template <typename Function>
auto in_phase(Profile *profile, std::string_view name, const Function &f)
{
  const Profile::Phase phase(profile, name);
  return f();
}

} // namespace kelvolt
