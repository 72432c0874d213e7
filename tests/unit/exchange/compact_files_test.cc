#include "example_model.h"
#include "exchange/compact_files.h"
#include "exchange/svg_plot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <cstdlib>
#include <fstream>
#include <set>

namespace kelvolt
{
namespace
{

using testing::Contains;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;
using testing::SizeIs;

std::set<std::string> names_of(const std::vector<ArchiveFile> &files)
{
  std::set<std::string> names;
  for (const ArchiveFile &file : files)
  {
    EXPECT_FALSE(file.content.empty()) << file.path;
    EXPECT_TRUE(names.insert(file.path).second) << file.path;
  }
  return names;
}

// Every form of two operating points, no name twice. KELVOLT_KEEP_FILES names a directory
// in which to leave them, to be looked at.
TEST(CompactFiles, HoldEveryForm)
{
  const std::vector<ArchiveFile> files =
      compact_files({test::example_model(true), test::example_model(true)});
  EXPECT_THAT(names_of(files),
              IsSupersetOf({"model.h5",
                            "model.json",
                            "model.cir",
                            "model.fmu",
                            "model.plecs.xml",
                            "model.foster.plecs.xml",
                            "model_t_2nd_die.plecs.xml",
                            "model.mo",
                            "model.vhd",
                            "model.A.mtx",
                            "networks.csv",
                            "networks.json",
                            "zth.svg",
                            "mutual.svg",
                            "structure.svg",
                            "structure_differential.svg",
                            "soa.svg",
                            "model_2.cir",
                            "model_2.h5"}));
  if (const char *directory = std::getenv("KELVOLT_KEEP_FILES"))
    for (const ArchiveFile &file : files)
      std::ofstream(std::string(directory) + "/" + file.path, std::ios::binary)
          << file.content;
}

// Heat that cannot leave has no ladder to the surroundings, and runaway no circuit at all;
// what there is comes all the same.
TEST(CompactFiles, LeaveOutWhatIsNotThere)
{
  ModalModel model = test::example_model(false);
  model.rate[0] = 0.;
  EXPECT_THAT(names_of(compact_files({model})), Contains("model.cir"));
  EXPECT_THAT(names_of(compact_files({model})), Not(Contains("model.plecs.xml")));
  model.rate[0] = -1.;
  EXPECT_THAT(names_of(compact_files({model})), Not(Contains("model.cir")));
  EXPECT_THAT(names_of(compact_files({model})), Contains("model.h5"));
}

// Plots are well-formed whatever stands in a title, hold a path for each curve and band,
// and pass over what a logarithm cannot show.
TEST(SvgPlot, IsWellFormed)
{
  Plot plot;
  plot.title = "a < b & \"c\"";
  plot.x = {"time (s)", true, {}, {}};
  plot.y = {"rise (K)", true, {}, {}};
  plot.curves = {{"one", {1e-6, 1e-3, 1.}, {0., 1., 30.}, {0., 0.9, 28.}, {0., 1.1, 33.}},
                 {"two", {1e-6, 1.}, {2., 2.}, {}, {}}};
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(svg(plot).c_str()));
  EXPECT_EQ(document.select_nodes("/svg/g/path").size(), 3U);
  EXPECT_THAT(svg(plot), HasSubstr("a &lt; b &amp; \"c\""));
  EXPECT_THAT(svg(plot), HasSubstr(">10⁻⁶<"));
  EXPECT_THAT(svg(plot), Not(HasSubstr("nan")));
  EXPECT_TRUE(document.load_string(svg(Plot()).c_str()));
}

} // namespace
} // namespace kelvolt
