#include "resident_memory.h"

#include <malloc.h>

#include <fstream>
#include <string>

namespace kelvolt
{
namespace
{

/// A field of /proc/self/status in bytes; 0 if there is none.
double status_bytes(const std::string &name)
{
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == name + ":")
    {
      double kilobytes = 0.;
      status >> kilobytes;
      return 1024. * kilobytes;
    }
  return 0.;
}

} // namespace

ResidentMemory::ResidentMemory()
{
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5"; // the highest so far is forgotten
  start_ = status_bytes("VmRSS");
}

double ResidentMemory::growth() const
{
  return status_bytes("VmHWM") - start_;
}

} // namespace kelvolt
