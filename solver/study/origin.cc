#include "study/origin.h"

#include "input/resolved_case.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <ctime>

namespace kelvolt
{

std::string fnv1a_64(std::string_view text)
{
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char one : text)
  {
    hash ^= static_cast<unsigned char>(one);
    hash *= 0x100000001b3U;
  }
  return fmt::format("{:016x}", hash);
}

std::string case_hash(const Case &input, const MaterialMap &library)
{
  Case anywhere = input;
  anywhere.output.directory.clear();
  const std::string text = resolved_case(anywhere, library);
  // The first line is a comment that names the version.
  return fnv1a_64(std::string_view(text).substr(text.find('\n') + 1));
}

Origin make_origin(const Case &input, const MaterialMap &library)
{
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0)
    host[0] = '\0';
  return {fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))),
          host.data(),
          case_hash(input, library)};
}

} // namespace kelvolt
