#pragma once

/// @file
/// For inner loops: functions that are compiled for several processors, of which the one at
/// hand is chosen when the program starts, and what they are made of.

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define KELVOLT_X86
#define KELVOLT_ALL_CPUS                                                                   \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define KELVOLT_ALL_CPUS
#endif
/// Only what is inlined is compiled like its caller.
#define KELVOLT_INLINE inline __attribute__((always_inline))
