#pragma once

#include "field_file.h"
#include "result.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kelvolt
{

/// The directory holds no complete result.
class IncompleteResult : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

/// What a result directory holds, judged but otherwise as it is stored.
struct StoredResult
{
  std::string title;
  std::string provenance; ///< see read_provenance()
  Annotations annotations{};
  Hotspot hotspot;                     ///< of the moment of the fields
  FieldFile fields;                    ///< see check_fields()
  std::vector<std::string> part_names; ///< by part number
};

/// Reads the summary and the fields of a result directory. Throws IncompleteResult with a
/// full sentence if a file is missing or cannot be understood.
/// @param time of a transient result [s]: the saved time that is nearest; none: the hottest
/// moment's
Result read_result(const std::string &directory, std::optional<double> time = std::nullopt);

/// Of a transient result [s]; empty: it is steady. Throws as read_result() does.
std::vector<double> saved_times(const std::string &directory);

/// The same before anything is made ready for drawing. @param heat_flux whether it is
/// wanted
StoredResult read_stored_result(const std::string &directory,
                                std::optional<double> time,
                                bool heat_flux);

/// Makes it ready: names with characters that the font has, straight cells.
Result drawable_result(const StoredResult &stored);

} // namespace kelvolt
