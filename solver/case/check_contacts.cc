#include "check_sections.h"
#include "value_range.h"

#include <fmt/format.h>

#include <set>

namespace kelvolt
{

void check_contacts(CaseFaults &faults)
{
  std::set<std::set<std::string>> seen;
  for (std::size_t i = 0; i < faults.input().contacts.size(); ++i)
  {
    const Contact &contact = faults.input().contacts[i];
    const std::string key = fmt::format("contacts.{}", i);
    for (const std::string &part : contact.between)
      faults.require_part(contact.where, key, part);
    const bool known = !contact.between[0].empty() && !contact.between[1].empty();
    if (known && contact.between[0] == contact.between[1])
      faults.report(
          contact.where,
          fmt::format("{} joins the part '{}' to itself", key, contact.between[0]),
          "two different parts");
    if (known && !seen.insert({contact.between[0], contact.between[1]}).second)
      faults.report(contact.where,
                    fmt::format("The joint between '{}' and '{}' has two contacts",
                                contact.between[0],
                                contact.between[1]),
                    "one contact with both resistances");
    for (const auto &[name, value] : {std::make_pair("thermal", contact.thermal),
                                      std::make_pair("electrical", contact.electrical)})
      if (value && *value <= 0.)
        faults.report(faults.place(key + "." + name, contact.where),
                      fmt::format("{}.{} is {} in SI units", key, name, *value),
                      "a positive resistance; a perfect joint is one without a contact");
    faults.check_range(faults.place(key + ".thermal", contact.where),
                       key + ".thermal",
                       contact.thermal.value_or(0.),
                       value_range::thermal_contact_resistance);
    faults.check_range(faults.place(key + ".electrical", contact.where),
                       key + ".electrical",
                       contact.electrical.value_or(0.),
                       value_range::electrical_contact_resistance);
  }
}

} // namespace kelvolt
