#include "wire_conduction.h"

#include "case/law_out_of_range.h"
#include "property_evaluation.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// Gauss's rule on [0, 1].
struct GaussPoint
{
  double x, weight;
};
constexpr std::array<GaussPoint, 4> gauss{{{0.069431844202973712, 0.173927422568726929},
                                           {0.330009478207571868, 0.326072577431273071},
                                           {0.669990521792428132, 0.326072577431273071},
                                           {0.930568155797026288, 0.173927422568726929}}};
/// Width of the pieces over which k rho is integrated, so that laws given as tables are
/// followed, too [K].
constexpr double piece = 1.;
/// Of integrals along the wire, relative. Halves are taken until they agree.
constexpr double integral_tolerance = 1e-11;
constexpr unsigned int most_halvings = 24;
constexpr double hottest_for_laws = WireConduction::hottest_for_laws;
constexpr double coldest_for_laws = 1.;

/// k rho and its inverse integral.
class LawProduct
{
public:
  explicit LawProduct(const Material &material) : material_(material) {}

  double at(double T) const
  {
    const double in_law = std::clamp(T, coldest_for_laws, hottest_for_laws);
    const double k = thermal_conductivity(material_, 0, in_law).value,
                 product = k / electrical_conductivity(material_, in_law).value;
    if (!(product > 0.) || !std::isfinite(product))
      throw LawOutOfRange("A conductivity of the wire material '" + material_.name +
                          "' is not positive at a temperature that the solution reached: "
                          "its law is used far outside its range.");
    return product;
  }

  double between(double from, double to) const
  {
    const double n = std::clamp(std::ceil(std::abs(to - from) / piece), 1., 5000.),
                 width = (to - from) / n;
    double sum = 0.;
    for (int i = 0; i < static_cast<int>(n); ++i)
      for (const auto &[x, weight] : gauss)
        sum += weight * width * at(from + (i + x) * width);
    return sum;
  }

  /// The temperature to which between() from this one is F; close by.
  double temperature(double from, double F) const
  {
    constexpr int most = 50;
    constexpr double digits = 1e-14;
    double T = from + F / at(from);
    for (int i = 0; i < most; ++i)
    {
      const double step = (F - between(from, T)) / at(T);
      T += step;
      if (std::abs(step) <= digits * std::abs(T))
        break;
    }
    return T;
  }

private:
  const Material &material_;
};

PropertyValue sigma_at(const Material &material, double T)
{
  if (T > coldest_for_laws && T < hottest_for_laws)
    return electrical_conductivity(material, T);
  return {
      electrical_conductivity(material, std::clamp(T, coldest_for_laws, hottest_for_laws))
          .value,
      0.};
}

/// Integrals over xi of sigma and of what its slope by F is multiplied with.
struct AlongWire
{
  double sigma = 0., by_F_1 = 0., by_F_2 = 0., by_V = 0.;

  void add(const AlongWire &other, double factor)
  {
    sigma += factor * other.sigma;
    by_F_1 += factor * other.by_F_1;
    by_F_2 += factor * other.by_F_2;
    by_V += factor * other.by_V;
  }
};

/// Integrates along a wire with T(xi) as it follows from F(xi).
template <typename Course>
class WireIntegral
{
public:
  WireIntegral(const Material &material, const LawProduct &product, const Course &course)
      : material_(material), product_(product), course_(course)
  {
  }

  /// @param T at xi = from
  AlongWire between(double from, double to, double T) const
  {
    const AlongWire whole = by_rule(from, to, T);
    return refine(from, to, T, whole, std::abs(whole.sigma), 0);
  }

private:
  AlongWire by_rule(double from, double to, double T) const
  {
    AlongWire sum;
    double F = course_.law_integral(from);
    for (const auto &[x, weight] : gauss)
    {
      const double xi = from + x * (to - from), next = course_.law_integral(xi);
      T = product_.temperature(T, next - F);
      F = next;
      const PropertyValue sigma = sigma_at(material_, T);
      const double by_F = sigma.derivative / product_.at(T);
      sum.add({sigma.value, by_F * xi, by_F * (1. - xi), by_F * course_.V * xi * (1. - xi)},
              weight * (to - from));
    }
    return sum;
  }

