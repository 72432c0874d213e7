#include "commands/program.h"
#include "computing/compact.h"
#include "computing/solve.h"
#include "computing/verify.h"
#include "computing/zth.h"

/// `kelvolt-compute`, which `kelvolt` becomes for the commands that compute.
int main(int argc, char **argv)
{
  const kelvolt::Computations computations{
      kelvolt::solve, kelvolt::verify, kelvolt::zth, kelvolt::compact};
  return static_cast<int>(kelvolt::run_program(argc, argv, computations));
}
