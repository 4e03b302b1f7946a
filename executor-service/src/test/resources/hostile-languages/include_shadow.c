// expect: compile_error does_not_compile
#include "/etc/shadow"
int answer(void) { return 42; }
