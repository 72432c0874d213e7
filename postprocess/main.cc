#include "bad_option.h"
#include "comparison_picture.h"
#include "picture.h"
#include "private_display.h"
#include "render_options.h"
#include "result_reader.h"
#include "results/result_schema.h"
#include "run_program.h"

#include <fmt/format.h>
#include <vtkDataArray.h>
#include <vtkPointData.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <stdexcept>

namespace
{

using namespace kelvolt;

std::filesystem::path picture_directory(const RenderOptions &options)
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

/// Those parts of the result at that time that are to be drawn.
Result wanted_result(const RenderOptions &options,
                     const std::string &directory,
                     std::optional<double> time)
{
  const Result result = read_result(directory, time);
  if (time && !result.time)
    throw BadOption("--time: this result is steady. Leave the option out.");
  return with_parts(result, shown_parts(result.part_names, options.parts, options.hidden));
}

ViewOptions view_options(const RenderOptions &options, const Result &result)
{
  ViewOptions view;
  view.exaggeration = parsed_exaggeration(options.exaggeration);
  view.range = parsed_range(options.range, result.hotspot.unit);
  view.section = parsed_section(options.section);
  view.opens_covers = !options.keeps_covers;
  if (view.section)
    check_section(result, *view.section);
  return view;
}

/// @param ending of the names of the files, before `.png`
void draw(const RenderOptions &options,
          const std::vector<View> &views,
          const Result &result,
          const ViewOptions &view_options,
          const std::string &ending)
{
  const auto [width, height] = parsed_size(options.size);
  const std::filesystem::path directory = picture_directory(options);
  for (const View &view : views)
  {
    Picture picture(width, height);
    view.draw(result, view_options, picture);
    const std::string path = (directory / (view.name + ending)).string();
    picture.save(path + ".png");
    std::cout << path << ".png" << std::endl;
    if (!view.is_vector)
      continue;
    picture.save_svg(path + ".svg");
    std::cout << path << ".svg" << std::endl;
  }
}

void render_one(const RenderOptions &options)
{
  const Result result =
      wanted_result(options, options.directory, parsed_time(options.time));
  const std::vector<View> views = wanted_views(options.views, result);
  const ViewOptions view = view_options(options, result);
  const PrivateDisplay display;
  draw(options, views, result, view, "");
}

/// A picture of every saved time, in one scale.
void render_course(const RenderOptions &options)
{
  if (options.output.empty())
    throw BadOption("--time all: there are pictures of every saved time. Give a directory "
                    "for them with -o.");
  const std::vector<double> times = saved_times(options.directory);
  if (times.empty())
    throw BadOption("--time: this result is steady. Leave the option out.");
  const Result worst = wanted_result(options, options.directory, std::nullopt);
  const std::vector<View> views = wanted_views(options.views, worst);
  ViewOptions view = view_options(options, worst);
  if (!view.range)
  {
    view.range = temperatures_of(worst);
    for (const double time : times)
      view.range = united(*view.range,
                          temperatures_of(wanted_result(options, options.directory, time)));
  }
  const PrivateDisplay display;
  std::optional<double> drawn;
  int number = 0;
  for (const double time : times)
  {
    const Result result = wanted_result(options, options.directory, time);
    if (result.time == drawn) // several times have this one as their nearest
      continue;
    drawn = result.time;
    draw(options, views, result, view, fmt::format(".{:04}", ++number));
  }
}

/// Two results above each other, with the same scale, plane and frame.
void render_comparison(const RenderOptions &options)
{
  if (options.output.empty())
    throw BadOption(
        "--compare: the pictures belong to no result alone. Give a directory for "
        "them with -o.");
  const std::optional<double> time = parsed_time(options.time);
  const Result a = wanted_result(options, options.directory, time);
  const Result b = wanted_result(options, options.compared, time);
  if (a.hotspot.unit.sign != b.hotspot.unit.sign)
    throw BadOption("--compare: one result is in °C, the other one in K.");
  const std::vector<View> views = wanted_views(options.views, a);
  wanted_views(options.views, b);
  const ViewOptions view = common_options(a, b, view_options(options, a));
  const auto [width, height] = parsed_size(options.size);
  const std::filesystem::path directory = picture_directory(options);
  const PrivateDisplay display;
  for (const View &one : views)
  {
    if (one.needs_current && b.conductors.empty())
      continue;
    const std::string path = (directory / (std::string(one.name) + ".png")).string();
    save_png(*comparison_picture(one, a, b, view, {{width, height}}), path);
    std::cout << path << std::endl;
  }
}

void render(const RenderOptions &options)
{
  parsed_size(options.size); // before anything is read
  if (options.time == "all" && !options.compared.empty())
    throw BadOption("--time all: two results are compared at one time. Leave --compare or "
                    "--time out.");
  if (options.time == "all")
    render_course(options);
  else if (!options.compared.empty())
    render_comparison(options);
  else
    render_one(options);
}

void add_options(CLI::App &app, RenderOptions &options)
{
  app.description(
      "Draws the pictures of a result: temperature from above and below, of the "
      "parts lifted off, in a section, around the hottest part and along lines "
      "through it, and the current in the conductors.");
  app.add_option("DIR", options.directory, "Directory that 'kelvolt solve' wrote")
      ->required();
  app.add_option("--view", options.views, "Only these pictures (default: all that apply)")
      ->delimiter(',');
  app.add_option("--part", options.parts, "Draw these parts only")->delimiter(',');
  app.add_option("--hide", options.hidden, "Leave these parts out")->delimiter(',');
  app.add_flag("--covers",
               options.keeps_covers,
               "Draw what hides the hottest point (default: as outlines)");
  app.add_option("--range",
                 options.range,
                 "Temperatures at the ends of the scale, as '25 to 90 degC' (default: of "
                 "what is seen)");
  app.add_option("--section",
                 options.section,
                 "Where the section is, as 'x = 3.5 mm' (default: through the hottest "
                 "point)");
  app.add_option("--size", options.size, "WIDTHxHEIGHT in pixels")->capture_default_str();
  app.add_option("--exaggerate-z",
                 options.exaggeration,
                 "How many times as high as real to draw; 'auto' lets thin layers be seen")
      ->capture_default_str();
  app.add_option("--time",
                 options.time,
                 "Of a transient result: the saved time that is nearest to this one, as "
                 "'2.5 ms'; 'worst' is the hottest moment, 'all' draws every saved time")
      ->capture_default_str();
  app.add_option("--compare",
                 options.compared,
                 "Another result, drawn below with the same scale and frame");
  app.add_option(
      "-o,--output", options.output, "Where the pictures go (default: DIR/pictures)");
}

} // namespace

int main(int argc, char **argv)
{
  RenderOptions options;
  return run_program(
      "kelvolt render",
      argc,
      argv,
      [&](CLI::App &app) { add_options(app, options); },
      [&] { render(options); });
}
