#pragma once

#include "compact/modal_model.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// One file of an archive.
struct ArchiveFile
{
  std::string path;
  std::string content;
};

/// What an FMU of the model holds, FMI 2.0 for co-simulation: its description, C sources
/// with the model in them, a binary for 64-bit Linux that reads the model from the
/// resources. Inputs are the powers and ambients, outputs the temperatures.
std::vector<ArchiveFile> fmu_files(const ModalModel &model, const std::string &name);

/// The bytes of the archive, NAME.fmu. Throws std::runtime_error with libzip's reason.
std::string fmu_package(const ModalModel &model, const std::string &name);

} // namespace kelvolt
