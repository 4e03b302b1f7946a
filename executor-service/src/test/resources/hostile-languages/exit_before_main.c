// expect: runtime_error exited
#include <stdlib.h>
__attribute__((constructor)) static void early(void) { exit(0); }
int answer(void) { return 42; }
