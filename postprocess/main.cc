#include "bad_option.h"
#include "comparison_picture.h"
#include "picture.h"
#include "private_display.h"
#include "render_options.h"
#include "result_reader.h"
#include "results/drawing_options.h"
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
  view.has_marks = !options.has_no_marks;
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
    picture.save_pdf(path + ".pdf");
    std::cout << path << ".pdf" << std::endl;
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
  namespace option = render_option;
  const auto add = [&app](const DrawingOption &one, auto &value)
  {
    return app.add_option(one.names, value, one.text);
  };
  add(option::view, options.views)->delimiter(',');
  add(option::part, options.parts)->delimiter(',');
  add(option::hide, options.hidden)->delimiter(',');
  app.add_flag(option::covers.names, options.keeps_covers, option::covers.text);
  app.add_flag(option::no_marks.names, options.has_no_marks, option::no_marks.text);
  add(option::range, options.range);
  add(option::section, options.section);
  add(option::size, options.size)->capture_default_str();
  add(option::exaggerate_z, options.exaggeration)->capture_default_str();
  add(option::time, options.time)->capture_default_str();
  add(option::compare, options.compared);
  add(option::output, options.output);
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
