#include "computing/run_directory.h"

#include "output/checkpoint.h"
#include "run/collective_error.h"

#include <deal.II/base/mpi.h>

#include <filesystem>

namespace kelvolt
{

RunDirectory::RunDirectory(const std::string &wanted, const MpiSession &session)
    : session_(session)
{
  if (session_.first_rank)
    session_.signals.on_stop([this] { return give_up(); });
  const auto make = [&]
  {
    if (session_.first_rank)
      session_.signals.shield([&]
                              { directory_ = std::make_unique<ResultDirectory>(wanted); });
  };
  run_on_all_ranks(MPI_COMM_WORLD, make);
  const auto of_first_rank = [&](const auto &path_of)
  {
    return dealii::Utilities::MPI::broadcast(
        MPI_COMM_WORLD,
        session_.first_rank ? path_of(*directory_).string() : std::string(),
        0);
  };
  path_ = of_first_rank([](const ResultDirectory &one) { return one.path(); });
  final_path_ = of_first_rank([](const ResultDirectory &one) { return one.final_path(); });
}

RunDirectory::~RunDirectory()
{
  if (session_.first_rank)
    session_.signals.on_stop({});
}

void RunDirectory::commit()
{
  const auto commit_here = [&]
  {
    if (session_.first_rank)
      session_.signals.shield([&] { directory_->commit(); });
  };
  run_on_all_ranks(MPI_COMM_WORLD, commit_here);
  if (session_.first_rank)
    session_.log.info("Results in " + directory_->final_path().string());
}

std::string RunDirectory::give_up()
{
  if (!directory_)
    return "nothing was written.";
  const std::string result = directory_->final_path().string();
  directory_->discard();
  StopRequest &request = session_.signals.request();
  if (directory_->committed())
  {
    request.kept = false; // there is nothing to go on from any more
    return "the result in " + result + " is complete.";
  }
  if (request.kept)
    return "the state is kept in " + checkpoint_directory(result).string() +
           ": go on from it with the same command and --resume.";
  return std::filesystem::exists(result)
             ? "nothing was written, the earlier result in " + result + " stands."
             : "nothing was written to " + result + ".";
}

} // namespace kelvolt
