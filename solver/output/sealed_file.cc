#include "sealed_file.h"

#include "whole_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace kelvolt
{

namespace
{

namespace fs = std::filesystem;

/// The name of the seal, the size of what it seals and its checksum in hexadecimal digits.
constexpr const char *seal_form = "kelvolt-seal-1 {:016x} {:016x}\n";

std::string seal_text(std::uint64_t size, std::uint64_t checksum)
{
  return fmt::format(seal_form, size, checksum);
}

/// FNV-1a, 64 bits, of the first `size` bytes; fewer are read at the end of the file.
std::uint64_t checksum_of(std::istream &stream, std::uint64_t size)
{
  constexpr std::uint64_t offset = 0xcbf29ce484222325U, prime = 0x100000001b3U;
  constexpr std::size_t piece = 1 << 20;
  std::vector<char> buffer(piece);
  std::uint64_t sum = offset;
  while (size > 0)
  {
    stream.read(buffer.data(),
                static_cast<std::streamsize>(std::min<std::uint64_t>(size, piece)));
    const std::streamsize n = stream.gcount();
    for (std::streamsize i = 0; i < n; ++i)
      sum = (sum ^ static_cast<unsigned char>(buffer[i])) * prime;
    if (n == 0)
      break;
    size -= static_cast<std::uint64_t>(n);
  }
  return sum;
}

} // namespace

void seal_file(const fs::path &path)
{
  const std::uint64_t size = fs::file_size(path);
  std::ifstream in(path, std::ios::binary);
  const std::string seal = seal_text(size, checksum_of(in, size));
  std::ofstream out(path, std::ios::binary | std::ios::app);
  out << seal;
  out.close();
  if (!in || !out)
    throw std::runtime_error(std::strerror(errno != 0 ? errno : EIO));
  flush_to_disk(path.string());
}

std::string seal_fault(const fs::path &path)
{
  std::error_code error;
  const std::uint64_t size = fs::file_size(path, error);
  const std::size_t length = seal_text(0, 0).size();
  if (error)
    return "cannot be read";
  if (size < length)
    return "is cut short";
  std::ifstream stream(path, std::ios::binary);
  const std::uint64_t checksum = checksum_of(stream, size - length);
  std::string seal(length, '\0');
  stream.read(seal.data(), static_cast<std::streamsize>(length));
  if (!stream)
    return "cannot be read";
  return seal == seal_text(size - length, checksum) ? "" : "is torn or damaged";
}

} // namespace kelvolt
