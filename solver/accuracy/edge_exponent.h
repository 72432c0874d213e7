#pragma once

#include <array>
#include <optional>
#include <vector>

namespace kelvolt
{

/// Conductivities along the two axes across an edge, in one of the four quarters around it;
/// nothing where the field does not live.
using Quarter = std::optional<std::array<double, 2>>;

/// What meets at an edge along which faces of boxes meet at right angles. Counted from the
/// half-plane at +u: quarter i lies between the half-planes i and i + 1, which are at
/// +u, +v, -u, -v.
struct EdgeSetting
{
  std::array<Quarter, 4> quarter;
  std::array<bool, 4> held{}; ///< whether the value is given on a half-plane
  std::array<double, 4> R{};  ///< of the joint at a half-plane, 0 of a perfect one
};

/// One of the sectors around an edge at which faces meet at any angles.
struct EdgeSector
{
  double from = 0., to = 0.; ///< directions, counterclockwise from +u [rad], to > from
  Quarter k;                 ///< along u and v
  bool held_at_start = false;
  double R_at_start = 0.; ///< of the joint where it starts, 0 of a perfect one
};

/// The sharpest edge that is nothing special: half a plane held, half insulated.
constexpr double ordinary_exponent = 0.5;
/// Of an edge along which the field is smooth, or as good as that.
constexpr double regular_exponent = 1.;

/// What joints with a resistance count as.
enum class Joints
{
  perfect,
  parted ///< nothing flows through them
};

/// Smallest positive exponent s of the solutions r^s f(angle) of
///
///     div(k grad u) = 0  around the edge,   u = 0 where it is held,   k du/dn = 0 where a
///                             quarter ends at one without field, or at a joint that parts,
///
/// regular_exponent where that is close to 1 or above; the smaller it is, the slower
/// everything converges there. Examples: a corner of 270 degrees of one material has 2/3,
/// half held, half insulated 1/3; a checkerboard of
/// two conductivities 4/pi atan sqrt(k1 / k2); a held poor conductor flush with an
/// insulated good one 2/pi atan sqrt(k1 / k2). Source: R. B. Kellogg, On the Poisson
/// equation with intersecting interfaces, Applicable Analysis 4 (1974) 101-129; with axes
/// scaled to make every quarter isotropic.
double singular_exponent(const EdgeSetting &setting, Joints joints = Joints::perfect);

/// The same of sectors that follow each other counterclockwise, all the way round.
double singular_exponent(const std::vector<EdgeSector> &sectors,
                         Joints joints = Joints::perfect);

/// The length over which the jump at a joint of the resistance R equals what the conductors
/// on both sides change by, of the joint whose is longest; 0 without joints:
///
///     l = R / (1 / k_1 + 1 / k_2)
///
/// with the conductivities across it, of sectors the greater ones.
double joint_length(const EdgeSetting &setting);
double joint_length(const std::vector<EdgeSector> &sectors);

} // namespace kelvolt
