#include "output/checkpoint.h"

#include "output/hdf5_dataset.h"
#include "output/sealed_file.h"
#include "output/shared_file.h"
#include "run/collective_error.h"
#include "run/collective_failure.h"

#include <deal.II/base/mpi.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <tuple>

namespace kelvolt
{

namespace
{

namespace fs = std::filesystem;
using dealii::Utilities::MPI::this_mpi_process;
using CellIds = std::vector<dealii::types::global_dof_index>;

constexpr const char *partial_name = ".state.partial";
constexpr const char *instant_mark = "instant-";
constexpr std::size_t n_kept = 2;
constexpr const char *axes[] = {"/planes/x", "/planes/y", "/planes/z"};

std::string cells_path(const std::string &field)
{
  return "/fields/" + field + "/cells";
}
std::string values_path(const std::string &field)
{
  return "/fields/" + field + "/values";
}

/// The file of a generation.
std::string generation_name(std::uint64_t number)
{
  return fmt::format("state-{}.h5", number);
}

/// The generations that are there, the newest first.
std::vector<std::uint64_t> generations(const fs::path &directory)
{
  std::vector<std::uint64_t> found;
  std::error_code error;
  for (const fs::directory_entry &entry : fs::directory_iterator(directory, error))
  {
    const std::string name = entry.path().filename().string();
    std::uint64_t number = 0;
    if (name.rfind("state-", 0) != 0)
      continue;
    std::from_chars(name.data() + 6, name.data() + name.size(), number);
    if (name == generation_name(number))
      found.push_back(number);
  }
  std::sort(found.rbegin(), found.rend());
  return found;
}

void write_doubles(hid_t file, const std::string &path, const std::vector<double> &values)
{
  const Hdf5Shape shape{path, H5T_NATIVE_DOUBLE, values.size(), 1};
  create_compressed_dataset(file, shape);
  Hdf5Handle dataset = open_dataset(file, path);
  if (!values.empty())
    write_rows(dataset, {shape, 0, values.size(), values.data()});
  dataset.close("writing the dataset '" + path + "'");
}

/// All but the fields: one row of numbers behind the other, with their names and sizes.
void describe(hid_t file, const Checkpoint &state)
{
  const CellSnapshot &mesh = state.fields.begin()->second;
  for (int axis = 0; axis < dim; ++axis)
    write_doubles(file, axes[axis], mesh.planes()[axis]);
  std::vector<std::string> names, text_names, texts{state.version, state.resolved_case},
      fields;
  std::vector<double> all;
  std::vector<std::int64_t> sizes;
  for (const auto &[name, values] : state.numbers)
  {
    names.push_back(name);
    sizes.push_back(static_cast<std::int64_t>(values.size()));
    all.insert(all.end(), values.begin(), values.end());
  }
  for (const auto &[name, text] : state.texts)
  {
    text_names.push_back(name);
    texts.push_back(text);
  }
  for (const auto &[name, snapshot] : state.fields)
    fields.push_back(name);
  write_doubles(file, "/numbers/values", all);
  write_string_dataset(file, "/numbers/names", names);
  write_small_dataset(file, "/numbers/sizes", sizes);
  write_string_dataset(file, "/texts/names", text_names);
  write_string_dataset(file, "/texts/values", texts);
  write_string_dataset(file, "/fields/names", fields);
  write_small_dataset(file, "/fields/degree", {static_cast<std::int64_t>(mesh.degree())});
}

/// This rank's cells of one field as two datasets, which point into `ids` and `snapshot`.
void add_blocks(const std::string &name,
                const CellSnapshot &snapshot,
                const std::vector<std::int64_t> &ids,
                MPI_Comm communicator,
                std::vector<Hdf5Block> &blocks)
{
  const std::uint64_t own = ids.size();
  std::uint64_t first = 0;
  MPI_Exscan(&own, &first, 1, MPI_UINT64_T, MPI_SUM, communicator);
  if (this_mpi_process(communicator) == 0)
    first = 0;
  const std::uint64_t all = dealii::Utilities::MPI::sum(own, communicator);
  const unsigned int n_nodes = ReferenceElement(snapshot.degree()).n_cubed();
  blocks.push_back({{cells_path(name), H5T_NATIVE_INT64, all, 1}, first, own, ids.data()});
  blocks.push_back({{values_path(name), H5T_NATIVE_DOUBLE, all, n_nodes},
                    first,
                    own,
                    snapshot.values().data()});
}

void flush_directory(const fs::path &directory)
{
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    return;
  ::fsync(descriptor);
  ::close(descriptor);
}

/// Seals what was written, puts it in place and takes away what is older than two.
void put_in_place(const fs::path &directory)
{
  seal_file(directory / partial_name);
  const std::vector<std::uint64_t> before = generations(directory);
  const std::uint64_t number = before.empty() ? 1 : before.front() + 1;
  fs::rename(directory / partial_name, directory / generation_name(number));
  flush_directory(directory);
  std::error_code ignored;
  for (std::size_t i = n_kept - 1; i < before.size(); ++i)
    fs::remove(directory / generation_name(before[i]), ignored);
}

/// Rows of a dataset; `first` and `count` in rows.
template <typename Number>
std::vector<Number> read_rows(hid_t file,
                              const std::string &path,
                              hid_t type,
                              std::uint64_t first,
                              std::uint64_t count,
                              unsigned int n_components)
{
  const std::string doing = "reading the dataset '" + path + "'";
  std::vector<Number> values(count * n_components);
  if (values.empty())
    return values;
  const Hdf5Handle dataset = open_dataset(file, path);
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose, doing);
  const int rank = H5Sget_simple_extent_ndims(space);
  const std::array<hsize_t, 2> start{{first, 0}}, size{{count, n_components}};
  require_hdf5(H5Sselect_hyperslab(
                   space, H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr),
               doing);
  const Hdf5Handle memory(H5Screate_simple(rank, size.data(), nullptr), H5Sclose, doing);
  require_hdf5(H5Dread(dataset, type, memory, space, H5P_DEFAULT, values.data()), doing);
  return values;
}

std::uint64_t n_rows(hid_t file, const std::string &path)
{
  const std::string doing = "reading the size of the dataset '" + path + "'";
  const Hdf5Handle dataset = open_dataset(file, path);
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose, doing);
  std::array<hsize_t, 2> size{};
  require_hdf5(H5Sget_simple_extent_dims(space, size.data(), nullptr), doing);
  return size[0];
}

