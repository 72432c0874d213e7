#include "model_file.h"

#include "case/plain_text.h"
#include "results/result_schema.h"

#include <hdf5.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace kelvolt
{

namespace
{

constexpr std::uintmax_t largest_file = 1U << 30;
constexpr char content_word[] = "modal thermal model";

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

class Writer
{
public:
  explicit Writer(hid_t file) : file_(file) {}

  void attribute(const std::string &name, const std::string &text)
  {
    const Handle type(text_type(), H5Tclose, name),
        space(H5Screate(H5S_SCALAR), H5Sclose, name);
    const Handle made(
        H5Acreate2(file_, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
        H5Aclose,
        name);
    const char *characters = text.c_str();
    require(H5Awrite(made, type, &characters), name);
  }

  void numbers_attribute(const std::string &name, const std::vector<double> &values)
  {
    const hsize_t n = values.size();
    const Handle space(H5Screate_simple(1, &n, nullptr), H5Sclose, name);
    const Handle made(
        H5Acreate2(file_, name.c_str(), H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT),
        H5Aclose,
        name);
    require(H5Awrite(made, H5T_NATIVE_DOUBLE, values.data()), name);
  }

  void texts(const std::string &path, const std::vector<std::string> &values)
  {
    std::vector<const char *> characters;
    characters.reserve(values.size());
    for (const std::string &value : values)
      characters.push_back(value.c_str());
    const Handle type(text_type(), H5Tclose, path);
    put(path, type, type, {values.size()}, characters.data());
  }

  void numbers(const std::string &path, const std::vector<double> &values)
  {
    put(path, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {values.size()}, values.data());
  }

  void rows(const std::string &path, const std::vector<std::vector<double>> &rows)
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

private:
  void put(const std::string &path,
           hid_t type,
           hid_t in_memory,
           const std::vector<hsize_t> &size,
           const void *values)
  {
    const Handle space(
        H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr),
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

  hid_t file_;
};

class Reader
{
public:
  explicit Reader(hid_t file) : file_(file) {}

  std::string text(const std::string &name) const
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

  std::vector<double> attribute(const std::string &name) const
  {
    const Handle attribute(H5Aopen(file_, name.c_str(), H5P_DEFAULT), H5Aclose, name);
    const Handle space(H5Aget_space(attribute), H5Sclose, name);
    std::vector<double> values(length(space, name));
    require(H5Aread(attribute, H5T_NATIVE_DOUBLE, values.data()), name);
    return values;
  }

  std::vector<std::string> texts(const std::string &path) const
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

  std::vector<double> numbers(const std::string &path) const
  {
    const Handle dataset(H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose, path);
    const Handle space(H5Dget_space(dataset), H5Sclose, path);
    std::vector<double> values(length(space, path));
    require(
        H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
        path);
    return values;
  }

  /// All rows of that length.
  std::vector<std::vector<double>> rows(const std::string &path, std::size_t n) const
  {
    const std::vector<double> all = numbers(path);
    if (n == 0 || all.size() % n != 0)
      throw std::runtime_error("'" + path + "' has no rows of " + std::to_string(n));
    std::vector<std::vector<double>> result;
    for (auto row = all.begin(); row != all.end(); row += static_cast<std::ptrdiff_t>(n))
      result.emplace_back(row, row + static_cast<std::ptrdiff_t>(n));
    return result;
  }

private:
  static std::size_t length(hid_t space, const std::string &what)
  {
    constexpr hssize_t most = 1 << 27;
    const hssize_t n = H5Sget_simple_extent_npoints(space);
    if (n < 0 || n > most)
      throw std::runtime_error("'" + what + "' has no sensible length");
    return static_cast<std::size_t>(n);
  }

  hid_t file_;
};

void write(const ModalModel &model, Writer writer)
{
  writer.numbers_attribute("format", std::vector<double>{result_schema::format});
  writer.attribute("content", content_word);
  writer.attribute("kelvolt", KELVOLT_VERSION);
  writer.attribute("title", model.title);
  writer.attribute("operating_point", model.operating_point);
  writer.numbers_attribute("time_range [s]", {model.first_time, model.last_time});
  writer.numbers_attribute("reduction_bound", {model.reduction_bound});
  writer.numbers_attribute("mesh_bound", {model.mesh_bound});
  writer.numbers("rate", model.rate);
  std::vector<std::string> names, kinds;
  std::vector<double> base, n_rows;
  std::vector<std::vector<double>> rows;
  for (const ModalInput &input : model.inputs)
  {
    names.push_back(input.name);
    kinds.emplace_back(input.kind == ModalInputKind::power ? "power" : "ambient");
    base.push_back(input.base);
    rows.push_back(input.gain);
  }
  writer.texts("inputs/name", names);
  writer.texts("inputs/kind", kinds);
  writer.numbers("inputs/base", base);
  writer.rows("inputs/gain", rows);
  names.clear(), kinds.clear(), base.clear(), rows.clear();
  for (const ModalOutput &output : model.outputs)
  {
    names.push_back(output.name);
    kinds.push_back(word_of(output.kind));
    base.push_back(output.base_temperature);
    n_rows.push_back(static_cast<double>(output.gain.size()));
    rows.insert(rows.end(), output.gain.begin(), output.gain.end());
  }
  writer.texts("outputs/name", names);
  writer.texts("outputs/kind", kinds);
  writer.numbers("outputs/base_temperature", base);
  writer.numbers("outputs/places", n_rows);
  writer.rows("outputs/gain", rows);
}

ModalModel read(const Reader &reader)
{
  if (reader.text("content") != content_word)
    throw std::runtime_error("its content is another one");
  ModalModel model;
  model.title = reader.text("title");
  model.operating_point = reader.text("operating_point");
  const std::vector<double> times = reader.attribute("time_range [s]");
  model.first_time = times.at(0);
  model.last_time = times.at(1);
  model.reduction_bound = reader.attribute("reduction_bound").at(0);
  model.mesh_bound = reader.attribute("mesh_bound").at(0);
  model.rate = reader.numbers("rate");
  std::vector<std::string> names = reader.texts("inputs/name"),
                           kinds = reader.texts("inputs/kind");
  std::vector<double> base = reader.numbers("inputs/base");
  std::vector<std::vector<double>> rows = reader.rows("inputs/gain", model.n_modes());
  for (std::size_t j = 0; j < names.size(); ++j)
    model.inputs.push_back(
        {names[j],
         kinds.at(j) == "power" ? ModalInputKind::power : ModalInputKind::ambient,
         rows.at(j),
         base.at(j)});
  names = reader.texts("outputs/name");
  kinds = reader.texts("outputs/kind");
  base = reader.numbers("outputs/base_temperature");
  const std::vector<double> n_rows = reader.numbers("outputs/places");
  rows = reader.rows("outputs/gain", model.n_modes());
  std::size_t next = 0;
  for (std::size_t l = 0; l < names.size(); ++l)
  {
    model.outputs.push_back({names[l], output_kind(kinds.at(l)), {}, base.at(l)});
    for (double n = n_rows.at(l); n > 0.5; n -= 1.)
      model.outputs.back().gain.push_back(rows.at(next++));
  }
  return model;
}

ModalModel model_from_h5(const std::string &bytes)
{
  const Silence silence;
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "the file");
  require(H5Pset_fapl_core(access, 1 << 16, false), "the file");
  require(H5Pset_file_image(access, const_cast<char *>(bytes.data()), bytes.size()),
          "the file");
  const Handle file(H5Fopen("model.h5", H5F_ACC_RDONLY, access), H5Fclose, "the file");
  return read(Reader(file));
}

} // namespace

std::string model_h5(const ModalModel &model)
{
  const Silence silence;
  const std::string what = "the model's file in memory";
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, what);
  require(H5Pset_fapl_core(access, 1 << 16, false), what);
  const Handle file(
      H5Fcreate("model.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose, what);
  write(model, Writer(file));
  require(H5Fflush(file, H5F_SCOPE_GLOBAL), what);
  const ssize_t size = H5Fget_file_image(file, nullptr, 0);
  if (size <= 0)
    throw std::runtime_error("HDF5 refuses " + what);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (H5Fget_file_image(file, bytes.data(), bytes.size()) < 0)
    throw std::runtime_error("HDF5 refuses " + what);
  return bytes;
}

ModalModel read_model_file(const std::string &path, std::vector<CaseProblem> &problems)
{
  namespace fs = std::filesystem;
  std::error_code error;
  const auto refuse = [&](const std::string &found)
  {
    problems.push_back({{readable(path, 4096), 0},
                        found,
                        "the model.h5 or model.json of a thermal impedance",
                        ""});
    return ModalModel();
  };
  if (!fs::exists(path, error))
    return refuse("The file does not exist");
  if (!fs::is_regular_file(path, error))
    return refuse("This is not a regular file");
  if (fs::file_size(path, error) > largest_file)
    return refuse("The file is larger than 1 GB");
  std::ifstream stream(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)),
                          std::istreambuf_iterator<char>());
  if (!stream)
    return refuse("The file cannot be read");
  try
  {
    if (bytes.compare(0, 4, "\x89HDF") != 0)
      return modal_model_from_json(bytes);
    ModalModel model = model_from_h5(bytes);
    if (const auto faults = faults_of(model); !faults.empty())
      return refuse("The model is damaged: " + faults.front());
    return model;
  }
  catch (const std::exception &fault)
  {
    return refuse(fault.what());
  }
}

} // namespace kelvolt
