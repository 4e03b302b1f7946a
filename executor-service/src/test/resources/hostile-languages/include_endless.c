// expect: compile_error
#include "/dev/zero"
int answer(void) { return 42; }