std::vector<double> read_doubles(hid_t file, const std::string &path)
{
  return read_rows<double>(file, path, H5T_NATIVE_DOUBLE, 0, n_rows(file, path), 1);
}

std::vector<std::int64_t> read_integers(hid_t file, const std::string &path)
{
  return read_rows<std::int64_t>(file, path, H5T_NATIVE_INT64, 0, n_rows(file, path), 1);
}

std::vector<std::string> read_strings(hid_t file, const std::string &path)
{
  const std::string doing = "reading the dataset '" + path + "'";
  std::vector<char *> texts(n_rows(file, path), nullptr);
  if (texts.empty())
    return {};
  const Hdf5Handle dataset = open_dataset(file, path);
  const Hdf5Handle type(H5Dget_type(dataset), H5Tclose, doing);
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose, doing);
  require_hdf5(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()), doing);
  std::vector<std::string> result;
  for (const char *text : texts)
    result.emplace_back(text == nullptr ? "" : text);
  require_hdf5(H5Dvlen_reclaim(type, space, H5P_DEFAULT, texts.data()), doing);
  return result;
}

/// An even share of the cells of one field for this rank, in rising order.
CellSnapshot read_field(hid_t file,
                        const std::string &name,
                        unsigned int degree,
                        const std::array<std::vector<double>, dim> &planes,
                        MPI_Comm communicator)
{
  const std::uint64_t all = n_rows(file, cells_path(name));
  const std::uint64_t rank = this_mpi_process(communicator),
                      n_ranks = dealii::Utilities::MPI::n_mpi_processes(communicator);
  const std::uint64_t first = all * rank / n_ranks,
                      count = all * (rank + 1) / n_ranks - first;
  const unsigned int n_nodes = ReferenceElement(degree).n_cubed();
  const auto cells =
      read_rows<std::int64_t>(file, cells_path(name), H5T_NATIVE_INT64, first, count, 1);
  const auto values =
      read_rows<double>(file, values_path(name), H5T_NATIVE_DOUBLE, first, count, n_nodes);
  std::vector<std::size_t> order(cells.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::sort(order.begin(),
            order.end(),
            [&](std::size_t a, std::size_t b) { return cells[a] < cells[b]; });
  CellIds ids;
  std::vector<double> sorted;
  for (const std::size_t i : order)
  {
    ids.push_back(static_cast<dealii::types::global_dof_index>(cells[i]));
    const double *const nodes = values.data() + i * n_nodes;
    sorted.insert(sorted.end(), nodes, nodes + n_nodes);
  }
  return {degree, planes, std::move(ids), std::move(sorted)};
}

Checkpoint read_state(const fs::path &path, MPI_Comm communicator)
{
  const QuietHdf5 quiet;
  const Hdf5Handle file = open_file_to_read(path.string());
  Checkpoint state;
  const std::vector<double> all = read_doubles(file, "/numbers/values");
  const std::vector<std::int64_t> sizes = read_integers(file, "/numbers/sizes");
  const std::vector<std::string> names = read_strings(file, "/numbers/names");
  auto from = all.begin();
  for (std::size_t i = 0; i < names.size(); ++i)
  {
    state.numbers[names[i]].assign(from, from + sizes.at(i));
    from += sizes.at(i);
  }
  const std::vector<std::string> text_names = read_strings(file, "/texts/names"),
                                 texts = read_strings(file, "/texts/values");
  state.version = texts.at(0);
  state.resolved_case = texts.at(1);
  for (std::size_t i = 0; i < text_names.size(); ++i)
    state.texts[text_names[i]] = texts.at(i + 2);
  std::array<std::vector<double>, dim> planes;
  for (int axis = 0; axis < dim; ++axis)
    planes[axis] = read_doubles(file, axes[axis]);
  const auto degree =
      static_cast<unsigned int>(read_integers(file, "/fields/degree").at(0));
  for (const std::string &name : read_strings(file, "/fields/names"))
    state.fields.emplace(name, read_field(file, name, degree, planes, communicator));
  return state;
}

} // namespace

