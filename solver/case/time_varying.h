#pragma once

#include "results/dimension.h"
#include "source_location.h"
#include "waveform.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

struct Case;

/// A number of the case that may change in time: what it is, and the entry of Case's
/// terminals, heat, cooling or devices that it belongs to.
struct Target
{
  enum class Kind
  {
    voltage,
    current,
    heat_power,
    film_coefficient,
    ambient,
    temperature,
    heat_flux,
    switching_frequency,
    duty
  };

  Kind kind = Kind::heat_power;
  std::size_t index = 0;

  friend bool operator<(const Target &a, const Target &b)
  {
    return a.kind != b.kind ? a.kind < b.kind : a.index < b.index;
  }
};

/// A number of the case that follows a waveform. The number itself holds the first value,
/// which is that at time 0, from the right.
struct TimeVarying
{
  Target target;
  Waveform waveform;
  SourceLocation where;
};

/// The key path of the target: `terminals.drain.current`.
std::string target_path(const Case &input, const Target &target);

/// What it is measured in.
const Dimension &dimension_of(Target::Kind kind);

/// The given voltage or current of a terminal.
Target drive_of(const Case &input, std::size_t terminal);

/// The waveforms of a case by what follows them.
class WaveformIndex
{
public:
  /// @param input has to outlive this
  explicit WaveformIndex(const Case &input);

  /// Null if the number is constant.
  const Waveform *find(const Target &target) const;

  /// All values that the number takes, of which `first` is one.
  std::vector<double> values(const Target &target, double first) const;

  /// Whether two numbers with these first values are given alike, so that they are equal
  /// at all times.
  bool
  are_alike(const Target &a, double first_of_a, const Target &b, double first_of_b) const;

private:
  std::map<Target, const Waveform *> waveforms_;
};

/// Whether a cooling draws its surface towards a temperature: at 0 s, or, in a study until
/// all is periodic, ever.
bool gives_reference(const Case &input,
                     const WaveformIndex &waveforms,
                     std::size_t cooling);

/// The shortest time after which all waveforms repeat [s]; none if one does not, if none is
/// periodic, or if the periods have no multiple in common within a thousand of the longest.
std::optional<double> common_period(const Case &input);

} // namespace kelvolt
