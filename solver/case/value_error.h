#pragma once

#include <stdexcept>
#include <string>

namespace kelvolt
{

/// A text of the case that is not what it has to be, in the parts of a CaseProblem: what is
/// found, what is allowed, and what may be meant.
class ValueError : public std::runtime_error
{
public:
  ValueError(std::string found, std::string allowed, std::string suggestion);
  const std::string &found() const
  {
    return found_;
  }
  const std::string &allowed() const
  {
    return allowed_;
  }
  const std::string &suggestion() const
  {
    return suggestion_;
  }

private:
  std::string found_;
  std::string allowed_;
  std::string suggestion_;
};

} // namespace kelvolt
