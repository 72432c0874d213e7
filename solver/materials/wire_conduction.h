#pragma once

#include "case/case.h"

#include <array>
#include <utility>

namespace kelvolt
{

/// What the ends of a wire are at.
struct WireEnds
{
  std::array<double, 2> T{}; ///< [K]
  double V = 0.;             ///< potential of the first less that of the second [V]
};

/// What a wire does between its ends. Slopes are by T_1, T_2 and V.
struct WireState
{
  WireEnds ends;
  double conductance = 0.; ///< G = I / V [S]; 0 where no current flows
  std::array<double, 3> conductance_slope{};
  double conducted = 0.; ///< Q, heat that is conducted from the first to the second [W]
  std::array<double, 3> conducted_slope{};
  double highest_temperature = 0.; ///< [K]
  std::array<double, 3> highest_temperature_slope{};
  double hottest_place = 0.; ///< from the first end, as a share of the length
};

/// Steady flow of heat and current along a wire of the length L and the cross-section A
/// that is insulated on its side:
///
///     I = - (A / rho(T)) dphi/ds,     d/ds (k(T) A dT/ds) + rho(T) I^2 / A = 0
///
/// With the potential as coordinate both are one equation for F(T) = int k rho dT,
///
///     d2F/dphi2 = -1
///
/// (F. Kohlrausch, Annalen der Physik 306 (1900) 132), so that T is known along the wire
/// whatever the laws: F = F_2 + xi (F_1 - F_2) + V^2 xi (1 - xi) / 2 at phi_2 + xi V. Then
///
///     I = G V,  G = (A / L) int_0^1 dxi / rho(T),     Q = G (F_1 - F_2)
///
/// where V I / 2 + Q flows into the second end and V I / 2 - Q into the first. A wire
/// without current conducts Q = (A / L) int k dT.
class WireConduction
{
public:
  /// Laws are held beyond it, as the iteration may pass through anything on its way: a
  /// hotter wire is no answer [K].
  static constexpr double hottest_for_laws = 1e4;

  /// @param material with one conductivity of heat
  /// @param shape A / L [m]
  WireConduction(Material material, double shape, bool carries_current)
      : material_(std::move(material)), shape_(shape), carries_current_(carries_current)
  {
  }

  bool carries_current() const
  {
    return carries_current_;
  }
  const Material &material() const
  {
    return material_;
  }
  /// Whether Q or I is no linear function of what the ends are at.
  bool varies() const;

  /// @param with_current whether both ends lie on conductors that carry current
  /// @throws LawOutOfRange if a law gives no positive value at a temperature on the way
  WireState at(const WireEnds &ends, bool with_current) const;

private:
  /// F along the wire less that of the second end, over xi from there.
  struct Course
  {
    double V, F_12; ///< F_1 - F_2
    double law_integral(double xi) const
    {
      return xi * F_12 + 0.5 * V * V * xi * (1. - xi);
    }
  };

  WireState at_rest(const WireEnds &ends) const;
  WireState with_current(const WireEnds &ends) const;
  void find_hottest(const Course &course, double G, WireState &state) const;

  Material material_;
  double shape_;
  bool carries_current_;
};

} // namespace kelvolt
