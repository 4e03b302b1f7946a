// expect: runtime_error crashed
int answer(void) { return *(volatile int *) 8; }
