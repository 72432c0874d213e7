#include "output/foreign_files.h"

#include "results/derived_files.h"
#include "results/result_schema.h"
#include "results/surface_schema.h"
#include "results/view_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace kelvolt
{

namespace fs = std::filesystem;

namespace
{

constexpr std::array<std::string_view, 14> own_files = {result_schema::summary_file,
                                                        result_schema::fields_file,
                                                        result_schema::xdmf_file,
                                                        result_schema::surfaces_file,
                                                        result_schema::surfaces_xdmf_file,
                                                        result_schema::history_file,
                                                        result_schema::resolved_case_file,
                                                        result_schema::log_file,
                                                        result_schema::parts_table_file,
                                                        result_schema::surfaces_table_file,
                                                        result_schema::terminals_table_file,
                                                        result_schema::report_file,
                                                        result_schema::impedance_file,
                                                        result_schema::impedance_table};

bool is_own_file(const fs::directory_entry &entry)
{
  const std::string name = entry.path().filename();
  return entry.symlink_status().type() == fs::file_type::regular &&
         std::find(own_files.begin(), own_files.end(), name) != own_files.end();
}

/// Whether the file is one of those that Kelvolt begins with its name and format.
bool is_own_json(const fs::path &path)
{
  std::ifstream file(path);
  const auto summary = nlohmann::json::parse(file, nullptr, false);
  if (!summary.is_object() || !summary.contains("kelvolt"))
    return false;
  const auto format = summary.find("format");
  return format == summary.end() ? summary["kelvolt"].is_string()
                                 : format->is_number_unsigned();
}

/// Forms of a thermal model, what was read from one and its plots. A model of a second
/// operating point has a number in its name, one for PLECS that of a part.
bool is_own_model_file(const fs::directory_entry &entry)
{
  static const std::regex names(
      "model(_[0-9]+)?\\.(h5|json|cir|fmu|mo|vhd|[ABC]\\.mtx)|model.*\\.plecs\\.xml|"
      "networks(_[0-9]+)?\\.(csv|json)|"
      "(zth|mutual|structure|structure_differential|soa|replay)\\.svg|"
      "(replay|evaluation|compact)\\.json|extrema\\.csv");
  return entry.symlink_status().type() == fs::file_type::regular &&
         std::regex_match(entry.path().filename().string(), names);
}

bool is_own_picture(const fs::directory_entry &entry)
{
  const auto &views = result_schema::view_names;
  const fs::path &path = entry.path();
  return entry.symlink_status().type() == fs::file_type::regular &&
         (path.extension() == ".png" || path.extension() == ".svg") &&
         std::find(views.begin(), views.end(), path.stem().string()) != views.end();
}

bool is_picture_directory(const fs::directory_entry &entry)
{
  return entry.symlink_status().type() == fs::file_type::directory &&
         entry.path().filename() == result_schema::pictures_directory;
}

/// Relative to the result.
std::vector<fs::path> foreign_files(const fs::path &result)
{
  std::vector<fs::path> found;
  for (const fs::directory_entry &entry : fs::directory_iterator(result))
    if (is_picture_directory(entry))
    {
      for (const fs::directory_entry &picture : fs::directory_iterator(entry))
        if (!is_own_picture(picture))
          found.push_back(entry.path().filename() / picture.path().filename());
    }
    else if (!is_own_file(entry) && !is_own_model_file(entry))
      found.push_back(entry.path().filename());
  return found;
}

bool is_there(const fs::path &path)
{
  return fs::exists(fs::symlink_status(path)); // a link to nowhere is there, too
}

fs::path free_name(const fs::path &wanted)
{
  fs::path name = wanted;
  for (int i = 1; is_there(name); ++i)
    name = wanted.string() + (i == 1 ? ".kept" : ".kept-" + std::to_string(i));
  return name;
}

} // namespace

bool is_result(const fs::path &directory)
{
  return is_own_json(directory / result_schema::summary_file) ||
         is_own_json(directory / result_schema::impedance_file) ||
         is_own_json(directory / "replay.json") ||
         is_own_json(directory / "compact.json") ||
         is_own_json(directory / "evaluation.json");
}

bool has_foreign_files(const fs::path &result)
{
  return !foreign_files(result).empty();
}

void move_foreign_files(const fs::path &from, const fs::path &to)
{
  for (const fs::path &name : foreign_files(from))
  {
    const fs::path target = free_name(to / name);
    if (name.has_parent_path() && !is_there(target.parent_path()))
      fs::create_directory(target.parent_path());
    fs::rename(from / name, target);
  }
}

} // namespace kelvolt
