#pragma once

#include "verify/error_bar_packages.h"
#include "verify/package_draft.h"

#include <cstddef>

namespace kelvolt
{

/// Packages that differ by their numbers alone.
struct PackageFamily
{
  const char *name;
  /// Fills a draft and returns the goal.
  std::string (*fill)(PackageNumbers &, PackageDraft &);
  bool two_dimensional = false;
};

/// The package of this number; families take turns.
template <std::size_t n>
BarPackage generate(const PackageFamily (&families)[n], unsigned int number)
{
  PackageNumbers numbers(number);
  PackageDraft draft;
  const PackageFamily &family = families[number % n];
  const std::string goal = family.fill(numbers, draft);
  BarPackage package;
  package.name = fmt::format("{}_{}", family.name, number);
  package.text = draft.text(package.name, goal);
  package.two_dimensional = family.two_dimensional;
  return package;
}

} // namespace kelvolt
