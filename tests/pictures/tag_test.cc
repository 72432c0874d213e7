// Where the tag of the hottest point goes, and the numbers of axes: read from the vector
// form of the sheet, which holds every text with its place.

#include "axes.h"
#include "hotspot_marker.h"
#include "picture.h"
#include "polynomial_result.h"
#include "private_display.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>

namespace
{

using namespace kelvolt;

struct Text
{
  std::string words;
  double x, y, length, size;
};

/// All texts that read from left to right, with y upwards.
std::vector<Text> texts_of(const Picture &picture)
{
  const std::string path =
      ::testing::TempDir() + "kelvolt_texts_" + std::to_string(getpid()) + ".svg";
  picture.save_svg(path);
  std::ifstream file(path);
  const std::string svg{std::istreambuf_iterator<char>(file), {}};
  std::remove(path.c_str());
  static const std::regex form(
      R"re(<text transform="translate\((\S+) (\S+)\)" y="\S+" font-size="(\S+)" text-anchor="(\S+)" textLength="(\S+)"[^>]*>([^<]*)</text>)re");
  std::vector<Text> texts;
  for (std::sregex_iterator at(svg.begin(), svg.end(), form), end; at != end; ++at)
  {
    const double length = std::stod((*at)[5]);
    const double back = (*at)[4] == "start" ? 0. : (*at)[4] == "end" ? 1. : 0.5;
    texts.push_back({(*at)[6],
                     std::stod((*at)[1]) - back * length,
                     -std::stod((*at)[2]),
                     length,
                     std::stod((*at)[3])});
  }
  return texts;
}

bool overlap(const Text &a, const Text &b)
{
  return a.x < b.x + b.length && b.x < a.x + a.length &&
         std::abs(a.y - b.y) < 0.5 * (a.size + b.size);
}

void expect_clear(const std::vector<Text> &texts)
{
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(overlap(texts[i], texts[j])) << texts[i].words << " " << texts[j].words;
}

/// Axes around a box seen obliquely.
std::vector<Text> texts_around(const Bounds &box)
{
  const PrivateDisplay display;
  Picture picture(1600, 1000);
  Scene scene(picture, {200., 100., 1200., 850.});
  scene.look({{-0.55, 1., -0.85}}, {{0., 0., 1.}}, box, 0.09);
  draw_box_axes(picture, scene, box, 1.);
  return texts_of(picture);
}

// Numbers of the x axis end where those of the y axis begin. Whatever the shape and however
// many digits, none lies on another one, and each axis has its name.
TEST(BoxAxes, numbers_do_not_collide)
{
  if (!polynomial_result::is_first_rank())
    return;
  for (const Bounds &box : {Bounds{{0., 1.5, 0., 1.5, -0.28, 0.1015}},
                            Bounds{{0., 120., 0., 3., 0., 30.}},
                            Bounds{{0., 3., 0., 120., 0., 30.}},
                            Bounds{{0., 100., 0., 100., 0., 0.3}},
                            Bounds{{1000.001, 1000.002, -0.0005, 0.0005, 0., 0.0002}},
                            Bounds{{-10., 10., -9.87, 9.87, 0., 4.}}})
  {
    const std::vector<Text> texts = texts_around(box);
    expect_clear(texts);
    std::string all;
    for (const Text &text : texts)
      all += text.words + "\n";
    for (const char *name : {"x [mm]", "y [mm]", "z [mm]"})
      EXPECT_NE(all.find(name), std::string::npos) << all;
  }
}

// An axis as short as its numbers says its ends in words.
TEST(BoxAxes, a_short_axis_names_its_ends)
{
  if (!polynomial_result::is_first_rank())
    return;
  const std::vector<Text> texts = texts_around({{0., 120., 0., 3., 0., 30.}});
  const auto name =
      std::find_if(texts.begin(),
                   texts.end(),
                   [](const Text &text) { return text.words == "y [mm] 0 to 3"; });
  EXPECT_NE(name, texts.end());
}

// The hottest third lies right of the ring and the rest is cold: the tag goes to the left,
// in spite of what it would do without that knowledge.
TEST(HotspotTag, hides_what_is_cold)
{
  if (!polynomial_result::is_first_rank())
    return;
  const ImageBox area{0., 0., 800., 600.};
  const Pixel at{400., 300.};
  const auto place_of_tag = [&](const ShareOfScale &share)
  {
    const PrivateDisplay display;
    Picture picture(800, 600);
    draw_hotspot(picture, area, at, "94.3", {}, share);
    return texts_of(picture).at(0);
  };
  EXPECT_GT(place_of_tag({}).x, at.x);
  const Text tag =
      place_of_tag([&](const Pixel &pixel) { return pixel.x > at.x - 12. ? 1. : 0.; });
  EXPECT_LT(tag.x + tag.length, at.x - 10.);
}

} // namespace
