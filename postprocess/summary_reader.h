#pragma once

#include "result.h"

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// What the pictures need of summary.json.
struct ResultSummary
{
  std::string title;
  bool has_steady_state = true; ///< if not, there is no hotspot
  Hotspot hotspot; ///< the part by its name as stored; of a transient run at the end
  /// Of a transient run: its last time, and the hottest moment.
  std::optional<double> end{};
  double worst_time = 0.;      ///< [s]
  std::vector<double> times{}; ///< saved ones [s]
  Hotspot worst{};
};

/// Judges the types and the ranges of what it reads; throws DamagedFile.
ResultSummary read_summary(const std::string &path);

/// One line under a picture: heat, ambient and resistance to it, the verdict of each limit,
/// version and date. Empty where these sections cannot be read: a picture needs none of
/// them.
std::string read_provenance(const std::string &path);

/// Whatever cannot be read is left out.
Annotations read_annotations(const std::string &path);

} // namespace kelvolt
