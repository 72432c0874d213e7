#include "study/checkpoints.h"

#include "case/case_problem.h"
#include "output/case_changes.h"
#include "study/kept_records.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace kelvolt
{
namespace
{

/// Instants that wait in memory at the most, of 8 bytes per unknown each.
constexpr std::size_t most_pending = 16;

/// What can read a state.
std::string reader_of_states()
{
  return fmt::format("{}, format {} of states", KELVOLT_VERSION, kept_format);
}

} // namespace

Checkpoints::Checkpoints(const Options &options,
                         std::string resolved_case,
                         MPI_Comm communicator,
                         RunLog &log,
                         StopRequest &stop)
    : directory_(checkpoint_directory(options.result)), interval_(options.interval),
      resolved_case_(std::move(resolved_case)), communicator_(communicator), log_(log),
      stop_(stop)
{
  read(options.resume);
}

void Checkpoints::read(bool resume)
{
  if (!resume)
  {
    if (keeps_checkpoint(directory_))
      log_.warning(fmt::format("{} holds the state of a run that was stopped. This run "
                               "starts anew and will replace it; --resume goes on from it.",
                               directory_.string()));
    return;
  }
  FoundCheckpoint found = read_checkpoint(directory_, communicator_);
  for (const std::string &warning : found.warnings)
    log_.warning(warning);
  if (!found.state)
  {
    log_.info("There is no state to go on from: the run starts anew.");
    return;
  }
  const auto refuse = [&](const std::string &what, const std::string &allowed)
  {
    throw InputError({{{directory_.string(), 0}, what, allowed, ""}});
  };
  if (found.state->version != reader_of_states())
    refuse(fmt::format("The state was kept by Kelvolt {}, this is {}",
                       found.state->version,
                       reader_of_states()),
           "the same program, or a run from the start without --resume");
  std::string changes;
  for (const std::string &change :
       changes_of_case(found.state->resolved_case, resolved_case_))
    changes += (changes.empty() ? "" : "; ") + change;
  if (!changes.empty())
    refuse("The case is not the one that the state was kept of: " + changes,
           "the same case and the same --set, or a run from the start without --resume");
  found_ = std::move(found.state);
  stop_.kept = true;
}

std::optional<Checkpoint> Checkpoints::take_found()
{
  return std::exchange(found_, std::nullopt);
}

void Checkpoints::heed(bool on)
{
  stop_.heeded = on;
}

bool Checkpoints::due(double at_most)
{
  const double interval = std::min(interval_, at_most);
  enum Wish : int
  {
    none,
    keep,
    stop
  };
  const int own = stop_.signal != 0                   ? stop
                  : since_last_.seconds() >= interval ? Wish::keep
                                                      : none;
  const int all = dealii::Utilities::MPI::max(own, communicator_);
  must_stop_ = all == stop;
  return all != none;
}

bool Checkpoints::write(const std::filesystem::path &directory, const Checkpoint &state)
{
  try
  {
    write_checkpoint(directory, state, communicator_);
    return true;
  }
  catch (const std::runtime_error &failure)
  {
    log_.warning(std::string(failure.what()) + " The run goes on without it.");
    return false;
  }
}

bool Checkpoints::write_instants()
{
  while (!pending_.empty())
  {
    Checkpoint state;
    state.numbers["time"] = {pending_.front().instant.t};
    state.fields.emplace("temperature", pending_.front().instant.temperature);
    if (!write(instant_directory(directory_, pending_.front().number), state))
      return false;
    pending_.erase(pending_.begin());
  }
  return true;
}

void Checkpoints::keep(Checkpoint state)
{
  since_last_.restart();
  if (!write_instants())
    return;
  state.version = reader_of_states();
  state.resolved_case = resolved_case_;
  state.texts["log"] = log_.text();
  std::string warnings;
  for (const std::string &warning : log_.warnings())
    warnings += warning + "\n";
  state.texts["warnings"] = std::move(warnings);
  if (write(directory_, state))
    stop_.kept = true;
}

void Checkpoints::keep_instant(std::size_t number, double t, CellSnapshot temperature)
{
  pending_.push_back({number, {t, std::move(temperature)}});
  if (pending_.size() >= most_pending)
    write_instants();
}

Checkpoints::Instant Checkpoints::kept_instant(std::size_t number) const
{
  FoundCheckpoint found =
      read_checkpoint(instant_directory(directory_, number), communicator_);
  if (!found.state)
    throw std::runtime_error(
        fmt::format("The state in {} cannot be used: the fields that were saved as number "
                    "{} are not whole. Start anew without --resume.",
                    directory_.string(),
                    number));
  return {found.state->numbers.at("time").at(0), found.state->fields.at("temperature")};
}

} // namespace kelvolt
