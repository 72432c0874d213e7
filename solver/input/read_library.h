#pragma once

#include "case/case.h"

#include <map>
#include <string>

/// @file
/// The library's entries beside materials: joints and transistors, each a map name ->
/// entry in a file of its own. The keys of an entry are in case.schema.json, definitions
/// `library_contact` and `library_device`.

namespace kelvolt
{

/// A thermal boundary resistance that a case's contact may name.
struct LibraryContact
{
  std::string description;
  double thermal = 0.; ///< [m2 K/W]
  std::string method;  ///< how it was measured
  std::string source;
  bool verified = true; ///< false: the figure was not checked against its source
};

/// A transistor that a case's device may name.
struct LibraryDevice
{
  std::string description;
  MaterialProperty resistance; ///< on-resistance [ohm]
};

using ContactLibrary = std::map<std::string, LibraryContact>;
using DeviceLibrary = std::map<std::string, LibraryDevice>;

/// Reads such a file. Throws InputError with every fault of form.
ContactLibrary read_contact_library(const std::string &path);
DeviceLibrary read_device_library(const std::string &path);

} // namespace kelvolt
