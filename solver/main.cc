#include "commands/program.h"

int main(int argc, char **argv)
{
  return static_cast<int>(kelvolt::run_program(argc, argv));
}
