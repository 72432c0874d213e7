#pragma once

#include "discretization/cell_snapshot.h"

#include <mpi.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// The state of a run, from which it can go on, on any number of ranks.
struct Checkpoint
{
  std::string version; ///< of Kelvolt
  /// As resolved_case() writes it, which says what a run is asked for.
  std::string resolved_case;
  /// By name: the time, the step, the memory of the controller, sums of energies and
  /// errors, columns of the history.
  std::map<std::string, std::vector<double>> numbers;
  std::map<std::string, std::string> texts;
  /// Each rank has its own cells. All are of one mesh, and there is one at least.
  std::map<std::string, CellSnapshot> fields;
};

/// Beside a result directory: `DIR.checkpoint`.
std::filesystem::path checkpoint_directory(const std::filesystem::path &result);

/// Within it, for a state of its own: the fields that were saved as this number.
std::filesystem::path instant_directory(const std::filesystem::path &directory,
                                        std::size_t number);

/// Collective. Adds a generation to the directory, which is made if need be, and keeps two.
/// A kill at any moment leaves those that were whole before. @throws std::runtime_error on
/// all ranks if it cannot be written; the earlier ones then stand.
void write_checkpoint(const std::filesystem::path &directory,
                      const Checkpoint &state,
                      MPI_Comm communicator);

/// Whether there is any generation, whole or not. Reads no more than names. Not collective.
bool keeps_checkpoint(const std::filesystem::path &directory);

struct FoundCheckpoint
{
  /// The newest generation that is whole; absent if there is none.
  std::optional<Checkpoint> state;
  /// Sentences about generations that are damaged.
  std::vector<std::string> warnings;
};

/// Collective. Each rank gets a share of the cells, whichever they are: that is all that
/// CellSnapshot needs to bring them to a mesh.
FoundCheckpoint read_checkpoint(const std::filesystem::path &directory,
                                MPI_Comm communicator);

/// Removes the directory with all generations and instants, on one rank.
void remove_checkpoint(const std::filesystem::path &directory);

} // namespace kelvolt
