#pragma once

#include <optional>
#include <vector>

namespace kelvolt
{

/// A step response as measured or as computed, rising times.
struct ResponseCurve
{
  std::vector<double> time;      ///< [s]
  std::vector<double> impedance; ///< [K/W]
};

/// Linear in the logarithm of time; outside the nearest value.
double impedance_at(const ResponseCurve &curve, double time);

/// Where two curves part by one criterion.
struct Parting
{
  double share = 0.; ///< of the difference of their last values
  double time = 0.;  ///< [s]
  double resistance =
      0.; ///< [K/W] of the curve with the better contact then: the method's R_JC
};

/// Two measurements of one package whose case lies on a good and on a bad contact. Both are
/// one curve until the heat reaches the contact; where they part, the method says, the
/// better one has reached R_JC. Heat arrives little by little, so that the answer hangs on
/// the criterion, by tens of percent: it is no substitute for the temperature of the case.
struct DualInterface
{
  double good = 0.; ///< [K/W] last values of both
  double bad = 0.;
  std::vector<Parting> by_share; ///< at 0.1, 0.3, 1 and 3 %
  /// Where the difference of slopes d/d(ln t), over that of the last values, crosses
  /// 0.0045 W/K x resistance + 0.003: the line commonly used with the transient method.
  std::optional<Parting> by_slope;
};

constexpr double slope_line_rise = 0.0045;  ///< [W/K]
constexpr double slope_line_offset = 0.003; ///< [1]

/// In any order; throws std::domain_error if their last values differ by less than 1 %.
DualInterface dual_interface(const ResponseCurve &a, const ResponseCurve &b);

} // namespace kelvolt
