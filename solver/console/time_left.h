#pragma once

#include <deque>
#include <optional>
#include <vector>

namespace kelvolt
{

/// What one cycle of the adaptive loop took and reached.
struct CycleCost
{
  double unknowns = 0.;
  double seconds = 0.; ///< from the start of the run to its end
  double ratio = 0.; ///< error bar over wanted error; the largest, if several are asked for
};

/// Seconds until an adaptive run is done. From the last two cycles follow the power of the
/// number of unknowns with which the error falls, hence the unknowns that the wanted error
/// takes (`most_unknowns` at the most), the growth per cycle, hence the cycles until then,
/// and the seconds per unknown, which the coming cycles are taken to need as well. The
/// coming ones may do better or worse than that: good to a factor of two or so.
///
/// @param done cycles that are over
/// @param unknowns of the present cycle; 0 as long as its mesh is not made
/// @param seconds since the start of the run
/// @return 0 where the last cycle takes longer than thought; nothing until two cycles, with
/// growing meshes and a falling error, give ground
std::optional<double> seconds_left(const std::vector<CycleCost> &done,
                                   double unknowns,
                                   double seconds,
                                   double most_unknowns);

/// Seconds until a transient run is done, from the simulated time that its last steps
/// covered in a second. Steps that go on growing bring the end closer than that, corners to
/// come put it off.
class StepPace
{
public:
  /// A step is over. @param time simulated [s] @param seconds since the start of the run
  void add(double time, double seconds);

  /// 0 where it takes longer than thought; nothing until three steps are done.
  std::optional<double> seconds_left(double end, double seconds) const;

private:
  struct Step
  {
    double time, seconds;
  };
  std::deque<Step> last_; ///< the latest at the back
};

} // namespace kelvolt
