#include "run/profile.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace kelvolt
{
namespace
{

unsigned long long resident_bytes()
{
  std::ifstream statm("/proc/self/statm");
  unsigned long long size = 0, resident = 0;
  statm >> size >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

void read_memory(Profile::Entry &entry)
{
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  entry.resident_bytes = resident_bytes();
  // The kernel brings the peak up to date late.
  entry.peak_bytes = std::max(1024ULL * usage.ru_maxrss, entry.resident_bytes);
}

/// The entry and all within it, each followed by those within it.
void append(const std::vector<Profile::Entry> &from,
            std::size_t entry,
            std::size_t parent,
            std::vector<Profile::Entry> &to)
{
  const std::size_t place = to.size();
  to.push_back(from[entry]);
  to.back().parent = parent;
  for (std::size_t child = entry + 1; child < from.size(); ++child)
    if (from[child].parent == entry)
      append(from, child, place, to);
}

} // namespace

Profile::Profile(Use use) : use_(use)
{
  entries_.push_back({"run", 0, 1});
}

void Profile::enter(std::string_view name, int number)
{
  const std::size_t parent = open_.empty() ? 0 : open_.back().entry;
  std::size_t entry = parent + 1; // what is within a phase comes up after it
  while (entry < entries_.size() &&
         (entries_[entry].parent != parent || entries_[entry].name != name))
    ++entry;
  if (entry == entries_.size())
    entries_.push_back({std::string(name), parent});
  ++entries_[entry].calls;
  open_.push_back({entry, number, measures() ? total_.seconds() : 0.});
  notify();
}

void Profile::leave()
{
  const Open &phase = open_.back();
  if (measures())
  {
    Entry &entry = entries_[phase.entry];
    entry.seconds += total_.seconds() - phase.start;
    read_memory(entry);
  }
  residual_ = {};
  open_.pop_back();
}

void Profile::notify() const
{
  if (watcher_)
    watcher_(*this);
}

void Profile::set_unknowns(unsigned long long unknowns)
{
  entries_[open_.empty() ? 0 : open_.back().entry].unknowns = unknowns;
}

void Profile::set_residual(const Residual &residual)
{
  residual_ = residual;
  notify();
}

void Profile::add(Solve solve)
{
  if (!measures())
    return;
  const std::vector<std::string> open = open_phases();
  for (std::size_t i = 0; i + 1 < open.size(); ++i)
    solve.phase += (i == 0 ? "" : " > ") + open[i];
  solves_.push_back(std::move(solve));
}

std::vector<std::string> Profile::open_phases() const
{
  std::vector<std::string> names;
  for (const Open &phase : open_)
  {
    names.push_back(entries_[phase.entry].name);
    if (phase.number > 0)
      names.back() += " " + std::to_string(phase.number);
  }
  return names;
}

std::vector<Profile::Entry> Profile::entries() const
{
  std::vector<Entry> now = entries_;
  const double seconds = total_.seconds();
  now[0].seconds = seconds;
  read_memory(now[0]);
  for (const Open &phase : open_)
  {
    now[phase.entry].seconds += seconds - phase.start;
    now[phase.entry].resident_bytes = now[0].resident_bytes;
    now[phase.entry].peak_bytes = now[0].peak_bytes;
  }
  std::vector<Entry> ordered;
  ordered.reserve(now.size());
  append(now, 0, 0, ordered);
  return ordered;
}

} // namespace kelvolt