fs::path checkpoint_directory(const fs::path &result)
{
  fs::path directory = result;
  if (!directory.has_filename())
    directory = directory.parent_path();
  return directory += ".checkpoint";
}

fs::path instant_directory(const fs::path &directory, std::size_t number)
{
  return directory / fmt::format("{}{:06}", instant_mark, number);
}

void write_checkpoint(const fs::path &directory,
                      const Checkpoint &state,
                      MPI_Comm communicator)
{
  const bool is_first = this_mpi_process(communicator) == 0;
  const std::string path = (directory / partial_name).string();
  const auto on_first = [&](const std::function<void()> &action)
  {
    return first_failure(communicator, is_first ? failure_of(action) : std::string());
  };
  std::string failure = on_first([&] { fs::create_directories(directory); });
  if (failure.empty())
  {
    std::map<std::string, std::vector<std::int64_t>> ids;
    std::vector<Hdf5Block> blocks;
    for (const auto &[name, snapshot] : state.fields)
    {
      ids[name].assign(snapshot.ids().begin(), snapshot.ids().end());
      add_blocks(name, snapshot, ids[name], communicator, blocks);
    }
    failure = first_failure(
        communicator,
        write_shared_file(
            path, blocks, [&](hid_t file) { describe(file, state); }, communicator));
  }
  if (failure.empty())
    failure = on_first([&] { put_in_place(directory); });
  if (failure.empty())
    return;
  std::error_code ignored;
  if (is_first)
    fs::remove(path, ignored);
  throw std::runtime_error(fmt::format(
      "The checkpoint could not be written to {}: {}", directory.string(), failure));
}

bool keeps_checkpoint(const fs::path &directory)
{
  return !generations(directory).empty();
}

FoundCheckpoint read_checkpoint(const fs::path &directory, MPI_Comm communicator)
{
  FoundCheckpoint found;
  std::string path;
  if (this_mpi_process(communicator) == 0)
    for (const std::uint64_t number : generations(directory))
    {
      const fs::path file = directory / generation_name(number);
      const std::string fault = seal_fault(file);
      if (fault.empty())
      {
        path = file.string();
        break;
      }
      found.warnings.push_back(
          fmt::format("The checkpoint {} {} and is passed over.", file.string(), fault));
    }
  std::tie(path, found.warnings) = dealii::Utilities::MPI::broadcast(
      communicator, std::make_pair(path, found.warnings), 0);
  if (!path.empty())
    run_on_all_ranks(communicator, [&] { found.state = read_state(path, communicator); });
  return found;
}

void remove_checkpoint(const fs::path &directory)
{
  std::error_code ignored;
  std::vector<fs::path> nested;
  for (const fs::directory_entry &entry : fs::directory_iterator(directory, ignored))
    if (entry.path().filename().string().rfind(instant_mark, 0) == 0)
      nested.push_back(entry.path());
  for (const fs::path &instant : nested)
    remove_checkpoint(instant);
  for (const std::uint64_t number : generations(directory))
    fs::remove(directory / generation_name(number), ignored);
  fs::remove(directory / partial_name, ignored);
  // Not if somebody else keeps a file there.
  fs::remove(directory, ignored);
}

} // namespace kelvolt
