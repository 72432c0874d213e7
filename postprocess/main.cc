#include "bad_option.h"
#include "picture.h"
#include "private_display.h"
#include "result_reader.h"
#include "results/result_schema.h"
#include "views.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <vtkObject.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <utility>

namespace
{

using namespace kelvolt;

constexpr int failed = 1;
constexpr int bad_input = 2;

struct Options
{
  std::string directory;
  std::vector<std::string> views;
  std::string size = "1600x1000";
  std::string exaggeration = "auto";
  std::string output;
  std::string time = "worst";
};

std::pair<int, int> parsed_size(const std::string &text)
{
  constexpr int smallest = 400;
  constexpr int largest = 8000;
  int width = 0;
  int height = 0;
  const char *const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, width);
  const bool has_x = first.ec == std::errc() && first.ptr != end && *first.ptr == 'x';
  const auto second = has_x ? std::from_chars(first.ptr + 1, end, height) : first;
  if (!has_x || second.ec != std::errc() || second.ptr != end || width < smallest ||
      height < smallest || width > largest || height > largest)
    throw BadOption(
        fmt::format("--size: found '{}'; allowed is WIDTHxHEIGHT in pixels, each "
                    "from {} to {}, as 1600x1000.",
                    text,
                    smallest,
                    largest));
  return {width, height};
}

ViewOptions parsed_exaggeration(const std::string &text)
{
  ViewOptions options;
  if (text == "auto")
    return options;
  double factor = 0.;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), factor);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size() ||
      !(factor >= 1. && factor <= 1e4))
    throw BadOption(
        fmt::format("--exaggerate-z: found '{}'; allowed is 'auto' or a number from "
                    "1 (to scale) to 10000.",
                    text));
  options.exaggeration = factor;
  return options;
}

/// [s]; nothing: the hottest moment
std::optional<double> parsed_time(const std::string &text)
{
  if (text == "worst")
    return std::nullopt;
  static const std::pair<const char *, double> units[] = {{"", 1.},
                                                          {"s", 1.},
                                                          {"ms", 1e-3},
                                                          {"us", 1e-6},
                                                          {"ns", 1e-9},
                                                          {"min", 60.},
                                                          {"h", 3600.}};
  double value = 0.;
  const char *const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, value);
  std::string unit(number.ptr, end);
  unit.erase(0, unit.find_first_not_of(' '));
  for (const auto &[name, seconds] : units)
    if (number.ec == std::errc() && value >= 0. && std::isfinite(value) && unit == name)
      return value * seconds;
  throw BadOption(fmt::format("--time: found '{}'; allowed is 'worst' (the hottest moment) "
                              "or a time from 0 on, as 2.5e-3, '2.5 ms', '10 us', '5 ns', "
                              "'3 min', '1 h'.",
                              text));
}

std::vector<View> wanted_views(const std::vector<std::string> &names, const Result &result)
{
  std::vector<View> views;
  for (const View &view : all_views())
  {
    const bool named = std::find(names.begin(), names.end(), view.name) != names.end();
    const bool possible = !view.needs_current || !result.conductors.empty();
    if (named && !possible)
      throw BadOption(
          fmt::format("--view {}: this result has no electric problem, so there is "
                      "no current to draw. Leave the view out.",
                      view.name));
    if (possible && (named || names.empty()))
      views.push_back(view);
  }
  return views;
}

std::filesystem::path picture_directory(const Options &options)
{
  std::filesystem::path directory =
      options.output.empty()
          ? std::filesystem::path(options.directory) / result_schema::pictures_directory
          : std::filesystem::path(options.output);
  std::error_code failure;
  std::filesystem::create_directories(directory, failure);
  if (failure)
    throw std::runtime_error(fmt::format(
        "The directory '{}' for the pictures cannot be made: {}. Give another one "
        "with -o.",
        directory.string(),
        failure.message()));
  return directory;
}

void render(const Options &options)
{
  const auto [width, height] = parsed_size(options.size);
  const ViewOptions view_options = parsed_exaggeration(options.exaggeration);
  const std::optional<double> time = parsed_time(options.time);
  const Result result = read_result(options.directory, time);
  if (time && !result.time)
    throw BadOption("--time: this result is steady. Leave the option out.");
  const std::vector<View> views = wanted_views(options.views, result);
  const std::filesystem::path directory = picture_directory(options);
  const PrivateDisplay display;
  for (const View &view : views)
  {
    Picture picture(width, height);
    view.draw(result, view_options, picture);
    const std::string path = (directory / (std::string(view.name) + ".png")).string();
    picture.save(path);
    std::cout << path << std::endl;
  }
}

int run(int argc, char **argv)
{
  CLI::App app(
      "Draws the pictures of a result: temperature outside, a cut through the hottest "
      "point, the hottest part, and the current in the conductors.",
      "kelvolt render");
  Options options;
  const auto &views = result_schema::view_names;
  app.add_option("DIR", options.directory, "Directory that 'kelvolt solve' wrote")
      ->required();
  app.add_option("--view", options.views, "Only these pictures (default: all that apply)")
      ->check(CLI::IsMember(std::vector<std::string>(views.begin(), views.end())));
  app.add_option("--size", options.size, "WIDTHxHEIGHT in pixels")->capture_default_str();
  app.add_option("--exaggerate-z",
                 options.exaggeration,
                 "How many times as high as real to draw; 'auto' lets thin layers be seen")
      ->capture_default_str();
  app.add_option("--time",
                 options.time,
                 "Of a transient result: the saved time that is nearest to this one, as "
                 "'2.5 ms'; 'worst' is the hottest moment")
      ->capture_default_str();
  app.add_option(
      "-o,--output", options.output, "Where the pictures go (default: DIR/pictures)");
  try
  {
    app.parse(argc, argv);
    vtkObject::GlobalWarningDisplayOff(); // what fails is told in sentences instead
    render(options);
    return 0;
  }
  catch (const CLI::ParseError &error)
  {
    return app.exit(error) == 0 ? 0 : bad_input;
  }
  catch (const IncompleteResult &error)
  {
    std::cerr << "kelvolt render: " << error.what() << std::endl;
    return bad_input;
  }
  catch (const BadOption &error)
  {
    std::cerr << "kelvolt render: " << error.what() << std::endl;
    return bad_input;
  }
}

} // namespace

int main(int argc, char **argv)
{
  try
  {
    return run(argc, argv);
  }
  catch (const std::exception &error)
  {
    std::cerr << "kelvolt render: " << error.what() << std::endl;
    return failed;
  }
}
