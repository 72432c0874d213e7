#include "run/memory.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace kelvolt
{

namespace
{

constexpr auto unlimited = std::numeric_limits<unsigned long long>::max();

/// The number in a file of one number; unlimited where there is none.
unsigned long long number_in(const char *file)
{
  std::ifstream stream(file);
  unsigned long long number = 0;
  return stream >> number ? number : unlimited;
}

unsigned long long resident_memory()
{
  std::ifstream stream("/proc/self/statm");
  unsigned long long pages = 0, resident = 0;
  stream >> pages >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

} // namespace

unsigned long long peak_memory()
{
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return 1024ULL * usage.ru_maxrss;
}

unsigned long long available_memory()
{
  unsigned long long available = unlimited;
  std::ifstream meminfo("/proc/meminfo");
  std::string name, unit;
  for (unsigned long long kilobytes = 0; meminfo >> name >> kilobytes;)
  {
    std::getline(meminfo, unit);
    if (name == "MemAvailable:")
      available = 1024ULL * kilobytes;
  }
  const unsigned long long limit = number_in("/sys/fs/cgroup/memory.max"),
                           used = number_in("/sys/fs/cgroup/memory.current");
  if (limit != unlimited && used != unlimited)
    available = std::min(available, limit - std::min(limit, used));
  return available;
}

void give_back_freed_memory()
{
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

bool has_room_for(MPI_Comm communicator, double growth)
{
  MPI_Comm machine = MPI_COMM_NULL;
  MPI_Comm_split_type(communicator, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  double memory[2] = {growth * double(peak_memory()), double(resident_memory())};
  MPI_Allreduce(MPI_IN_PLACE, memory, 2, MPI_DOUBLE, MPI_SUM, machine);
  int enough = memory[0] <= double(available_memory()) + memory[1] ? 1 : 0;
  MPI_Comm_free(&machine);
  MPI_Allreduce(MPI_IN_PLACE, &enough, 1, MPI_INT, MPI_MIN, communicator);
  return enough == 1;
}

} // namespace kelvolt
