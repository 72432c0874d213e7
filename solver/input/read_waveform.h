#pragma once

#include "case/time_varying.h"
#include "map_reader.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// Reads the numbers of a case that may change in time: a quantity, or a map that is a
/// waveform.
class WaveformReader
{
public:
  /// @param case_file paths of tables are relative to its directory
  /// @param waveforms where those that are found are added; has to outlive this
  WaveformReader(const std::string &case_file,
                 std::vector<TimeVarying> &waveforms,
                 Problems &problems);

  /// The number under `key`, that of `target`; of a waveform its first value. Nothing if
  /// the key is absent, or after a fault.
  std::optional<double>
  number(const MapReader &map, std::string_view key, const Target &target) const;

private:
  std::string directory_;
  std::vector<TimeVarying> &waveforms_;
  Problems &problems_;
};

} // namespace kelvolt
