#pragma once

#include "bad_option.h"
#include "field_file.h"
#include "result_reader.h"

#include <CLI/CLI.hpp>
#include <vtkObject.h>

#include <exception>
#include <iostream>
#include <string>

namespace kelvolt
{

/// The main function of a program of post-processing: `add_options(app)`, and `work()` when
/// they are read. What is wrong stands on the standard error, after the name of the
/// program.
/// @return the exit status: 0 done, 1 failed, 2 bad input
template <typename AddOptions, typename Work>
int run_program(const std::string &name,
                int argc,
                char **argv,
                const AddOptions &add_options,
                const Work &work)
{
  constexpr int done = 0, failed = 1, bad_input = 2;
  const auto tell = [&](const std::exception &error, int status, const char *advice = "")
  {
    std::cerr << name << ": " << error.what() << advice << std::endl;
    return status;
  };
  try
  {
    CLI::App app("", name);
    add_options(app);
    try
    {
      app.parse(argc, argv);
    }
    catch (const CLI::ParseError &error)
    {
      return app.exit(error) == 0 ? done : bad_input;
    }
    vtkObject::GlobalWarningDisplayOff(); // what fails is told in sentences instead
    work();
    return done;
  }
  catch (const BadOption &error)
  {
    return tell(error, bad_input);
  }
  catch (const IncompleteResult &error)
  {
    return tell(error, bad_input);
  }
  catch (const DamagedFile &error)
  {
    return tell(
        error,
        bad_input,
        ". Give the directory that 'kelvolt solve' wrote, or solve the case again.");
  }
  catch (const std::exception &error)
  {
    return tell(error, failed);
  }
}

} // namespace kelvolt
