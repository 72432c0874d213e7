#pragma once

#include <set>

namespace kelvolt
{

/// What one process has sent through MPI.
struct MessageCount
{
  double messages = 0.; ///< from point to point
  double bytes = 0.;    ///< in them
  std::set<int> peers;  ///< their receivers
  double collectives = 0.;
  double collective_bytes = 0.; ///< that this process puts in
};

/// Counts what this process sends while the object lives, whichever library sends it: the
/// program defines the functions of MPI that send, counts, and calls MPI's own under their
/// profiling names (MPI standard 3.1, section 14.2). One at a time.
class MessageCounter
{
public:
  MessageCounter();
  ~MessageCounter();
  MessageCounter(const MessageCounter &) = delete;
  MessageCounter &operator=(const MessageCounter &) = delete;

  const MessageCount &count() const
  {
    return count_;
  }

private:
  MessageCount count_;
};

} // namespace kelvolt
