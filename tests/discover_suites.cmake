# Run after the link of a GoogleTest executable: writes one ctest per suite and number of ranks.
# In: executable, prefix, label, ranks (list), mpirun (list), environment (list), registration.
execute_process(COMMAND ${CMAKE_COMMAND} -E env ${environment} ${executable} --gtest_list_tests
  OUTPUT_VARIABLE listing COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "(^|\n)[A-Za-z0-9_/]+\\." suites "${listing}")

set(script "")
foreach(suite IN LISTS suites)
  string(REGEX REPLACE "[\n.]" "" suite "${suite}")
  foreach(count IN LISTS ranks)
    set(name "${prefix}.${suite}.ranks_${count}")
    set(launch "")
    if(count GREATER 1)
      list(JOIN mpirun " " launch)
      string(APPEND launch " -n ${count}")
    endif()
    string(APPEND script
      "add_test([==[${name}]==] ${launch} \"${executable}\" [==[--gtest_filter=${suite}.*]==])\n"
      "set_tests_properties([==[${name}]==] PROPERTIES LABELS ${label} PROCESSORS ${count}"
      " TIMEOUT 1500 ENVIRONMENT \"${environment}\")\n")
  endforeach()
endforeach()
file(WRITE ${registration} "${script}")
