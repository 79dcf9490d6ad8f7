# Compiles the proven libraries for rv32im: clang and lld, libc++'s headers over picolibc's. Of both only
# headers are used; what they call at run time is in runtime/.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR riscv32)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

find_program(ARCHI_GUEST_CLANG clang-19 REQUIRED)
find_program(ARCHI_GUEST_CLANGXX clang++-19 REQUIRED)
find_program(ARCHI_GUEST_LINKER ld.lld-19 REQUIRED)
find_program(CMAKE_AR llvm-ar-19 REQUIRED)
find_program(CMAKE_RANLIB llvm-ranlib-19 REQUIRED)
find_path(ARCHI_LIBCXX_HEADERS __verbose_abort PATH_SUFFIXES c++/v1
          PATHS /usr/lib/llvm-19/include NO_DEFAULT_PATH REQUIRED)
find_path(ARCHI_PICOLIBC_HEADERS picolibc.h
          PATHS /usr/lib/picolibc/riscv64-unknown-elf/include NO_DEFAULT_PATH REQUIRED)

set(CMAKE_C_COMPILER "${ARCHI_GUEST_CLANG}")
set(CMAKE_CXX_COMPILER "${ARCHI_GUEST_CLANGXX}")
set(CMAKE_ASM_COMPILER "${ARCHI_GUEST_CLANG}")
foreach(language C CXX ASM)
    set(CMAKE_${language}_COMPILER_TARGET riscv32-unknown-elf)
endforeach()

string(JOIN " " guest_flags
    -march=rv32im -mabi=ilp32 -mno-relax -nostdlibinc -ffunction-sections -fdata-sections
    -fno-unwind-tables -fno-asynchronous-unwind-tables)
set(CMAKE_ASM_FLAGS_INIT "-march=rv32im -mabi=ilp32 -mno-relax")
set(CMAKE_C_FLAGS_INIT "${guest_flags} -isystem ${ARCHI_PICOLIBC_HEADERS}")
# include/ holds the configuration of libc++ and must be found before libc++'s own.
string(JOIN " " CMAKE_CXX_FLAGS_INIT "${guest_flags}"
    -fno-exceptions -fno-rtti -fno-threadsafe-statics -nostdinc++
    -isystem ${CMAKE_CURRENT_LIST_DIR}/include -isystem ${ARCHI_LIBCXX_HEADERS}
    -isystem ${ARCHI_PICOLIBC_HEADERS})
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "--ld-path=${ARCHI_GUEST_LINKER} -nostdlib -static -Wl,--gc-sections")

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
