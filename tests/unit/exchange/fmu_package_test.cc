#include "example_model.h"
#include "exchange/fmu_package.h"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <zip.h>

#include <cstdlib>
#include <fstream>

namespace kelvolt
{
namespace
{

using testing::SizeIs;

/// The functions of FMI 2.0 that a co-simulation calls, from a shared library.
class Simulation
{
public:
  using Component = void *;

  Simulation(const std::string &library,
             const std::string &guid,
             const std::string &resources)
      : library_(::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL))
  {
    if (library_ == nullptr)
    {
      ADD_FAILURE() << ::dlerror();
      return;
    }
    unit_ = function<Component(
        const char *, int, const char *, const char *, const void *, int, int)>(
        "fmi2Instantiate")("test", 1, guid.c_str(), resources.c_str(), nullptr, 0, 0);
  }
  ~Simulation()
  {
    if (unit_ != nullptr)
      function<void(Component)>("fmi2FreeInstance")(unit_);
    if (library_ != nullptr)
      ::dlclose(library_);
  }
  Simulation(const Simulation &) = delete;
  Simulation &operator=(const Simulation &) = delete;

  bool is_ready() const
  {
    return unit_ != nullptr;
  }

  void start()
  {
    EXPECT_EQ((function<int(Component, int, double, double, int, double)>(
                  "fmi2SetupExperiment")(unit_, 0, 0., 0., 0, 0.)),
              0);
    EXPECT_EQ(function<int(Component)>("fmi2EnterInitializationMode")(unit_), 0);
    EXPECT_EQ(function<int(Component)>("fmi2ExitInitializationMode")(unit_), 0);
  }

  int set(unsigned int reference, double value)
  {
    return function<int(Component, const unsigned int *, std::size_t, const double *)>(
        "fmi2SetReal")(unit_, &reference, 1, &value);
  }

  double get(unsigned int reference)
  {
    double value = 0.;
    EXPECT_EQ((function<int(Component, const unsigned int *, std::size_t, double *)>(
                  "fmi2GetReal")(unit_, &reference, 1, &value)),
              0);
    return value;
  }

  int step(double now, double length)
  {
    return function<int(Component, double, double, int)>("fmi2DoStep")(
        unit_, now, length, 1);
  }

  void *keep()
  {
    void *state = nullptr;
    EXPECT_EQ((function<int(Component, void **)>("fmi2GetFMUstate")(unit_, &state)), 0);
    return state;
  }

  void go_back(void *state)
  {
    EXPECT_EQ((function<int(Component, void *)>("fmi2SetFMUstate")(unit_, state)), 0);
    EXPECT_EQ((function<int(Component, void **)>("fmi2FreeFMUstate")(unit_, &state)), 0);
  }

private:
  template <typename Type>
  Type *function(const char *name) const
  {
    return reinterpret_cast<Type *>(::dlsym(library_, name));
  }

  void *library_;
  Component unit_ = nullptr;
};

/// The archive's files, unpacked.
void unpack(const std::string &bytes, const test::ScratchDirectory &directory)
{
  std::ofstream(directory.file("model.fmu"), std::ios::binary) << bytes;
  int error = 0;
  zip_t *archive = zip_open(directory.file("model.fmu").c_str(), ZIP_RDONLY, &error);
  ASSERT_NE(archive, nullptr);
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i)
  {
    zip_stat_t stat;
    ASSERT_EQ(zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat), 0);
    std::string content(stat.size, '\0');
    zip_file_t *file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    EXPECT_EQ(zip_fread(file, content.data(), stat.size),
              static_cast<zip_int64_t>(stat.size));
    zip_fclose(file);
    const std::filesystem::path path = directory.file(stat.name);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
  }
  zip_discard(archive);
}

std::string guid_of(const test::ScratchDirectory &directory)
{
  pugi::xml_document document;
  EXPECT_TRUE(document.load_file(directory.file("modelDescription.xml").c_str()));
  return document.child("fmiModelDescription").attribute("guid").value();
}

/// Powers and an ambient change, in steps of very different length; every output against
/// superposed step responses.
void expect_exact(Simulation &simulation, const ModalModel &model)
{
  ASSERT_TRUE(simulation.is_ready());
  simulation.start();
  const std::vector<double> steps = {1e-6, 1e-6, 3., 1e-3, 200.},
                            first = {5., 0., 80., 0., 7.}, second = {0., 2., 2., 2., -1.},
                            top = {0., 0., 10., 10., 10.};
  std::vector<double> change_time;
  double now = 0.;
  for (std::size_t k = 0; k < steps.size(); ++k)
  {
    change_time.push_back(now);
    EXPECT_EQ(simulation.set(0, first[k]), 0);
    EXPECT_EQ(simulation.set(1, second[k]), 0);
    EXPECT_EQ(simulation.set(2, 298.15 + top[k]), 0);
    EXPECT_EQ(simulation.step(now, steps[k]), 0);
    now += steps[k];
    for (std::size_t output = 0; output < 4; ++output)
    {
      if (output == 2)
        continue; // a maximum does not superpose
      double rise = 0.;
      for (std::size_t s = 0; s <= k; ++s)
        for (const auto &[input, drive] :
             std::vector<std::pair<std::size_t, const std::vector<double> *>>{
                 {0, &first}, {1, &second}, {2, &top}})
          rise += ((*drive)[s] - (s > 0 ? (*drive)[s - 1] : 0.)) *
                  step_response(model, input, output, now - change_time[s]);
      EXPECT_NEAR(simulation.get(static_cast<unsigned int>(4 + output)), 300. + rise, 1e-10)
          << output << " after step " << k;
    }
  }
}

