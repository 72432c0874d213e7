#include "fmu_parts.h"

// The assembler copies both files into the program's constants.
asm(".section .rodata\n"
    ".balign 16\n"
    "kelvolt_fmu_source_begin:\n"
    ".incbin \"" KELVOLT_FMU_SOURCE "\"\n"
    "kelvolt_fmu_source_end:\n"
    ".balign 16\n"
    "kelvolt_fmu_binary_begin:\n"
    ".incbin \"" KELVOLT_FMU_BINARY "\"\n"
    "kelvolt_fmu_binary_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C"
{
  extern const char kelvolt_fmu_source_begin[], kelvolt_fmu_source_end[],
      kelvolt_fmu_binary_begin[], kelvolt_fmu_binary_end[];
}

namespace kelvolt
{

std::string_view fmu_source()
{
  return {kelvolt_fmu_source_begin,
          static_cast<std::size_t>(kelvolt_fmu_source_end - kelvolt_fmu_source_begin)};
}

std::string_view fmu_binary()
{
  return {kelvolt_fmu_binary_begin,
          static_cast<std::size_t>(kelvolt_fmu_binary_end - kelvolt_fmu_binary_begin)};
}

} // namespace kelvolt
