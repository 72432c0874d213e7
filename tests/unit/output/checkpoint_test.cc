#include "../discretization/small_meshes.h"
#include "output/case_changes.h"
#include "output/checkpoint.h"
#include "output/sealed_file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <set>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using dealii::Utilities::MPI::this_mpi_process;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr unsigned int degree = 2;

/// Of the degree of the element, other in every direction.
double polynomial(const dealii::Point<3> &x)
{
  return 300. + x[0] * x[0] - 2. * x[1] + x[0] * x[1] * x[2] * x[2];
}

/// A mesh with two fields, on the ranks of a communicator.
struct State
{
  explicit State(MPI_Comm communicator)
      : grid(communicator, one_part(uneven_planes())), field(grid, {true}, degree)
  {
  }

  Checkpoint checkpoint(double time) const
  {
    Checkpoint state;
    state.version = "1.2.3";
    state.resolved_case = "title: \"a\"\nheat: none\n";
    state.numbers = {{"time", {time}},
                     {"history.max_temperature", {300., 1. / 3., 1e-300}},
                     {"nothing", {}}};
    state.texts = {{"instants", "[{\"t\": 1}]"}, {"empty", ""}};
    const Vector temperature = interpolate(field, polynomial);
    state.fields.emplace("temperature", CellSnapshot(field, temperature, uneven_planes()));
    const Vector potential =
        interpolate(field, [](const dealii::Point<3> &x) { return x[2]; });
    state.fields.emplace("potential", CellSnapshot(field, potential, uneven_planes()));
    return state;
  }

  Grid grid;
  ScalarField field;
};

class CheckpointTest : public testing::Test
{
protected:
  CheckpointTest()
  {
    directory_ =
        fs::temp_directory_path() /
        fmt::format("kelvolt_checkpoint_{}",
                    dealii::Utilities::MPI::broadcast(MPI_COMM_WORLD, getpid(), 0));
    remove();
  }
  ~CheckpointTest() override
  {
    remove();
  }

  void remove() const
  {
    MPI_Barrier(MPI_COMM_WORLD);
    if (this_mpi_process(MPI_COMM_WORLD) == 0)
      fs::remove_all(directory_);
    MPI_Barrier(MPI_COMM_WORLD);
  }

  void write(double time) const
  {
    write_checkpoint(directory_, State(MPI_COMM_WORLD).checkpoint(time), MPI_COMM_WORLD);
  }

  static double time_of(const FoundCheckpoint &found)
  {
    return found.state ? found.state->numbers.at("time").at(0) : -1.;
  }

  /// On the first rank.
  void damage(const std::string &name, const std::function<void(const fs::path &)> &how)
  {
    MPI_Barrier(MPI_COMM_WORLD);
    if (this_mpi_process(MPI_COMM_WORLD) == 0)
      how(directory_ / name);
    MPI_Barrier(MPI_COMM_WORLD);
  }

  fs::path directory_;
};

/// Largest difference of a field read back from what was written, over all ranks.
double difference(const Checkpoint &state, const ScalarField &field)
{
  Vector result = state.fields.at("temperature").interpolate_to(field);
  result -= interpolate(field, polynomial);
  return result.linfty_norm();
}

// Everything comes back: numbers to the last bit, fields to round-off, whichever ranks hold
// the cells.
TEST_F(CheckpointTest, ComesBack)
{
  write(0.1);
  const FoundCheckpoint found = read_checkpoint(directory_, MPI_COMM_WORLD);
  ASSERT_TRUE(found.state);
  EXPECT_THAT(found.warnings, IsEmpty());
  const State state(MPI_COMM_WORLD);
  const Checkpoint asked = state.checkpoint(0.1);
  EXPECT_EQ(found.state->version, asked.version);
  EXPECT_EQ(found.state->resolved_case, asked.resolved_case);
  EXPECT_EQ(found.state->numbers, asked.numbers);
  EXPECT_EQ(found.state->texts, asked.texts);
  EXPECT_EQ(found.state->fields.at("potential").planes(), uneven_planes());
  EXPECT_LT(difference(*found.state, state.field), 1e-12);
}

// What one rank wrote, all read; and what all wrote, one reads.
TEST_F(CheckpointTest, ChangesTheNumberOfRanks)
{
  const bool is_first = this_mpi_process(MPI_COMM_WORLD) == 0;
  if (is_first)
    write_checkpoint(directory_, State(MPI_COMM_SELF).checkpoint(1.), MPI_COMM_SELF);
  MPI_Barrier(MPI_COMM_WORLD);
  const FoundCheckpoint of_all = read_checkpoint(directory_, MPI_COMM_WORLD);
  ASSERT_TRUE(of_all.state);
  EXPECT_LT(difference(*of_all.state, State(MPI_COMM_WORLD).field), 1e-12);
  write(2.);
  if (is_first)
  {
    const FoundCheckpoint of_one = read_checkpoint(directory_, MPI_COMM_SELF);
    ASSERT_EQ(time_of(of_one), 2.);
    EXPECT_LT(difference(*of_one.state, State(MPI_COMM_SELF).field), 1e-12);
  }
}

