#include "safe_operating_area.h"

#include "compact/foster_network.h"

#include <algorithm>
#include <limits>

namespace kelvolt
{

SafeOperatingArea safe_operating_area(const ModalModel &model,
                                      std::size_t input,
                                      std::size_t output,
                                      double rise,
                                      const std::vector<double> &widths,
                                      const std::vector<double> &duties)
{
  std::vector<FosterNetwork> places; // of which the hottest counts
  for (std::size_t row = 0; row < model.outputs.at(output).gain.size(); ++row)
    places.push_back(foster_network(model, input, output, row));
  SafeOperatingArea area{rise, widths, duties, {}};
  for (const double duty : duties)
  {
    area.power.emplace_back();
    for (const double width : widths)
    {
      double hottest = 0.;
      for (const FosterNetwork &place : places)
        hottest =
            std::max(hottest, pulse_response(place, width, duty == 0. ? 0. : width / duty));
      area.power.back().push_back(hottest > 0. ? rise / hottest
                                               : std::numeric_limits<double>::infinity());
    }
  }
  return area;
}

} // namespace kelvolt
