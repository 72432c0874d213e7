#include "output/compact_model_files.h"

#include "output/file_set.h"

namespace kelvolt
{

void write_compact_files(const std::vector<ModalModel> &models,
                         const std::string &directory,
                         const CompactFileOptions &options)
{
  write_files(compact_files(models, options), directory);
}

} // namespace kelvolt