// Two generations are kept, and nothing else.
TEST_F(CheckpointTest, KeepsTwoGenerations)
{
  EXPECT_FALSE(read_checkpoint(directory_, MPI_COMM_WORLD).state);
  for (const double time : {1., 2., 3.})
    write(time);
  EXPECT_EQ(time_of(read_checkpoint(directory_, MPI_COMM_WORLD)), 3.);
  std::set<std::string> names;
  for (const fs::directory_entry &entry : fs::directory_iterator(directory_))
    names.insert(entry.path().filename().string());
  EXPECT_THAT(names, ElementsAre("state-2.h5", "state-3.h5"));
  damage("", [](const fs::path &path) { remove_checkpoint(path); });
  EXPECT_FALSE(fs::exists(directory_));
}

// Cut at any length, or with one bit turned over, a generation is passed over for the one
// before; with both damaged there is none, and two sentences say so.
TEST_F(CheckpointTest, PassesOverTheTorn)
{
  write(1.);
  write(2.);
  const std::uintmax_t size = fs::file_size(directory_ / "state-2.h5");
  for (const double share : {0.999, 0.9, 0.5, 0.1, 0.})
  {
    damage("state-2.h5",
           [&](const fs::path &path)
           { fs::resize_file(path, static_cast<std::uintmax_t>(share * double(size))); });
    const FoundCheckpoint found = read_checkpoint(directory_, MPI_COMM_WORLD);
    EXPECT_EQ(time_of(found), 1.);
    ASSERT_EQ(found.warnings.size(), 1u);
    EXPECT_THAT(found.warnings[0], HasSubstr("state-2.h5"));
  }
  damage("state-1.h5",
         [&](const fs::path &path)
         {
           std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
           file.seekg(static_cast<std::streamoff>(size / 2));
           const int byte = file.get();
           file.seekp(static_cast<std::streamoff>(size / 2));
           file.put(static_cast<char>(byte ^ 1));
         });
  const FoundCheckpoint found = read_checkpoint(directory_, MPI_COMM_WORLD);
  EXPECT_FALSE(found.state);
  EXPECT_EQ(found.warnings.size(), 2u);
  write(3.);
  EXPECT_EQ(time_of(read_checkpoint(directory_, MPI_COMM_WORLD)), 3.);
}

// A kill while it is written leaves a hidden file, which nobody takes for a generation.
TEST_F(CheckpointTest, PassesOverWhatIsHalfWritten)
{
  write(1.);
  damage(".state.partial",
         [](const fs::path &path) { std::ofstream(path) << "half of it"; });
  EXPECT_EQ(time_of(read_checkpoint(directory_, MPI_COMM_WORLD)), 1.);
  write(2.);
  EXPECT_FALSE(fs::exists(directory_ / ".state.partial"));
}

// A directory that cannot be made fails on all ranks with the place and the cause.
TEST_F(CheckpointTest, SaysWhyItCannotBeWritten)
{
  damage("", [this](const fs::path &) { std::ofstream(directory_) << "a file"; });
  const State state(MPI_COMM_WORLD);
  try
  {
    write_checkpoint(directory_ / "below", state.checkpoint(1.), MPI_COMM_WORLD);
    ADD_FAILURE() << "no failure";
  }
  catch (const std::runtime_error &failure)
  {
    EXPECT_THAT(failure.what(), HasSubstr("The checkpoint could not be written to"));
  }
}

// What changed in a case is named line by line; where the result goes does not count.
TEST(CheckpointOfCase, NamesWhatChanged)
{
  const std::string then = "# Made\ntitle: \"a\"\nheat:\n  die: 1 W\n  directory: \"x\"\n";
  EXPECT_THAT(changes_of_case(then, then), IsEmpty());
  EXPECT_THAT(changes_of_case(then,
                              "# Made by another\ntitle: \"a\"\nheat:\n  die: 1 W\n"
                              "  directory: \"y\"\n"),
              IsEmpty());
  EXPECT_THAT(changes_of_case(then, "title: \"a\"\nheat:\n  die: 2 W\n"),
              ElementsAre("was '  die: 1 W', is '  die: 2 W'"));
  EXPECT_THAT(changes_of_case(then, "title: \"a\"\n"),
              ElementsAre("was 'heat:', is 'nothing'"));
  EXPECT_EQ(checkpoint_directory("results/a"), "results/a.checkpoint");
  EXPECT_EQ(checkpoint_directory("results/a/"), "results/a.checkpoint");
}

} // namespace
} // namespace kelvolt
