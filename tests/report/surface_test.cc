#include "report/packed_bytes.h"
#include "report/part_surface.h"
#include "report/surface_data.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <vtkCellType.h>
#include <vtkHigherOrderHexahedron.h>
#include <zlib.h>

#include <array>
#include <cmath>
#include <map>

namespace kelvolt::report
{
namespace
{

/// What page/decode.js does.
class Unpacked
{
public:
  explicit Unpacked(std::string bytes) : bytes_(std::move(bytes)) {}

  std::vector<std::uint32_t> indices(std::size_t n)
  {
    std::vector<std::uint32_t> numbers;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < n; ++i)
    {
      std::uint64_t rest = 0;
      for (unsigned int shift = 0;; shift += 7)
      {
        const auto byte = static_cast<unsigned char>(bytes_.at(at_++));
        rest |= static_cast<std::uint64_t>(byte & 127U) << shift;
        if (byte < 128)
          break;
      }
      before += rest % 2 == 1 ? -static_cast<std::int64_t>((rest + 1) / 2)
                              : static_cast<std::int64_t>(rest / 2);
      numbers.push_back(static_cast<std::uint32_t>(before));
    }
    return numbers;
  }

  std::vector<double> steps(std::size_t n, double lowest, double highest)
  {
    std::vector<double> values;
    std::uint16_t step = 0;
    for (std::size_t i = 0; i < n; ++i)
    {
      step = static_cast<std::uint16_t>(
          step + static_cast<unsigned char>(bytes_.at(at_ + i)) +
          256 * static_cast<unsigned char>(bytes_.at(at_ + n + i)));
      values.push_back(lowest + (highest - lowest) * step / 65535.);
    }
    at_ += 2 * n;
    return values;
  }

