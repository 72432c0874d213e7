#pragma once

#include "report/history_table.h"
#include "report/material_records.h"
#include "report/number_text.h"
#include "result_reader.h"
#include "results/summary.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace kelvolt::report
{

/// A picture of `kelvolt render`.
struct StoredPicture
{
  std::string name; ///< of the file, without its ending
  std::string png;  ///< the bytes
  unsigned int width = 0, height = 0;
};

/// A drawing beside a thermal impedance.
struct StoredDrawing
{
  std::string title, svg;
};

/// All that a report tells of one result directory.
struct ReportInput
{
  std::string directory;
  /// Of a directory with a thermal impedance alone only title and version.
  Summary summary;
  bool has_summary = true;
  TemperatureUnit unit;
  std::optional<StoredResult> fields; ///< none: there is no steady state
  HistoryTable history;
  std::string resolved_case;
  std::vector<MaterialRecord> materials;
  std::vector<StoredPicture> pictures;
  std::optional<nlohmann::json> impedance; ///< zth.json
  std::vector<StoredDrawing> drawings;     ///< of its structure, if they are there
};

/// Throws IncompleteResult with a full sentence if a file is missing or cannot be
/// understood.
ReportInput read_report_input(const std::string &directory);

} // namespace kelvolt::report
