#include "console/case_resistance_text.h"

#include <fmt/format.h>

namespace kelvolt
{
namespace
{

std::string row(double value, const std::string &error, const std::string &what)
{
  return fmt::format("  {:>12.6g} {:<11} K/W  {}\n", value, error, what);
}

std::string bar(double error)
{
  return fmt::format("+- {:.2g}", error);
}

std::string dual_text(const DualContact &dual)
{
  std::string text = fmt::format(
      "    dual interface, with films of {:g} and {:g} W/m2/K ({:.5g} and {:.5g} "
      "K/W in all):\n",
      dual.own_film,
      dual.other_film,
      dual.own_steady,
      dual.other_steady);
  for (const CurveParting &parting : dual.by_share)
    text += row(parting.resistance,
                "",
                fmt::format("where the curves differ by {:.2g} % of what their ends do, at "
                            "{:.3g} s",
                            100. * parting.share,
                            parting.time));
  if (dual.by_slope)
    text += row(dual.by_slope->resistance,
                "",
                fmt::format("where their slopes differ by 0.0045 W/K R + 0.003 of that, at "
                            "{:.3g} s",
                            dual.by_slope->time));
  return text;
}

std::string one_text(const CaseResistance &one)
{
  std::string text = fmt::format("Junction to case: from {} to {}, which {:.4g} % of the "
                                 "heat leaves by\n",
                                 one.heated,
                                 one.face,
                                 100. * one.heat_share);
  text +=
      row(one.mean,
          bar(one.mean_error),
          "by the field: mean of the part less mean of the case, per W through the case");
  if (one.maximum)
    text += row(*one.maximum, bar(*one.maximum_error), "the same of its hottest node");
  if (one.corner)
    text += row(*one.corner, "", "corner of the structure function");
  if (one.dual)
    text += dual_text(*one.dual);
  return text;
}

} // namespace

std::string case_resistance_text(const std::vector<CaseResistance> &all)
{
  std::string text;
  bool with_curves = false, with_dual = false;
  for (const CaseResistance &one : all)
  {
    text += one_text(one);
    with_dual = with_dual || one.dual;
    with_curves = with_curves || one.corner || one.dual;
  }
  if (with_curves)
    text +=
        "  The first is the resistance. What is read from curves hangs on its criterion, "
        "by 30 % and more even of exact curves: heat\n  reaches the case little by "
        "little, so that there is no one time at which it arrives, and a corner is a "
        "layer's only along one path.\n";
  if (with_curves && !with_dual)
    text += "  (--other-contact H adds what the dual-interface method would say.)\n";
  return text;
}

} // namespace kelvolt
