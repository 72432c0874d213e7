#include "shared_file.h"

#include "row_collection.h"
#include "run/collective_failure.h"
#include "whole_file.h"

#include <deal.II/base/mpi.h>

#include <sys/resource.h>

#include <filesystem>
#include <optional>

namespace kelvolt
{

namespace
{

/// Not packed, and what HDF5 needs besides.
std::size_t bytes_of(const std::vector<Hdf5Block> &blocks)
{
  constexpr std::size_t metadata = 1 << 20;
  std::size_t size = metadata;
  for (const Hdf5Block &block : blocks)
    size += block.shape.n_rows * block.shape.n_components * H5Tget_size(block.shape.type);
  return size;
}

/// What a file may have at the most for this process.
std::size_t largest_file()
{
  rlimit limit{};
  return getrlimit(RLIMIT_FSIZE, &limit) == 0 ? limit.rlim_cur : 0;
}

/// Collective.
bool may_write_together(const std::string &path,
                        const std::vector<Hdf5Block> &blocks,
                        MPI_Comm communicator)
{
  if (dealii::Utilities::MPI::n_mpi_processes(communicator) == 1)
    return false;
  const std::size_t size = bytes_of(blocks);
  bool allowed = largest_file() >= size;
  if (dealii::Utilities::MPI::this_mpi_process(communicator) == 0)
    allowed = allowed && has_room_for(path, size);
  return dealii::Utilities::MPI::min(allowed ? 1 : 0, communicator) != 0;
}

/// Collective: whether that many bytes may be added to the file.
bool may_grow(const std::string &path, std::size_t own_bytes, MPI_Comm communicator)
{
  const std::size_t bytes = dealii::Utilities::MPI::sum(own_bytes, communicator);
  std::error_code absent;
  const std::uintmax_t found = std::filesystem::file_size(path, absent);
  const std::size_t size = absent ? 0 : found, limit = largest_file();
  bool allowed = limit >= size && limit - size >= bytes;
  if (dealii::Utilities::MPI::this_mpi_process(communicator) == 0)
    allowed = allowed && has_room_for(path + ".room", bytes);
  return dealii::Utilities::MPI::min(allowed ? 1 : 0, communicator) != 0;
}

/// After a collective failure, or none. HDF5 writes texts of any length on one rank only.
/// @return what went wrong on this rank
std::string describe_on_first(const std::string &path,
                              std::string failure,
                              const std::function<void(hid_t)> &describe,
                              MPI_Comm communicator)
{
  if (!failure.empty() || dealii::Utilities::MPI::this_mpi_process(communicator) != 0)
    return failure;
  return failure_of(
      [&]
      {
        Hdf5Handle file = open_file(path);
        describe(file);
        file.close("writing the file");
        flush_to_disk(path);
      });
}

/// Collective; returns what went wrong on this rank.
std::string write_together(const std::string &path,
                           const std::vector<Hdf5Block> &blocks,
                           const std::function<void(hid_t)> &describe,
                           MPI_Comm communicator)
{
  const QuietHdf5 quiet;
  std::string failure =
      first_failure(communicator,
                    failure_of(
                        [&]
                        {
                          Hdf5Handle file = new_file_of_all_ranks(path, communicator);
                          for (const Hdf5Block &block : blocks)
                          {
                            create_compressed_dataset(file, block.shape);
                            Hdf5Handle dataset = open_dataset(file, block.shape.path);
                            write_rows_of_all_ranks(dataset, block);
                            dataset.close("writing the dataset '" + block.shape.path + "'");
                          }
                          file.close("writing the file");
                        }));
  return describe_on_first(path, std::move(failure), describe, communicator);
}

/// Collective; returns what went wrong on this rank.
std::string write_on_first(const std::string &path,
                           const std::vector<Hdf5Block> &blocks,
                           const std::function<void(hid_t)> &describe,
                           MPI_Comm communicator)
{
  const bool is_first = dealii::Utilities::MPI::this_mpi_process(communicator) == 0;
  const QuietHdf5 quiet;
  std::optional<Hdf5Handle> file;
  std::string failure;
  const auto on_first = [&](const std::function<void()> &action)
  {
    if (is_first && failure.empty())
      failure = failure_of(action);
  };
  on_first([&] { file.emplace(new_file_in_memory()); });
  for (const Hdf5Block &block : blocks)
  {
    std::optional<Hdf5Handle> dataset;
    on_first(
        [&]
        {
          create_compressed_dataset(*file, block.shape);
          dataset.emplace(open_dataset(*file, block.shape.path));
        });
    const auto write = [&](const Hdf5Block &piece)
    {
      on_first([&] { write_rows(*dataset, piece); });
    };
    collect_rows(block, write, communicator);
    on_first([&] { dataset->close("writing the dataset '" + block.shape.path + "'"); });
  }
  on_first(
      [&]
      {
        describe(*file);
        const std::vector<char> bytes = file_image(*file);
        write_whole_file(path, bytes.data(), bytes.size());
      });
  return failure;
}

} // namespace

std::string write_shared_file(const std::string &path,
                              const std::vector<Hdf5Block> &blocks,
                              const std::function<void(hid_t)> &describe,
                              MPI_Comm communicator)
{
  return may_write_together(path, blocks, communicator)
             ? write_together(path, blocks, describe, communicator)
             : write_on_first(path, blocks, describe, communicator);
}

std::string extend_shared_file(const std::string &path,
                               bool is_new,
                               const std::vector<Hdf5Block> &blocks,
                               const std::function<void(hid_t)> &describe,
                               MPI_Comm communicator)
{
  std::size_t own_bytes = 0;
  std::vector<Hdf5Block> own = blocks;
  for (Hdf5Block &block : own)
    block.shape.n_rows = block.n_rows;
  own_bytes = bytes_of(own);
  if (!may_grow(path, own_bytes, communicator))
    return "the disk, or the limit for files, has no room for the next fields";
  const QuietHdf5 quiet;
  std::string failure =
      first_failure(communicator,
                    failure_of(
                        [&]
                        {
                          Hdf5Handle file =
                              is_new ? new_file_of_all_ranks(path, communicator)
                                     : open_file_of_all_ranks(path, communicator);
                          for (const Hdf5Block &block : blocks)
                          {
                            if (is_new)
                              create_compressed_dataset(file, block.shape);
                            Hdf5Handle dataset = open_dataset(file, block.shape.path);
                            if (!is_new)
                              resize_dataset(dataset, block.shape);
                            write_rows_of_all_ranks(dataset, block);
                            dataset.close("writing the dataset '" + block.shape.path + "'");
                          }
                          file.close("writing the file");
                        }));
  return describe_on_first(path, std::move(failure), describe, communicator);
}

} // namespace kelvolt
