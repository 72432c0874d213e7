#pragma once

#include <algorithm>
#include <list>
#include <optional>
#include <utility>

namespace kelvolt
{

/// A few multigrid hierarchies of one operator, each made when it held another multiple,
/// the shift, of some mass. In time the shift is about 1 / step: it jumps at every corner
/// of a waveform and comes back, so that those for the short steps and for the long ones
/// are both worth their memory.
///
/// A hierarchy serves shifts within its reach, a factor of 30 at most; none but its own
/// serves a shift of zero. Whether it still serves is told by its effort, the iterations
/// per digit, against that of its first solve: an effort twice as large, at a shift close
/// to its own, says that the operator has changed otherwise and it is outdated; at one far
/// from it, that its reach is shorter. Where a solve goes twice as deep as the first, three
/// times: the first digits are easier.
template <typename Hierarchy>
class ShiftSet
{
public:
  static constexpr std::size_t usual = 3;
  static constexpr double largest_reach = 30.;

  struct Entry
  {
    Hierarchy hierarchy;
    double shift = 0.; ///< of the operator when it was made
    double reach = largest_reach;
    std::optional<double> first_effort{};
    double first_digits = 0.;
    bool outdated = false;
  };

  /// Holds that many at most from now on.
  void keep(std::size_t most)
  {
    most_ = most;
    while (entries_.size() > most_)
      entries_.pop_back();
  }

  /// The one to be used at that shift, from now on the last one used; null if one has to
  /// be made.
  Entry *find(double shift)
  {
    auto best = entries_.end();
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry)
      if (!entry->outdated && ratio(entry->shift, shift) <= entry->reach &&
          (best == entries_.end() ||
           ratio(entry->shift, shift) < ratio(best->shift, shift)))
        best = entry;
    if (best == entries_.end())
      return nullptr;
    entries_.splice(entries_.begin(), entries_, best);
    return &entries_.front();
  }

  /// There has to be one.
  Entry &last_used()
  {
    return entries_.front();
  }

  /// Makes room before another one is made for that shift: away goes what is outdated,
  /// what it replaces, and the one that was not used for longest where there are too many.
  void make_room(double shift)
  {
    entries_.remove_if([&](const Entry &entry)
                       { return entry.outdated || is_near(entry.shift, shift); });
    while (entries_.size() >= most_)
      entries_.pop_back();
  }

  Entry &add(Hierarchy hierarchy, double shift)
  {
    entries_.push_front({std::move(hierarchy), shift});
    return entries_.front();
  }

  /// What the last one used took at that shift. @param effort iterations per digit
  void judge(double shift, double effort, int iterations)
  {
    Entry &entry = entries_.front();
    const double digits = iterations / effort;
    if (!entry.first_effort)
    {
      entry.first_effort = effort;
      entry.first_digits = digits;
      return;
    }
    const double most = digits < 2. * entry.first_digits ? 2. : 3.;
    if (effort > most * *entry.first_effort && iterations > 10)
      give_up(shift);
  }

  /// The last one used does not serve that shift any more.
  void give_up(double shift)
  {
    Entry &entry = entries_.front();
    if (is_near(entry.shift, shift))
      entry.outdated = true;
    else
      // Just short of it.
      entry.reach = std::min(entry.reach, 0.999 * ratio(entry.shift, shift));
  }

  void clear()
  {
    entries_.clear();
  }

  std::size_t size() const
  {
    return entries_.size();
  }

private:
  /// The larger over the smaller one.
  static double ratio(double a, double b)
  {
    const auto [least, largest] = std::minmax(a, b);
    return largest == least ? 1. : largest / least;
  }
  /// So that the shift is not to blame.
  static bool is_near(double a, double b)
  {
    return ratio(a, b) <= 2.;
  }

  std::list<Entry> entries_; ///< the last one used first
  std::size_t most_ = usual;
};

} // namespace kelvolt
