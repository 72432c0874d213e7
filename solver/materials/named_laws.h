#pragma once

#include "case/case.h"
#include "input/read_library.h"

#include <string>

namespace kelvolt
{

/// What a case may take from the library by name beside materials.
struct NamedLaws
{
  ContactLibrary contacts;
  DeviceLibrary devices;
};

/// The files contacts.yaml and devices.yaml of the library.
/// @throws std::runtime_error if one is missing, InputError with every fault of its form.
NamedLaws load_named_laws();

/// Text for `kelvolt materials [NAME]`: all tables, or one material, joint or transistor.
/// @throws InputError for an unknown name, with the nearest known one.
std::string describe_library(const MaterialMap &materials,
                             const NamedLaws &named,
                             const std::string &name);

} // namespace kelvolt