  bool at_end() const
  {
    return at_ == bytes_.size();
  }

private:
  std::string bytes_;
  std::size_t at_ = 0;
};

// Whole numbers come back as they were, values to half a step of their interval.
TEST(PackedBytes, ComeBack)
{
  const std::vector<std::uint32_t> numbers = {0, 5, 4, 4000000000U, 1, 127, 128, 300};
  const std::vector<double> values = {-3.5, 10., 0.25, 9.999, -3.5}, level = {7., 7., 7.};
  PackedBytes bytes;
  bytes.indices(numbers);
  bytes.steps(values, -3.5, 10.);
  bytes.steps(level, 7., 7.);
  Unpacked unpacked(bytes.bytes());
  EXPECT_EQ(unpacked.indices(numbers.size()), numbers);
  const auto back = unpacked.steps(values.size(), -3.5, 10.);
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_NEAR(back[i], values[i], 13.5 / 65535. * 0.5 * (1. + 1e-9));
  EXPECT_EQ(unpacked.steps(level.size(), 7., 7.), level);
  EXPECT_TRUE(unpacked.at_end());
}

// By zlib's own unpacking, and by the test vectors of RFC 4648.
TEST(PackedBytes, AreGzipAndBase64)
{
  std::string text;
  for (int i = 0; i < 1000; ++i)
    text += "a row of the table\n";
  const std::string packed = gzipped(text);
  EXPECT_LT(packed.size(), text.size() / 50);
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string back(text.size() + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef *>(back.data());
  stream.avail_out = static_cast<uInt>(back.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  back.resize(stream.total_out);
  inflateEnd(&stream);
  EXPECT_EQ(back, text);
  for (const auto &[bytes, code] : {std::pair("", ""),
                                    std::pair("f", "Zg=="),
                                    std::pair("fo", "Zm8="),
                                    std::pair("foo", "Zm9v"),
                                    std::pair("foobar", "Zm9vYmFy")})
    EXPECT_EQ(base64(bytes), code);
}

/// Bricks of degree 2, 2 x 1 x 1 mm each, in a row along x: the first two are the part
/// "long", the third "short". The temperature is 300 K + 1 K/mm x.
StoredResult row_of_bricks()
{
  constexpr int n = 3, p = 2;
  StoredResult result;
  FieldFile &file = result.fields;
  const auto node = [](int i, int j, int k)
  {
    return i + (n * p + 1) * (j + 3 * k);
  };
  for (int k = 0; k < 3; ++k)
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i <= n * p; ++i)
      {
        file.points.insert(file.points.end(), {1e-3 * i, 0.5e-3 * j, 0.5e-3 * k});
        file.temperature.push_back(300. + i);
      }
  file.offsets.push_back(0);
  for (int cell = 0; cell < n; ++cell)
  {
    std::array<std::int64_t, 27> nodes{};
    const int orders[3] = {p, p, p};
    for (int k = 0; k < 3; ++k)
      for (int j = 0; j < 3; ++j)
        for (int i = 0; i < 3; ++i)
          nodes[vtkHigherOrderHexahedron::PointIndexFromIJK(i, j, k, orders)] =
              node(p * cell + i, j, k);
    file.connectivity.insert(file.connectivity.end(), nodes.begin(), nodes.end());
    file.offsets.push_back(static_cast<std::int64_t>(file.connectivity.size()));
    file.types.push_back(VTK_LAGRANGE_HEXAHEDRON);
    file.parts.push_back(cell < 2 ? 0 : 1);
  }
  result.part_names = {"long", "short"};
  result.hotspot = {33., {}, 0.1, "short", {{6., 0.5, 0.5}}};
  return result;
}

/// Volume within the quads by the divergence theorem: positive if they turn outwards.
double volume_within(const StoredResult &result, const PartSurface &surface)
{
  double volume = 0.;
  const auto place = [&](std::uint32_t node)
  {
    const double *x = result.fields.points.data() + 3 * surface.nodes[node];
    return std::array<double, 3>{{1e3 * x[0], 1e3 * x[1], 1e3 * x[2]}};
  };
  for (const Quad &quad : surface.quads)
    for (const int second : {1, 2})
    {
      const auto a = place(quad[0]), b = place(quad[second]), c = place(quad[second + 1]);
      volume += (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) +
                 a[2] * (b[0] * c[1] - b[1] * c[0])) /
                6.;
    }
  return volume;
}

// Two bricks have 10 outer faces, one has 6, each with four quads; both surfaces are closed
// and turn outwards; what folds are the 12 edges of a block.
TEST(PartSurface, IsClosedAndTurnsOutwards)
{
  const StoredResult result = row_of_bricks();
  const auto surfaces = part_surfaces(result);
  ASSERT_EQ(surfaces.size(), 2U);
  EXPECT_EQ(surfaces[0].quads.size(), 40U);
  EXPECT_EQ(surfaces[1].quads.size(), 24U);
  EXPECT_EQ(surfaces[0].edges.size(), 4U * 4U + 8U * 2U);
  EXPECT_EQ(surfaces[1].edges.size(), 12U * 2U);
  for (const PartSurface &surface : surfaces)
  {
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> sides;
    for (const Quad &quad : surface.quads)
      for (int i = 0; i < 4; ++i)
        ++sides[{quad[i], quad[(i + 1) % 4]}];
    for (const auto &[side, count] : sides)
      EXPECT_EQ(count, sides[std::pair(side.second, side.first)]);
  }
  EXPECT_NEAR(volume_within(result, surfaces[0]), 4., 1e-12);
  EXPECT_NEAR(volume_within(result, surfaces[1]), 2., 1e-12);
  EXPECT_EQ(surfaces[0].cells.size(), 2U * 27U);
  EXPECT_EQ(surfaces[0].nodes.size(), 45U); // each once
  // Above the bound only the corners, and no inside.
  const auto rough = part_surfaces(result, {10, 1000});
  EXPECT_EQ(rough[0].quads.size(), 10U);
  EXPECT_TRUE(rough[0].cells.empty());
  EXPECT_NEAR(volume_within(result, rough[0]), 4., 1e-12);
}

// The page's data by the decoder above: places and temperatures of every node, and probes
// whose temperature is the linear field at their place.
TEST(SurfaceData, HoldsPlacesAndTemperatures)
{
  const StoredResult result = row_of_bricks();
  const SurfaceData data = surface_data(result);
  EXPECT_EQ(data.n_triangles, 128U);
  const auto json = nlohmann::json::parse(data.json);
  EXPECT_EQ(json.at("parts").at(1).at("name"), "short");
  EXPECT_EQ(json.at("parts").at(0).at("box"),
            nlohmann::json::parse("[[0.0, 4.0], [0.0, 1.0], [0.0, 1.0]]"));
  EXPECT_NEAR(json.at("parts").at(1).at("temperature").at(1).get<double>(), 32.85, 1e-9);
  ASSERT_FALSE(json.at("probes").empty());
  for (const auto &probe : json.at("probes"))
    EXPECT_NEAR(probe.at("temperature").get<double>(),
                26.85 + probe.at("position").at(0).get<double>(),
                1e-9);
}

} // namespace
} // namespace kelvolt::report
