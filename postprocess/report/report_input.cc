#include "report/report_input.h"

#include "degree_sign.h"
#include "results/result_from_json.h"
#include "results/result_schema.h"
#include "results/view_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace kelvolt::report
{
namespace
{

namespace fs = std::filesystem;
namespace schema = result_schema;

constexpr std::uintmax_t largest_text = 256U << 20;
constexpr std::uintmax_t largest_picture = 32U << 20;
constexpr char impedance_file[] = "zth.json";

[[noreturn]] void refuse(const std::string &directory, const std::string &what)
{
  throw IncompleteResult(fmt::format(
      "'{}' holds no complete result: {}. Give the directory that 'kelvolt solve' "
      "wrote, or solve the case again.",
      directory,
      what));
}

std::string bytes_of(const fs::path &path, std::uintmax_t largest)
{
  std::error_code failure;
  const std::uintmax_t size = fs::file_size(path, failure);
  std::ifstream file(path, std::ios::binary);
  if (failure || !file)
    throw DamagedFile("cannot be opened for reading");
  if (size > largest)
    throw DamagedFile(fmt::format("has {} bytes; allowed are {}", size, largest));
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What `read` makes of a file that has to be there.
template <typename Function>
auto read_file(const std::string &directory, const std::string &name, const Function &read)
{
  const fs::path path = fs::path(directory) / name;
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored))
    refuse(directory, "the file '" + name + "' is missing");
  try
  {
    return read(path);
  }
  catch (const std::runtime_error &damage) // DamagedFile, DamagedResult
  {
    refuse(directory, fmt::format("the file '{}' is damaged: {}", name, damage.what()));
  }
}

std::uint32_t big_endian(const std::string &bytes, std::size_t at)
{
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

/// Where the picture stands among those that Kelvolt draws.
std::size_t rank_of(const std::string &name)
{
  const auto &names = schema::view_names;
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) -
                                  names.begin());
}

std::vector<StoredPicture> read_pictures(const std::string &directory)
{
  static const std::string signature = "\x89PNG\r\n\x1a\n";
  constexpr std::size_t header = 24;
  std::vector<StoredPicture> pictures;
  const fs::path folder = fs::path(directory) / schema::pictures_directory;
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    return pictures;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".png" && entry.is_regular_file(ignored))
    {
      const std::string name = entry.path().filename().string();
      StoredPicture picture;
      picture.name = entry.path().stem().string();
      picture.png =
          read_file(directory,
                    std::string(schema::pictures_directory) + "/" + name,
                    [](const fs::path &path) { return bytes_of(path, largest_picture); });
      if (picture.png.size() < header || picture.png.rfind(signature, 0) != 0)
        refuse(directory, fmt::format("the picture '{}' is no PNG", name));
      picture.width = big_endian(picture.png, header - 8);
      picture.height = big_endian(picture.png, header - 4);
      pictures.push_back(std::move(picture));
    }
  std::sort(
      pictures.begin(),
      pictures.end(),
      [](const StoredPicture &a, const StoredPicture &b)
      { return std::pair(rank_of(a.name), a.name) < std::pair(rank_of(b.name), b.name); });
  return pictures;
}

void read_impedance(const std::string &directory, ReportInput &input)
{
  static const std::pair<const char *, const char *> drawings[] = {
      {"structure.svg", "Structure function"},
      {"structure_differential.svg", "Differential structure function"},
      {"soa.svg", "Safe operating area"}};
  read_file(directory,
            impedance_file,
            [&](const fs::path &path)
            {
              input.impedance =
                  nlohmann::json::parse(bytes_of(path, largest_text), nullptr, false);
              if (!input.impedance->is_object())
                throw DamagedFile("is no JSON object");
            });
  std::error_code ignored;
  for (const auto &[name, title] : drawings)
    if (fs::is_regular_file(fs::path(directory) / name, ignored))
      input.drawings.push_back({title,
                                read_file(directory,
                                          name,
                                          [](const fs::path &path)
                                          { return bytes_of(path, largest_picture); })});
}

/// What a result of `kelvolt solve` has.
void read_state(const std::string &directory, ReportInput &input)
{
  input.summary =
      read_file(directory,
                schema::summary_file,
                [](const fs::path &path) { return result_from_file(path.string()); });
  input.unit = temperature_unit(input.summary.temperature_unit);
  if (input.summary.has_answers())
    input.fields = read_stored_result(directory, std::nullopt, true);
  input.history = read_file(directory,
                            schema::history_file,
                            [](const fs::path &path)
                            { return history_table(bytes_of(path, largest_text)); });
}

/// The text under the key of zth.json.
std::string text_of(const nlohmann::json &json, const char *key)
{
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

} // namespace

ReportInput read_report_input(const std::string &directory)
{
  std::error_code ignored;
  if (!fs::is_directory(directory, ignored))
    refuse(directory, "it is not a directory");
  ReportInput input;
  input.directory = directory;
  const auto is_there = [&](const char *name)
  {
    return fs::exists(fs::path(directory) / name, ignored);
  };
  if (is_there(impedance_file))
    read_impedance(directory, input);
  input.has_summary = !input.impedance || is_there(schema::summary_file);
  if (input.has_summary)
    read_state(directory, input);
  else
  {
    input.summary.title = text_of(*input.impedance, "case");
    input.summary.version = text_of(*input.impedance, "kelvolt");
  }
  input.summary.title = with_degree_sign(input.summary.title);
  read_file(directory,
            schema::resolved_case_file,
            [&](const fs::path &path)
            {
              input.resolved_case = bytes_of(path, largest_text / 16);
              input.materials = material_records(input.resolved_case);
            });
  input.pictures = read_pictures(directory);
  return input;
}

} // namespace kelvolt::report
