#include "case/case_problem.h"
#include "checks/check_input.h"
#include "input/read_case.h"
#include "materials/material_library.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>

/// @file Time and memory of reading and judging a case, over the number of its boxes, for
/// packages of several kinds. `judge_benchmark LARGEST` goes up to so many boxes;
/// `judge_benchmark FILE...` judges these files.

namespace kelvolt
{

namespace
{

namespace fs = std::filesystem;

std::string box_text(const std::array<double, 3> &lower, const std::array<double, 3> &upper)
{
  return fmt::format("{{material: m, x: {:.7g} to {:.7g} um, y: {:.7g} to {:.7g} um, z: "
                     "{:.7g} to {:.7g} um}}",
                     lower[0],
                     upper[0],
                     lower[1],
                     upper[1],
                     lower[2],
                     upper[2]);
}

using Boxes = std::string (*)(int);

/// Posts side by side: a grid of as many cells as boxes, some times over.
std::string posts(int n)
{
  const int side = static_cast<int>(std::sqrt(n));
  std::string text;
  for (int i = 0; i < side; ++i)
    for (int j = 0; j < side; ++j)
      text += fmt::format(
          "  post_{}_{}: {}\n",
          i,
          j,
          box_text({300. * i, 300. * j, 1000.}, {300. * i + 100., 300. * j + 100., 2000.}));
  return text;
}

/// Boxes anywhere, whose planes all differ: a grid beyond any memory.
std::string scattered(int n)
{
  std::mt19937 random(1);
  std::uniform_real_distribution<double> at(0., 90000.), size(100., 10000.);
  std::string text;
  for (int i = 0; i < n; ++i)
  {
    const std::array<double, 3> lower{at(random), at(random), at(random)};
    text += fmt::format(
        "  box_{}: {}\n",
        i,
        box_text(
            lower,
            {lower[0] + size(random), lower[1] + size(random), lower[2] + size(random)}));
  }
  return text;
}

/// Large boxes over each other on a few planes: most are hidden.
std::string piled(int n)
{
  std::mt19937 random(1);
  std::uniform_int_distribution<int> plane(0, 99), size(1, 50);
  std::string text;
  for (int i = 0; i < n; ++i)
  {
    std::array<double, 3> lower{}, upper{};
    for (int axis = 0; axis < 3; ++axis)
    {
      lower[axis] = plane(random);
      upper[axis] = std::min(lower[axis] + size(random), 100.);
    }
    text += fmt::format("  box_{}: {}\n", i, box_text(lower, upper));
  }
  return text;
}

/// As many surfaces of parts that do not exist, one letter away from ones that do.
std::string misspelt(int n)
{
  std::string text = posts(n) + "cooling:\n";
  for (int i = 0; i < n; ++i)
    text += fmt::format("  pots_{}_0.top: {{convection: 1 W/m2/K, ambient: 300 K}}\n", i);
  return text;
}

double processor_seconds()
{
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval &time)
  {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Judges one file and prints a line: seconds, peak memory, faults.
void measure(const std::string &name, const std::string &file, const MaterialMap &library)
{
  const double start = processor_seconds();
  std::size_t faults = 0, shown = 0;
  try
  {
    read_and_judge(file, {}, library);
  }
  catch (const InputError &error)
  {
    faults = error.problems().size();
    const std::string text = error.what();
    shown = 1 + std::count(text.begin(), text.end(), '\n');
  }
  const double elapsed = processor_seconds() - start;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << fmt::format("{:<40} {:>9.3f} s of the processor {:>6.0f} MB so far {:>9} "
                           "faults {:>6} lines\n",
                           name,
                           elapsed,
                           static_cast<double>(usage.ru_maxrss) / 1e3,
                           faults,
                           shown)
            << std::flush;
}

void measure_growth(int largest, const MaterialMap &library)
{
  const fs::path file = fs::temp_directory_path() / "kelvolt_judge_benchmark.yaml";
  const std::array<std::pair<const char *, Boxes>, 4> kinds{{{"posts", posts},
                                                             {"scattered", scattered},
                                                             {"piled", piled},
                                                             {"misspelt", misspelt}}};
  for (const auto &[name, boxes] : kinds)
    for (int n = std::max(largest / 16, 1); n <= largest; n *= 4)
    {
      std::ofstream(file) << "materials:\n  m: {conductivity: 10 W/m/K}\npackage:\n  base: "
                          << box_text({0., 0., 0.}, {1e5, 1e5, 1000.}) << "\n"
                          << boxes(n)
                          << (name == std::string("misspelt") ? "" : "cooling:\n")
                          << "  base.bottom: {convection: 100 W/m2/K, ambient: 300 K}\n";
      measure(fmt::format("{} {}", name, n), file, library);
    }
  fs::remove(file);
}

} // namespace

} // namespace kelvolt

int main(int argc, char **argv)
{
  const kelvolt::MaterialMap library = kelvolt::load_material_library();
  if (argc == 2 && std::atoi(argv[1]) > 0)
    kelvolt::measure_growth(std::atoi(argv[1]), library);
  else
    for (int i = 1; i < argc; ++i)
      kelvolt::measure(std::filesystem::path(argv[i]).filename().string().substr(0, 38),
                       argv[i],
                       library);
  return 0;
}
