// The page in a browser: its own self-test, which turns, picks stored places against exact
// values, takes parts away, cuts, and looks for what would keep somebody from reading it.

#include "scratch_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

const fs::path root = KELVOLT_SOURCE_DIR;

class Browser : public ScratchTest
{
protected:
  void SetUp() override
  {
    const ProgramRun found =
        run_shell("command -v chromium || command -v chromium-browser || "
                  "command -v google-chrome");
    program_ = found.output.substr(0, found.output.find('\n'));
    if (program_.empty())
      GTEST_SKIP() << "no browser for the self-test of the page (package chromium)";
  }

  /// The page once it is tested, as the browser has it then.
  std::string page_after_test(const std::string &file,
                              const std::string &options = "") const
  {
    const ProgramRun shown =
        run_shell("timeout 240 '" + program_ +
                      "' --headless --no-sandbox --disable-gpu --enable-unsafe-swiftshader "
                      "--disable-quic --no-first-run --disable-background-networking "
                      "--disable-component-update --disable-sync --user-data-dir=profile "
                      "--virtual-time-budget=120000 " +
                      options + " --dump-dom 'file://" + (scratch_.path() / file).string() +
                      "#selftest' 2>messages",
                  scratch_.path());
    EXPECT_EQ(shown.status, 0) << read_file(scratch_.path() / "messages");
    return shown.output;
  }

  json self_test(const std::string &file, const std::string &options = "") const
  {
    const std::string html = page_after_test(file, options);
    const std::string opening = "<pre id=\"selftest\">{";
    const std::size_t start = html.rfind(opening);
    if (start == std::string::npos)
      return {{"ok", false}, {"failures", {"no result of the self-test"}}};
    const std::size_t end = html.find("</pre>", start);
    std::string text =
        html.substr(start + opening.size() - 1, end - start - opening.size() + 1);
    for (const auto &[entity, character] :
         {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&amp;", "&")})
      for (std::size_t at = text.find(entity); at != std::string::npos;
           at = text.find(entity, at))
        text.replace(at, std::string(entity).size(), character);
    return json::parse(text);
  }

  std::string program_;
};

// The flagship case: below 1 MB, and every probe picked; and so on a phone.
TEST_F(Browser, ReportOfTheHalfBridgePassesItsSelfTest)
{
  const ProgramRun solved =
      run({"solve", root / "cases/ai_server_half_bridge/case.yaml", "-o", "r", "--quiet"});
  ASSERT_TRUE(solved.status == 0 || solved.status == 3) << solved.errors;
  ASSERT_EQ(run({"report", "r"}).status, 0);
  EXPECT_LT(fs::file_size(scratch_.path() / "r/report.html"), 1000000U);
  const json result = self_test("r/report.html");
  EXPECT_EQ(result.at("ok"), true) << result.dump(1);
  EXPECT_EQ(result.at("webgl2"), true);
  EXPECT_GT(result.at("triangles").get<int>(), 50000);
  const json on_a_phone = self_test("r/report.html", "--window-size=390,844");
  EXPECT_EQ(on_a_phone.at("ok"), true) << on_a_phone.dump(1);
}

// A transient one, and two results beside each other, in dark colours and on a phone.
TEST_F(Browser, OtherReportsPassTheirSelfTest)
{
  ASSERT_EQ(
      run({"solve", root / "cases/pulsed_bar/case.yaml", "-o", "t", "--quiet"}).status, 0);
  ASSERT_EQ(run({"report", "t"}).status, 0);
  const json in_time =
      self_test("t/report.html", "--blink-settings=preferredColorScheme=0");
  EXPECT_EQ(in_time.at("ok"), true) << in_time.dump(1);
  const fs::path bar = root / "tests/cases/heated_bar.yaml";
  ASSERT_EQ(run({"solve", bar, "-o", "a"}).status, 0);
  ASSERT_EQ(run({"solve", bar, "--set", "terminals.plus.current=10 A", "-o", "b"}).status,
            0);
  ASSERT_EQ(run({"report", "a", "--compare", "b", "-o", "both.html"}).status, 0);
  const json both = self_test("both.html", "--window-size=390,844");
  EXPECT_EQ(both.at("ok"), true) << both.dump(1);
}

// Without WebGL2 the page says so, and shows everything else.
TEST_F(Browser, PageWithoutWebGlSaysSo)
{
  const fs::path bar = root / "tests/cases/heated_bar.yaml";
  ASSERT_EQ(run({"solve", bar, "-o", "a"}).status, 0);
  ASSERT_EQ(run({"report", "a"}).status, 0);
  const std::string html =
      page_after_test("a/report.html", "--disable-3d-apis --disable-webgl2");
  EXPECT_THAT(html, HasSubstr("this browser offers no WebGL2"));
  EXPECT_THAT(html, HasSubstr("id=\"kelvins\""));
  EXPECT_THAT(html, HasSubstr("\"webgl2\":false"));
  EXPECT_THAT(html, HasSubstr("{\"ok\":true"));
}

} // namespace
} // namespace kelvolt
