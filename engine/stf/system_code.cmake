# Writes OUTPUT, a source with the runtime code of every contract in resources/contracts/island.
function(archi_system_code output)
    set(folder "${CMAKE_SOURCE_DIR}/resources/contracts/island")
    file(GLOB files CONFIGURE_DEPENDS "${folder}/*.json")
    foreach(file IN LISTS files)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
        file(READ "${file}" json)
        string(JSON address GET "${json}" address)
        string(JSON code GET "${json}" runtime)
        string(SUBSTRING "${address}" 34 8 address)  # the others are zeros
        string(APPEND entries "    {0x${address}, \"${code}\"},\n")
    endforeach()
    configure_file("${CMAKE_CURRENT_SOURCE_DIR}/system_code.cpp.in" "${output}" @ONLY)
endfunction()
