// expect: compile_error does_not_compile
static volatile char huge[1UL << 33] = {1};
int answer(void) { return huge[5] + 42; }
