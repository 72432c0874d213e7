# deal.II's library names 60 others, and these more, 200 in all: to load them takes twice as long as to solve a small
# case. A stand-in for those that are never called, under their names where kelvolt-compute looks first, keeps 80 of
# them out. Without it the program works as well.
get_target_property(deal_ii_library deal.ii LOCATION)
set(stand_in_names "")
if(CMAKE_BUILD_TYPE STREQUAL Release AND deal_ii_library MATCHES "\\.so")
  set_property(DIRECTORY APPEND PROPERTY
    CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/stand_in.sh ${deal_ii_library})
  execute_process(
    COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/stand_in.sh ${deal_ii_library} ${CMAKE_CURRENT_BINARY_DIR}/stand_in.c
    OUTPUT_VARIABLE stand_in_names RESULT_VARIABLE failed ERROR_VARIABLE reason)
  if(failed)
    message(STATUS "Without a stand-in for libraries of deal.II, runs start slower: ${reason}")
    set(stand_in_names "")
  endif()
endif()
if(stand_in_names)
  set(stand_in_directory ${CMAKE_BINARY_DIR}/lib/kelvolt)
  add_library(kelvolt_stand_in SHARED ${CMAKE_CURRENT_BINARY_DIR}/stand_in.c)
  target_compile_options(kelvolt_stand_in PRIVATE -fno-builtin)
  set_target_properties(kelvolt_stand_in PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${stand_in_directory})
  install(TARGETS kelvolt_stand_in LIBRARY DESTINATION lib/kelvolt)
  file(REMOVE_RECURSE ${stand_in_directory}/names) # those of a former deal.II
  string(REGEX MATCHALL "[^\n]+" stand_in_names "${stand_in_names}")
  foreach(name ${stand_in_names})
    file(MAKE_DIRECTORY ${stand_in_directory}/names)
    file(CREATE_LINK ../libkelvolt_stand_in.so ${stand_in_directory}/names/${name} SYMBOLIC)
    install(FILES ${stand_in_directory}/names/${name} DESTINATION lib/kelvolt/names)
  endforeach()
  add_dependencies(kelvolt-compute kelvolt_stand_in)
  # An RPATH, since a RUNPATH counts for the program's own libraries only, not for theirs.
  target_link_options(kelvolt-compute PRIVATE LINKER:--disable-new-dtags)
  set_target_properties(kelvolt-compute PROPERTIES
    BUILD_RPATH "\$ORIGIN/../lib/kelvolt/names" INSTALL_RPATH "\$ORIGIN/../lib/kelvolt/names")
endif()
