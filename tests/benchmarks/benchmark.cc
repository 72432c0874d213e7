// Measures the linear solver on REF-1 and on a sweep of aspect ratios and contrasts against
// a baseline of library parts, in one run. Prints Markdown tables.

#include "measure.h"
#include "shift_sequence.h"

#include <deal.II/base/mpi.h>

#include <CLI/CLI.hpp>
#include <fmt/printf.h>

#include <algorithm>
#include <cmath>
#include <iostream>

namespace
{

using namespace kelvolt;

struct Options
{
  std::vector<double> size_factors = {2., 1.25, 0.6, 0.46};
  std::vector<unsigned int> degrees = {1, 2, 3};
  std::vector<double> aspect_ratios = {1., 10., 100., 1000.};
  std::vector<double> contrasts = {1e-3, 1., 1e3};
  std::vector<double> baseline_contrasts = {1.};
  double unknowns = 3e4;
  double baseline_unknowns = 7e4;
  bool messages = false;
  std::vector<double> shifts;
  std::string case_file = KELVOLT_SOURCE_DIR "/cases/gan_flip_chip/case.yaml";
};

/// Prints on the first rank only.
template <typename... Arguments>
void print(const char *format, Arguments... arguments)
{
  if (dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0)
  {
    std::cout << fmt::sprintf(format, arguments...) << std::flush;
  }
}

void print_header(const char *title, const char *model)
{
  print("\n%s\n\n| %s | DoF | its | assembly s | set-up s | solve s | kDoF/s | B/DoF | "
        "MDoF/s apply | MDoF/s cycle | baseline its | baseline s | times faster | "
        "baseline B/DoF |\n",
        title,
        model);
  print("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
}

/// One row; @return what Kelvolt needed.
Measurement print_row(const std::string &name, const Model &model, double baseline_unknowns)
{
  const Measurement m = measure_kelvolt(model);
  print("| %s | %.0f | %d | %.3f | %.3f | %.3f | %.0f | %.0f | %.0f | %.1f |",
        name.c_str(),
        m.unknowns,
        m.iterations,
        m.assembly,
        m.set_up,
        m.solve,
        m.unknowns / m.total() / 1e3,
        m.bytes / m.unknowns,
        m.unknowns / m.apply / 1e6,
        m.unknowns / m.cycle / 1e6);
  if (m.unknowns > baseline_unknowns)
  {
    print(" - | - | - | - |\n");
    return m;
  }
  const Measurement base = measure_baseline(model);
  print(" %s%d | %.2f | %.1f | %.0f |\n",
        base.converged ? "" : "> ",
        base.iterations,
        base.total(),
        base.total() / m.total(),
        base.bytes / base.unknowns);
  return m;
}

/// A figure of this run beside what it has to reach.
struct Judgement
{
  std::string text;
  bool met;
};

Judgement at_least(double target, double value, const std::string &what)
{
  return {fmt::format("{} {:.3g} (at least {:g})", what, value, target), value >= target};
}

Judgement at_most(double target, double value, const std::string &what)
{
  return {fmt::format("{} {:.3g} (at most {:g})", what, value, target), value <= target};
}

std::vector<Judgement> measure_case(const Options &options)
{
  print_header("Thermal problem of the case, Q2, to 1e-10", "cell size");
  std::vector<Measurement> rows;
  for (const double factor : options.size_factors)
    rows.push_back(print_row(fmt::format("{:g}", factor),
                             *make_model(options.case_file, factor),
                             options.baseline_unknowns));
  if (rows.empty())
    return {};
  // The targets are for 2 M unknowns, and for the growth from 0.2 M to the largest.
  const auto closest_to = [&](double unknowns)
  {
    return *std::min_element(rows.begin(),
                             rows.end(),
                             [&](const Measurement &a, const Measurement &b)
                             {
                               return std::abs(std::log(a.unknowns / unknowns)) <
                                      std::abs(std::log(b.unknowns / unknowns));
                             });
  };
  const Measurement m = closest_to(2e6), small = closest_to(2e5), &largest = rows.back();
  const double ranks = dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD),
               per_core = m.unknowns / ranks / 1e6;
  const std::string at = fmt::format(" at {:.2g} M unknowns", m.unknowns / 1e6);
  return {at_least(0.25, per_core / m.total(), "cold MDoF/s per core" + at),
          at_least(0.6, per_core / m.solve, "with reused set-up" + at),
          at_least(60., per_core / m.apply, "operator MDoF/s per core" + at),
          at_most(1000., m.bytes / m.unknowns, "bytes per unknown" + at),
          at_most(1.3,
                  static_cast<double>(largest.iterations) / small.iterations,
                  fmt::format("growth of the iterations from {:.2g} M to {:.2g} M",
                              small.unknowns / 1e6,
                              largest.unknowns / 1e6))};
}

/// Mean and largest over the ranks.
std::string mean_and_largest(double value)
{
  const auto all = dealii::Utilities::MPI::min_max_avg(value, MPI_COMM_WORLD);
  return fmt::format("{:.0f} | {:.0f}", all.avg, all.max);
}

void print_messages(const Options &options)
{
  print("\nSent by a rank: mean | busiest\n\n| ranks | DoF | step | messages | busiest | "
        "bytes | busiest | peers | most | collectives | busiest | their bytes | busiest |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  for (const double factor : options.size_factors)
  {
    const auto model = make_model(options.case_file, factor);
    for (const auto &[step, count] : count_messages(*model))
      print("| %u | %.0f | %s | %s | %s | %s | %s | %s |\n",
            dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD),
            double(model->field().n_dofs()),
            step,
            mean_and_largest(count.messages),
            mean_and_largest(count.bytes),
            mean_and_largest(static_cast<double>(count.peers.size())),
            mean_and_largest(count.collectives),
            mean_and_largest(count.collective_bytes));
  }
}

void print_shifts(const Options &options)
{
  for (const double factor : options.size_factors)
  {
    double unknowns = 0.;
    const auto solves = solve_shifts(options.case_file, factor, options.shifts, unknowns);
    print("\nThermal problem of the case with stored heat, Q2, %.0f unknowns, to 1e-8\n\n"
          "| shift 1/s | its | set-ups | double | s |\n|---|---|---|---|---|\n",
          unknowns);
    for (const ShiftSolve &solve : solves)
      print("| %g | %d | %d | %s | %.3f |\n",
            solve.shift,
            solve.iterations,
            solve.set_ups,
            solve.double_precision ? "yes" : "no",
            solve.seconds);
  }
}

/// What is asked for in place of the tables of speed.
bool prints_other_tables(const Options &options)
{
  if (options.messages)
    print_messages(options);
  else if (!options.shifts.empty())
    print_shifts(options);
  return options.messages || !options.shifts.empty();
}

std::vector<Judgement> measure_sweep(const Options &options)
{
  print_header("Checkerboard, to 1e-10", "degree, aspect ratio, contrast");
  int most = 0;
  for (const unsigned int degree : options.degrees)
    for (const double aspect_ratio : options.aspect_ratios)
      for (const double contrast : options.contrasts)
      {
        const std::string name =
            fmt::format("Q{}, {:g}, {:g}", degree, aspect_ratio, contrast);
        const auto &with = options.baseline_contrasts;
        const bool baseline = std::find(with.begin(), with.end(), contrast) != with.end();
        const auto model = make_model({degree, aspect_ratio, contrast, options.unknowns});
        most = std::max(
            most,
            print_row(name, *model, baseline ? options.baseline_unknowns : 0.).iterations);
      }
  return {at_most(40., most, "most iterations of the sweep")};
}

void print_judgements(const std::vector<Judgement> &judgements)
{
  for (const bool met : {true, false})
  {
    std::string list;
    for (const Judgement &judgement : judgements)
      if (judgement.met == met)
        list += (list.empty() ? "" : "; ") + judgement.text;
    print("\n%s: %s.\n", met ? "Met" : "Not met", list.empty() ? "none" : list.c_str());
  }
}

/// All tables that the arguments ask for. @return the exit status
int print_tables(int argc, char **argv)
{
  Options options;
  CLI::App app("Speed, iterations and memory of Kelvolt's linear solver beside a baseline");
  app.add_option("--case", options.case_file, "Case file of the first table");
  app.add_option("--size-factors",
                 options.size_factors,
                 "Cell sizes of the first table, as factors of the default (0: no table)");
  app.add_option("--degrees", options.degrees, "Degrees of the sweep");
  app.add_option("--aspect-ratios", options.aspect_ratios, "Aspect ratios of the sweep");
  app.add_option("--contrasts", options.contrasts, "Contrasts of the sweep");
  app.add_option("--unknowns", options.unknowns, "Unknowns of the sweep (0: no sweep)");
  app.add_option("--baseline-unknowns",
                 options.baseline_unknowns,
                 "Largest problem that the baseline is run on");
  app.add_option("--baseline-contrasts",
                 options.baseline_contrasts,
                 "Contrasts of the sweep that the baseline is run on");
  app.add_flag("--messages",
               options.messages,
               "Counts what the ranks send in the first table's problems, and measures no "
               "time");
  app.add_option("--shifts",
                 options.shifts,
                 "Solves the first table's problems with stored heat, with these shifts "
                 "[1/s] in turn, and nothing else");
  CLI11_PARSE(app, argc, argv);
  if (options.size_factors == std::vector<double>{0.})
    options.size_factors.clear();

  int no_arguments = 1;
  const dealii::Utilities::MPI::MPI_InitFinalize mpi(no_arguments, argv, 1);
  const unsigned int ranks = dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD);
  print("%u rank(s); memory bandwidth of a triad: %.1f GB/s\n",
        ranks,
        triad_bandwidth(MPI_COMM_WORLD) / 1e9);
  if (prints_other_tables(options))
    return 0;
  std::vector<Judgement> judgements;
  if (!options.size_factors.empty())
    judgements = measure_case(options);
  if (options.unknowns > 0.)
    for (Judgement &judgement : measure_sweep(options))
      judgements.push_back(std::move(judgement));
  print_judgements(judgements);
  return 0;
}

} // namespace

int main(int argc, char **argv)
{
  try
  {
    return print_tables(argc, argv);
  }
  catch (const std::exception &error)
  {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
