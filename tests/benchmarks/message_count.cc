#include "message_count.h"

#include <mpi.h>

#include <map>

namespace
{

kelvolt::MessageCount *present = nullptr;

double bytes_of(int count, MPI_Datatype type)
{
  int size = 0;
  PMPI_Type_size(type, &size);
  return static_cast<double>(count) * size;
}

void count_message(int count, MPI_Datatype type, int receiver)
{
  if (present == nullptr || receiver == MPI_PROC_NULL)
    return;
  present->messages += 1.;
  present->bytes += bytes_of(count, type);
  present->peers.insert(receiver);
}

void count_collective(double bytes)
{
  if (present == nullptr)
    return;
  present->collectives += 1.;
  present->collective_bytes += bytes;
}

/// Messages that are prepared once and sent again and again.
struct Prepared
{
  int count;
  MPI_Datatype type;
  int receiver;
};
std::map<MPI_Request, Prepared> prepared;

void count_start(MPI_Request request)
{
  const auto found = prepared.find(request);
  if (found != prepared.end())
    count_message(found->second.count, found->second.type, found->second.receiver);
}

} // namespace

namespace kelvolt
{

MessageCounter::MessageCounter()
{
  present = &count_;
}

MessageCounter::~MessageCounter()
{
  present = nullptr;
}

} // namespace kelvolt

// The names and arguments are MPI's, however many.
// NOLINTBEGIN(readability-function-size)
extern "C"
{

  int MPI_Send(const void *b, int n, MPI_Datatype t, int to, int tag, MPI_Comm c)
  {
    count_message(n, t, to);
    return PMPI_Send(b, n, t, to, tag, c);
  }

  int MPI_Ssend(const void *b, int n, MPI_Datatype t, int to, int tag, MPI_Comm c)
  {
    count_message(n, t, to);
    return PMPI_Ssend(b, n, t, to, tag, c);
  }

  int MPI_Isend(const void *b,
                int n,
                MPI_Datatype t,
                int to,
                int tag,
                MPI_Comm c,
                MPI_Request *r)
  {
    count_message(n, t, to);
    return PMPI_Isend(b, n, t, to, tag, c, r);
  }

  int MPI_Issend(const void *b,
                 int n,
                 MPI_Datatype t,
                 int to,
                 int tag,
                 MPI_Comm c,
                 MPI_Request *r)
  {
    count_message(n, t, to);
    return PMPI_Issend(b, n, t, to, tag, c, r);
  }

  int MPI_Irsend(const void *b,
                 int n,
                 MPI_Datatype t,
                 int to,
                 int tag,
                 MPI_Comm c,
                 MPI_Request *r)
  {
    count_message(n, t, to);
    return PMPI_Irsend(b, n, t, to, tag, c, r);
  }

  int MPI_Send_init(const void *b,
                    int n,
                    MPI_Datatype t,
                    int to,
                    int tag,
                    MPI_Comm c,
                    MPI_Request *r)
  {
    const int result = PMPI_Send_init(b, n, t, to, tag, c, r);
    prepared[*r] = {n, t, to};
    return result;
  }

  int MPI_Request_free(MPI_Request *r)
  {
    prepared.erase(*r);
    return PMPI_Request_free(r);
  }

  int MPI_Start(MPI_Request *r)
  {
    count_start(*r);
    return PMPI_Start(r);
  }

  int MPI_Startall(int n, MPI_Request r[])
  {
    for (int i = 0; i < n; ++i)
      count_start(r[i]);
    return PMPI_Startall(n, r);
  }

  int MPI_Allreduce(const void *in, void *out, int n, MPI_Datatype t, MPI_Op op, MPI_Comm c)
  {
    count_collective(bytes_of(n, t));
    return PMPI_Allreduce(in, out, n, t, op, c);
  }

  int MPI_Iallreduce(const void *in,
                     void *out,
                     int n,
                     MPI_Datatype t,
                     MPI_Op op,
                     MPI_Comm c,
                     MPI_Request *r)
  {
    count_collective(bytes_of(n, t));
    return PMPI_Iallreduce(in, out, n, t, op, c, r);
  }

  int MPI_Reduce(const void *in,
                 void *out,
                 int n,
                 MPI_Datatype t,
                 MPI_Op op,
                 int root,
                 MPI_Comm c)
  {
    count_collective(bytes_of(n, t));
    return PMPI_Reduce(in, out, n, t, op, root, c);
  }

  int MPI_Scan(const void *in, void *out, int n, MPI_Datatype t, MPI_Op op, MPI_Comm c)
  {
    count_collective(bytes_of(n, t));
    return PMPI_Scan(in, out, n, t, op, c);
  }

  int MPI_Exscan(const void *in, void *out, int n, MPI_Datatype t, MPI_Op op, MPI_Comm c)
  {
    count_collective(bytes_of(n, t));
    return PMPI_Exscan(in, out, n, t, op, c);
  }

  int MPI_Bcast(void *b, int n, MPI_Datatype t, int root, MPI_Comm c)
  {
    count_collective(bytes_of(n, t));
    return PMPI_Bcast(b, n, t, root, c);
  }

  int MPI_Allgather(const void *in,
                    int n,
                    MPI_Datatype t,
                    void *out,
                    int n_out,
                    MPI_Datatype t_out,
                    MPI_Comm c)
  {
    count_collective(bytes_of(n, t));
    return PMPI_Allgather(in, n, t, out, n_out, t_out, c);
  }

  int MPI_Allgatherv(const void *in,
                     int n,
                     MPI_Datatype t,
                     void *out,
                     const int n_out[],
                     const int at[],
                     MPI_Datatype t_out,
                     MPI_Comm c)
  {
    count_collective(bytes_of(n, t));
    return PMPI_Allgatherv(in, n, t, out, n_out, at, t_out, c);
  }

  int MPI_Alltoall(const void *in,
                   int n,
                   MPI_Datatype t,
                   void *out,
                   int n_out,
                   MPI_Datatype t_out,
                   MPI_Comm c)
  {
    int ranks = 1;
    PMPI_Comm_size(c, &ranks);
    count_collective(bytes_of(n, t) * ranks);
    return PMPI_Alltoall(in, n, t, out, n_out, t_out, c);
  }

  int MPI_Barrier(MPI_Comm c)
  {
    count_collective(0.);
    return PMPI_Barrier(c);
  }

} // extern "C"
// NOLINTEND(readability-function-size)
