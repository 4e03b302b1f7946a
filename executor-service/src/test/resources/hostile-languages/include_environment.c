// expect: passed
#include "/proc/self/environ"
#include "/proc/1/environ"
int answer(void) { return 42; }
