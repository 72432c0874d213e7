#include "computing/start_conditions.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace kelvolt
{

namespace
{

void check_current_directory()
{
  std::error_code error;
  if (std::filesystem::current_path(error).empty())
    throw std::runtime_error(
        "The current directory cannot be found (" + error.message() +
        "): it may have been removed or renamed. Change to another one and call again.");
}

/// @param usual what the soft limit is raised to where it may be
/// @param least below this MPI aborts
void check_limit(int resource,
                 rlim_t usual,
                 rlim_t least,
                 const std::string &what,
                 const std::string &how)
{
  rlimit limit = {};
  if (getrlimit(static_cast<__rlimit_resource>(resource), &limit) != 0 ||
      limit.rlim_cur >= usual)
    return;
  limit.rlim_cur = std::min(usual, limit.rlim_max);
  setrlimit(static_cast<__rlimit_resource>(resource), &limit);
  if (limit.rlim_cur < least)
    throw std::runtime_error(
        fmt::format("The limit of {} is {}, at least {} are needed. Raise it ({}).",
                    what,
                    limit.rlim_cur,
                    least,
                    how));
}

bool has_any(std::initializer_list<const char *> names)
{
  return std::any_of(
      names.begin(), names.end(), [](const char *name) { return std::getenv(name); });
}

/// By something that MPI can talk to.
bool is_launched()
{
  return has_any({"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "PMI_FD"});
}

/// Without mpirun Open MPI would start a daemon, only to be able to start further
/// processes, which Kelvolt never does. The daemon needs a PATH, a network and a place for
/// its files. So does a process alone, for what it shares with others, and all of them
/// take the same place: one that ends removes it while another one starts. Without that
/// place there are no file pointers in shared memory, which Kelvolt never uses.
void start_alone()
{
  setenv("OMPI_MCA_ess_singleton_isolated", "1", 0);
  if (is_launched())
    return;
  setenv("OMPI_MCA_orte_create_session_dirs", "0", 0);
  setenv("OMPI_MCA_sharedfp", "^sm", 0);
}

/// Open MPI takes any process of a Slurm step for one that Slurm's PMI has started.
void check_slurm()
{
  if (!has_any({"SLURM_STEP_ID"}) || is_launched())
    return;
  const char *tasks = std::getenv("SLURM_STEP_NUM_TASKS");
  if (tasks != nullptr && std::atoi(tasks) > 1)
    throw std::runtime_error(
        "srun started several processes without PMIx, so they cannot find each other. Use "
        "'srun --mpi=pmix', or mpirun within the job.");
  unsetenv("SLURM_STEP_ID"); // one process needs nobody
}

} // namespace

void prepare_start()
{
  check_current_directory();
  check_limit(RLIMIT_NOFILE, 1024, 24, "open files", "ulimit -n");
  check_limit(RLIMIT_STACK, 8 << 20, 128 << 10, "bytes of stack", "ulimit -s");
  start_alone();
  check_slurm();
}

} // namespace kelvolt
