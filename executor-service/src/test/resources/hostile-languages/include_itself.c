// expect: compile_error does_not_compile
#include __FILE__
int answer(void) { return 42; }