// The binary in the archive, loaded as an importer loads it, steps exactly.
TEST(FmuPackage, StepsExactly)
{
  const ModalModel model = test::example_model(true);
  const test::ScratchDirectory directory;
  unpack(fmu_package(model, "my model"), directory);
  Simulation simulation(directory.file("binaries/linux64/my_model.so"),
                        guid_of(directory),
                        "file://" + directory.file("resources"));
  expect_exact(simulation, model);
}

// The sources in the archive compile without a warning and do the same, with the model in
// them instead of in a resource.
TEST(FmuPackage, HasSourcesThatCompile)
{
  const ModalModel model = test::example_model(true);
  const test::ScratchDirectory directory;
  unpack(fmu_package(model, "my model"), directory);
  const std::string library = directory.file("compiled.so"),
                    command =
                        std::string(KELVOLT_C_COMPILER) +
                        " -std=c99 -O1 -Wall -Wextra -Werror -pedantic -shared -fPIC -o " +
                        library + " " + directory.file("sources/kelvolt_fmu.c") + " -lm";
  ASSERT_EQ(std::system(command.c_str()), 0);
  Simulation simulation(library, guid_of(directory), "");
  expect_exact(simulation, model);
}

// The largest of the places at each time, a step taken back, and what is refused.
TEST(FmuPackage, TakesTheLargestPlaceAndGoesBack)
{
  const ModalModel model = test::example_model(true);
  const test::ScratchDirectory directory;
  unpack(fmu_package(model, "m"), directory);
  const std::string library = directory.file("binaries/linux64/m.so"),
                    resources = "file:" + directory.file("resources");
  Simulation simulation(library, guid_of(directory), resources);
  ASSERT_TRUE(simulation.is_ready());
  simulation.start();
  EXPECT_EQ(simulation.set(0, 4.), 0);
  void *before = simulation.keep();
  EXPECT_EQ(simulation.step(0., 5.), 0);
  const double hottest = 300. + 4. * step_response(model, 0, 2, 5.);
  EXPECT_NEAR(simulation.get(6), hottest, 1e-10);
  simulation.go_back(before);
  EXPECT_EQ(simulation.get(6), 300.);
  EXPECT_EQ(simulation.step(0., 5.), 0);
  EXPECT_NEAR(simulation.get(6), hottest, 1e-10);
  EXPECT_NE(simulation.step(5., -1.), 0);
  EXPECT_NE(simulation.set(4, 1.), 0);
  EXPECT_FALSE(Simulation(library, "{another}", resources).is_ready());
  EXPECT_FALSE(Simulation(library, guid_of(directory), "file:///nowhere").is_ready());
  std::filesystem::resize_file(directory.file("resources/model.bin"), 500);
  EXPECT_FALSE(Simulation(library, guid_of(directory), resources).is_ready());
}

// Every variable is described with its unit, start value and place; one model is always the
// same archive.
TEST(FmuPackage, DescribesItsVariables)
{
  const ModalModel model = test::example_model(true);
  const test::ScratchDirectory directory;
  const std::string bytes = fmu_package(model, "m");
  EXPECT_EQ(bytes, fmu_package(model, "m"));
  unpack(bytes, directory);
  pugi::xml_document document;
  ASSERT_TRUE(document.load_file(directory.file("modelDescription.xml").c_str()));
  const pugi::xml_node root = document.child("fmiModelDescription");
  EXPECT_STREQ(root.attribute("fmiVersion").value(), "2.0");
  EXPECT_STREQ(root.child("CoSimulation").attribute("modelIdentifier").value(), "m");
  std::vector<std::string> names;
  unsigned int reference = 0;
  for (const pugi::xml_node variable : root.child("ModelVariables").children())
  {
    names.emplace_back(variable.attribute("name").value());
    EXPECT_EQ(variable.attribute("valueReference").as_uint(), reference++);
  }
  EXPECT_THAT(names,
              testing::ElementsAre("power_die",
                                   "power_2nd_die",
                                   "ambient_lid_top",
                                   "ambient_base_bottom",
                                   "temperature_die_mean",
                                   "temperature_2nd_die_mean",
                                   "temperature_die_max",
                                   "temperature_lead_point"));
  EXPECT_EQ(root.child("ModelVariables")
                .find_child_by_attribute("name", "ambient_lid_top")
                .child("Real")
                .attribute("start")
                .as_double(),
            298.15);
}

// The description follows the schema of the standard, where that is at hand: in the
// directory that KELVOLT_FMI2_SCHEMA names.
TEST(FmuPackage, FollowsTheSchema)
{
  const char *schema = std::getenv("KELVOLT_FMI2_SCHEMA");
  if (schema == nullptr || std::system("xmllint --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "needs xmllint, and KELVOLT_FMI2_SCHEMA to name the standard's schema";
  const test::ScratchDirectory directory;
  unpack(fmu_package(test::example_model(true), "m"), directory);
  const std::string command = "xmllint --noout --schema " + std::string(schema) +
                              "/fmi2ModelDescription.xsd " +
                              directory.file("modelDescription.xml");
  EXPECT_EQ(std::system(command.c_str()), 0);
}

} // namespace
} // namespace kelvolt
