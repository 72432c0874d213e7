#pragma once

#include "field_file.h"

#include <hdf5.h>

#include <string>
#include <utility>

namespace kelvolt
{

/// Something that HDF5 has opened, closed at its end. Throws DamagedFile if it could not be
/// opened; `path` says what it is.
class Hdf5Id
{
public:
  using Close = herr_t (*)(hid_t);

  Hdf5Id(hid_t id, Close close, const std::string &path) : id_(id), close_(close)
  {
    if (id < 0)
      throw DamagedFile("'" + path + "' cannot be read by HDF5");
  }
  Hdf5Id(Hdf5Id &&other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_)
  {
  }
  Hdf5Id(const Hdf5Id &) = delete;
  Hdf5Id &operator=(const Hdf5Id &) = delete;
  Hdf5Id &operator=(Hdf5Id &&) = delete;
  ~Hdf5Id()
  {
    if (id_ >= 0)
      close_(id_);
  }
  operator hid_t() const
  {
    return id_;
  }

private:
  hid_t id_;
  Close close_;
};

} // namespace kelvolt
