// expect: compile_error does_not_compile
#include "{canary}"
int answer(void) { return 42; }
