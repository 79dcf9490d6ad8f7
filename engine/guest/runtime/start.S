// Entry of every guest: stack, constructors, main, exit.
    .section .text.start, "ax"
    .globl _start
_start:
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la sp, __stack_top
    li s0, 0
    call archi_guest_construct
    call main
    call archi_guest_exit
