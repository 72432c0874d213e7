#include "hdf5_image.h"

#include <stdexcept>

namespace kelvolt
{

namespace
{

/// An HDF5 id that closes itself.
class Handle
{
public:
  using Close = herr_t (*)(hid_t);

  Handle(hid_t id, Close close, const std::string &what) : id_(id), close_(close)
  {
    if (id < 0)
      throw std::runtime_error("HDF5 cannot open " + what);
  }
  ~Handle()
  {
    close_(id_);
  }
  Handle(const Handle &) = delete;
  Handle &operator=(const Handle &) = delete;

  operator hid_t() const
  {
    return id_;
  }

private:
  hid_t id_;
  Close close_;
};

void require(herr_t status, const std::string &what)
{
  if (status < 0)
    throw std::runtime_error("HDF5 refuses " + what);
}

/// HDF5 does not print while the object lives; the exceptions say enough.
class Silence
{
public:
  Silence()
  {
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~Silence()
  {
    H5Eset_auto2(H5E_DEFAULT, function_, data_);
  }
  Silence(const Silence &) = delete;
  Silence &operator=(const Silence &) = delete;

private:
  H5E_auto2_t function_ = nullptr;
  void *data_ = nullptr;
};

hid_t text_type()
{
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

std::size_t length(hid_t space, const std::string &what)
{
  constexpr hssize_t most = 1 << 27;
  const hssize_t n = H5Sget_simple_extent_npoints(space);
  if (n < 0 || n > most)
    throw std::runtime_error("'" + what + "' has no sensible length");
  return static_cast<std::size_t>(n);
}

constexpr char image_name[] = "the model's file in memory";

} // namespace

void Hdf5Writer::attribute(const std::string &name, const std::string &text)
{
  const Handle type(text_type(), H5Tclose, name),
      space(H5Screate(H5S_SCALAR), H5Sclose, name);
  const Handle made(H5Acreate2(file_, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                    H5Aclose,
                    name);
  const char *characters = text.c_str();
  require(H5Awrite(made, type, &characters), name);
}

void Hdf5Writer::numbers_attribute(const std::string &name,
                                   const std::vector<double> &values)
{
  const hsize_t n = values.size();
  const Handle space(H5Screate_simple(1, &n, nullptr), H5Sclose, name);
  const Handle made(
      H5Acreate2(file_, name.c_str(), H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT),
      H5Aclose,
      name);
  require(H5Awrite(made, H5T_NATIVE_DOUBLE, values.data()), name);
}

void Hdf5Writer::texts(const std::string &path, const std::vector<std::string> &values)
{
  std::vector<const char *> characters;
  characters.reserve(values.size());
  for (const std::string &value : values)
    characters.push_back(value.c_str());
  const Handle type(text_type(), H5Tclose, path);
  put(path, type, type, {values.size()}, characters.data());
}

void Hdf5Writer::numbers(const std::string &path, const std::vector<double> &values)
{
  put(path, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {values.size()}, values.data());
}

void Hdf5Writer::rows(const std::string &path, const std::vector<std::vector<double>> &rows)
{
  std::vector<double> all;
  for (const std::vector<double> &row : rows)
    all.insert(all.end(), row.begin(), row.end());
  put(path,
      H5T_IEEE_F64LE,
      H5T_NATIVE_DOUBLE,
      {rows.size(), rows.front().size()},
      all.data());
}

void Hdf5Writer::put(const std::string &path,
                     hid_t type,
                     hid_t in_memory,
                     const std::vector<hsize_t> &size,
                     const void *values)
{
  const Handle space(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr),
                     H5Sclose,
                     path);
  const Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, path);
  require(H5Pset_create_intermediate_group(links, 1), path);
  const Handle made(
      H5Dcreate2(file_, path.c_str(), type, space, links, H5P_DEFAULT, H5P_DEFAULT),
      H5Dclose,
      path);
  require(H5Dwrite(made, in_memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), path);
}

std::string Hdf5Reader::text(const std::string &name) const
{
  const Handle attribute(H5Aopen(file_, name.c_str(), H5P_DEFAULT), H5Aclose, name);
  const Handle type(text_type(), H5Tclose, name),
      space(H5Aget_space(attribute), H5Sclose, name);
  if (H5Sget_simple_extent_npoints(space) != 1)
    throw std::runtime_error("HDF5 refuses " + name);
  char *characters = nullptr;
  require(H5Aread(attribute, type, &characters), name);
  std::string text = characters == nullptr ? "" : characters;
  require(H5Dvlen_reclaim(type, space, H5P_DEFAULT, &characters), name);
  return text;
}

std::vector<double> Hdf5Reader::attribute(const std::string &name) const
{
  const Handle attribute(H5Aopen(file_, name.c_str(), H5P_DEFAULT), H5Aclose, name);
  const Handle space(H5Aget_space(attribute), H5Sclose, name);
  std::vector<double> values(length(space, name));
  require(H5Aread(attribute, H5T_NATIVE_DOUBLE, values.data()), name);
  return values;
}

std::vector<std::string> Hdf5Reader::texts(const std::string &path) const
{
  const Handle dataset(H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose, path);
  const Handle type(text_type(), H5Tclose, path),
      space(H5Dget_space(dataset), H5Sclose, path);
  std::vector<char *> characters(length(space, path), nullptr);
  require(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, characters.data()), path);
  std::vector<std::string> values;
  values.reserve(characters.size());
  for (const char *value : characters)
    values.emplace_back(value == nullptr ? "" : value);
  require(H5Dvlen_reclaim(type, space, H5P_DEFAULT, characters.data()), path);
  return values;
}

std::vector<double> Hdf5Reader::numbers(const std::string &path) const
{
  const Handle dataset(H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose, path);
  const Handle space(H5Dget_space(dataset), H5Sclose, path);
  std::vector<double> values(length(space, path));
  require(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
          path);
  return values;
}

std::vector<std::vector<double>> Hdf5Reader::rows(const std::string &path,
                                                  std::size_t n) const
{
  const std::vector<double> all = numbers(path);
  if (n == 0 || all.size() % n != 0)
    throw std::runtime_error("'" + path + "' has no rows of " + std::to_string(n));
  std::vector<std::vector<double>> result;
  for (auto row = all.begin(); row != all.end(); row += static_cast<std::ptrdiff_t>(n))
    result.emplace_back(row, row + static_cast<std::ptrdiff_t>(n));
  return result;
}

std::string hdf5_image(const std::function<void(Hdf5Writer &)> &write)
{
  const Silence silence;
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, image_name);
  require(H5Pset_fapl_core(access, 1 << 16, false), image_name);
  const Handle file(
      H5Fcreate("model.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose, image_name);
  Hdf5Writer writer(file);
  write(writer);
  require(H5Fflush(file, H5F_SCOPE_GLOBAL), image_name);
  const ssize_t size = H5Fget_file_image(file, nullptr, 0);
  if (size <= 0)
    throw std::runtime_error(std::string("HDF5 refuses ") + image_name);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (H5Fget_file_image(file, bytes.data(), bytes.size()) < 0)
    throw std::runtime_error(std::string("HDF5 refuses ") + image_name);
  return bytes;
}

void read_hdf5_image(const std::string &bytes,
                     const std::function<void(const Hdf5Reader &)> &read)
{
  const Silence silence;
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "the file");
  require(H5Pset_fapl_core(access, 1 << 16, false), "the file");
  require(H5Pset_file_image(access, const_cast<char *>(bytes.data()), bytes.size()),
          "the file");
  const Handle file(H5Fopen("model.h5", H5F_ACC_RDONLY, access), H5Fclose, "the file");
  read(Hdf5Reader(file));
}

} // namespace kelvolt
