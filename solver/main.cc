#include "commands/become_program.h"
#include "commands/program.h"

/// The program that users call. What computes is a program of its own, whose libraries take
/// longer to load than most other commands need altogether.
int main(int argc, char **argv)
{
  const auto compute = [](const auto &,
                          const kelvolt::ProgramArguments &arguments) -> kelvolt::ExitStatus
  {
    kelvolt::become_program("kelvolt-compute",
                            {arguments.words + 1, arguments.words + arguments.count});
  };
  return static_cast<int>(
      kelvolt::run_program(argc, argv, {compute, compute, compute, compute}));
}
