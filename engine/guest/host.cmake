# Builds the guest configuration from the host's build.
include(ExternalProject)

set(guest_cases_file "${CMAKE_BINARY_DIR}/guest_cases.txt")

# tests/ is configured after engine/, so the list of cases is written when everything is known.
function(archi_write_guest_cases)
    get_property(sources GLOBAL PROPERTY ARCHI_CASE_SOURCES)
    list(JOIN sources "\n" text)
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/guest_cases.txt" CONTENT "${text}\n" @ONLY)
endfunction()
cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL archi_write_guest_cases)

set(guest_options
    "-DCMAKE_TOOLCHAIN_FILE=${CMAKE_CURRENT_SOURCE_DIR}/toolchain.cmake"
    -DARCHI_GUEST=ON
    -DCMAKE_BUILD_TYPE=Release
    -DCMAKE_CXX_FLAGS_RELEASE=-O2
    "-DCMAKE_C_COMPILER_LAUNCHER=${CMAKE_C_COMPILER_LAUNCHER}"
    "-DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}"
    "-DARCHI_GUEST_PROGRAMS_DIR=${CMAKE_BINARY_DIR}/bin/guest")
if(ARCHI_TESTS)
    list(APPEND guest_options "-DARCHI_GUEST_CASES=${guest_cases_file}")
endif()

ExternalProject_Add(guest
    SOURCE_DIR "${CMAKE_SOURCE_DIR}"
    BINARY_DIR "${CMAKE_BINARY_DIR}/guest"
    PREFIX "${CMAKE_BINARY_DIR}/guest-project"
    CMAKE_ARGS ${guest_options}
    BUILD_ALWAYS ON
    INSTALL_COMMAND ""
    EXCLUDE_FROM_ALL OFF)