  AlongWire refine(double from,
                   double to,
                   double T,
                   const AlongWire &whole,
                   double scale,
                   unsigned int halvings) const
  {
    const double middle = 0.5 * (from + to),
                 T_middle = product_.temperature(
                     T, course_.law_integral(middle) - course_.law_integral(from));
    AlongWire first = by_rule(from, middle, T), second = by_rule(middle, to, T_middle);
    if (halvings < most_halvings &&
        std::abs(first.sigma + second.sigma - whole.sigma) > integral_tolerance * scale)
    {
      first = refine(from, middle, T, first, scale, halvings + 1);
      second = refine(middle, to, T_middle, second, scale, halvings + 1);
    }
    first.add(second, 1.);
    return first;
  }

  const Material &material_;
  const LawProduct &product_;
  const Course &course_;
};

} // namespace

bool WireConduction::varies() const
{
  return depends_on_temperature(material_.conductivity.front().law) ||
         (carries_current_ && depends_on_temperature(material_));
}

WireState WireConduction::at(const WireEnds &ends, bool with_current) const
{
  return carries_current_ && with_current ? this->with_current(ends) : at_rest(ends);
}

WireState WireConduction::at_rest(const WireEnds &ends) const
{
  const PropertyLaw &k = material_.conductivity.front().law;
  const auto in_law = [](double T)
  {
    return std::max(T, coldest_for_laws);
  };
  const double T_1 = in_law(ends.T[0]), T_2 = in_law(ends.T[1]);
  WireState result;
  result.ends = ends;
  result.conducted = shape_ * integral(k, T_2, T_1);
  result.conducted_slope = {
      shape_ * evaluate(k, T_1).value, -shape_ * evaluate(k, T_2).value, 0.};
  const bool first_is_hotter = ends.T[0] >= ends.T[1];
  result.highest_temperature = std::max(ends.T[0], ends.T[1]);
  result.highest_temperature_slope[first_is_hotter ? 0 : 1] = 1.;
  result.hottest_place = first_is_hotter ? 0. : 1.;
  return result;
}

WireState WireConduction::with_current(const WireEnds &ends) const
{
  const LawProduct product(material_);
  const auto [T_1, T_2] = ends.T;
  const Course course{ends.V, product.between(T_2, T_1)};
  const AlongWire along =
      WireIntegral<Course>(material_, product, course).between(0., 1., T_2);
  WireState result;
  result.ends = ends;
  const double by_T_1 = product.at(T_1), by_T_2 = product.at(T_2);
  result.conductance = shape_ * along.sigma;
  result.conductance_slope = {
      shape_ * along.by_F_1 * by_T_1, shape_ * along.by_F_2 * by_T_2, shape_ * along.by_V};
  result.conducted = result.conductance * course.F_12;
  for (std::size_t i = 0; i < 3; ++i)
    result.conducted_slope[i] = result.conductance_slope[i] * course.F_12;
  result.conducted_slope[0] += result.conductance * by_T_1;
  result.conducted_slope[1] -= result.conductance * by_T_2;
  find_hottest(course, along.sigma, result);
  return result;
}

/// The place where F is largest, if that is between the ends; otherwise the hotter end.
/// @param G its conductance with A / L = 1
void WireConduction::find_hottest(const Course &course, double G, WireState &state) const
{
  const auto [T_1, T_2] = state.ends.T;
  const double V2 = course.V * course.V, peak = V2 > 0. ? 0.5 + course.F_12 / V2 : 0.;
  if (!(peak > 0. && peak < 1.))
  {
    state.highest_temperature = std::max(T_1, T_2);
    state.highest_temperature_slope[T_1 >= T_2 ? 0 : 1] = 1.;
    state.hottest_place = T_1 >= T_2 ? 0. : 1.;
    return;
  }
  const LawProduct product(material_);
  const double T = product.temperature(T_2, course.law_integral(peak)),
               by_F = 1. / product.at(T);
  state.highest_temperature = T;
  state.highest_temperature_slope = {by_F * peak * product.at(T_1),
                                     by_F * (1. - peak) * product.at(T_2),
                                     by_F * course.V * peak * (1. - peak)};
  // The way from there to the first end goes as int sigma dphi.
  state.hottest_place =
      WireIntegral<Course>(material_, product, course).between(peak, 1., T).sigma / G;
}

} // namespace kelvolt
