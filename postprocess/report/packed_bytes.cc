#include "report/packed_bytes.h"

#include <zlib.h>

#include <cmath>
#include <stdexcept>

namespace kelvolt::report
{

void PackedBytes::indices(const std::vector<std::uint32_t> &numbers)
{
  std::int64_t before = 0;
  for (const std::uint32_t number : numbers)
  {
    const std::int64_t change = static_cast<std::int64_t>(number) - before;
    auto rest = static_cast<std::uint64_t>(change < 0 ? -2 * change - 1 : 2 * change);
    before = number;
    for (; rest >= 0x80U; rest >>= 7U)
      bytes_ += static_cast<char>(0x80U | (rest & 0x7fU));
    bytes_ += static_cast<char>(rest);
  }
}

void PackedBytes::steps(const std::vector<double> &values, double lowest, double highest)
{
  constexpr double last_step = 65535.;
  const double scale = highest > lowest ? last_step / (highest - lowest) : 0.;
  std::string low, high;
  std::uint16_t before = 0;
  for (const double value : values)
  {
    const auto step = static_cast<std::uint16_t>(std::lround((value - lowest) * scale));
    const auto change = static_cast<std::uint16_t>(step - before);
    before = step;
    low += static_cast<char>(change & 0xffU);
    high += static_cast<char>(change >> 8U);
  }
  bytes_ += low + high;
}

std::string gzipped(std::string_view bytes)
{
  constexpr int gzip_window = 15 + 16, memory = 9;
  z_stream stream{};
  if (deflateInit2(&stream,
                   Z_BEST_COMPRESSION,
                   Z_DEFLATED,
                   gzip_window,
                   memory,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib cannot begin to compress.");
  std::string result(deflateBound(&stream, bytes.size()), '\0');
  // zlib does not write to what it reads.
  stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef *>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  const int end = deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  if (end != Z_STREAM_END || bytes.size() > 0xffffffffU)
    throw std::runtime_error("zlib cannot compress the surface.");
  return result;
}

std::string base64(std::string_view bytes)
{
  static constexpr char letters[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve(4 * (bytes.size() / 3 + 1));
  for (std::size_t i = 0; i < bytes.size(); i += 3)
  {
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j)
      bits = bits << 8U |
             (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j)
      text += i + j <= bytes.size() ? letters[bits >> (18U - 6U * j) & 0x3fU] : '=';
  }
  return text;
}

} // namespace kelvolt::report
