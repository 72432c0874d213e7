#pragma once

#include <array>
#include <type_traits>
#include <variant>
#include <vector>

/// @file
/// Laws of a property over temperature as plain data; evaluation is in
/// materials/property_evaluation.h. Temperatures in K, values in the property's SI unit.
///
/// A law that is made of single numbers names their keys(): reading, checking, writing and
/// `kelvolt materials` follow from them. Its formula() is for people, with the keys in
/// braces. Handbooks state metals in the form of some laws; any other law of a resistivity
/// without a source is a fit, such as that of a transistor's channel.

namespace kelvolt
{

/// What a number of a law is: its unit and what is allowed follow.
enum class LawNumber
{
  value,       ///< of the property; a law is proportional to these of its numbers together
  temperature, ///< above 0 K
  difference,  ///< of temperatures [K]
  coefficient, ///< relative change by temperature [1/K]
  exponent     ///< a plain number
};

/// One number of a law. The first key of a law is its own: it tells which law is meant.
template <typename Law>
struct LawKey
{
  const char *key;
  LawNumber is;
  double Law::*number;
  bool required = true; ///< false: the number has the default of the law
};

struct ConstantLaw
{
  double value = 0.;

  static constexpr bool is_handbook_form = true;
  static constexpr auto keys()
  {
    return std::array{LawKey<ConstantLaw>{"value", LawNumber::value, &ConstantLaw::value}};
  }
  static const char *formula()
  {
    return "{value}";
  }
};

/// value ((T - offset) / (at - offset))^exponent
struct PowerLaw
{
  double value = 0.;
  double at = 300.;
  double exponent = 0.;
  /// [K] where the law's own scale begins; 0.15 for one in (T_celsius + 273).
  double offset = 0.;

  static constexpr bool is_handbook_form = false;
  static constexpr auto keys()
  {
    using Key = LawKey<PowerLaw>;
    return std::array{Key{"power_law", LawNumber::value, &PowerLaw::value},
                      Key{"at", LawNumber::temperature, &PowerLaw::at},
                      Key{"exponent", LawNumber::exponent, &PowerLaw::exponent},
                      Key{"offset", LawNumber::difference, &PowerLaw::offset, false}};
  }
  const char *formula() const
  {
    return offset == 0. ? "{power_law} (T / {at})^{exponent}"
                        : "{power_law} ((T - {offset}) / ({at} - {offset}))^{exponent}";
  }
};

/// reference (1 + coefficient (T - at))
struct LinearLaw
{
  double reference = 0.;
  double at = 298.15;
  double coefficient = 0.; ///< [1/K]

  static constexpr bool is_handbook_form = true;
  static constexpr auto keys()
  {
    using Key = LawKey<LinearLaw>;
    return std::array{Key{"reference", LawNumber::value, &LinearLaw::reference},
                      Key{"at", LawNumber::temperature, &LinearLaw::at},
                      Key{"coefficient", LawNumber::coefficient, &LinearLaw::coefficient}};
  }
  static const char *formula()
  {
    return "{reference} (1 + {coefficient} (T - {at}))";
  }
};

/// Monotone interpolation of pairs in rising temperature.
struct TableLaw
{
  std::vector<double> temperature;
  std::vector<double> value;

  static constexpr bool is_handbook_form = false;
};

using LawTerm = std::variant<ConstantLaw, PowerLaw, LinearLaw, TableLaw>;

/// The sum of its terms.
struct SumLaw
{
  std::vector<LawTerm> terms;

  static constexpr bool is_handbook_form = false;
};

using PropertyLaw = std::variant<ConstantLaw, PowerLaw, LinearLaw, TableLaw, SumLaw>;

/// Made of lists: the laws that have no keys() and are treated one by one.
template <typename Law>
constexpr bool is_made_of_lists =
    std::is_same_v<Law, TableLaw> || std::is_same_v<Law, SumLaw>;

} // namespace kelvolt
