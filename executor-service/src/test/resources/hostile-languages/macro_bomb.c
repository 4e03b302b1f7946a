// expect: compile_error compiler_limit
#define A(x) x + x + x + x + x + x + x + x
#define B(x) A(A(A(x)))
#define C(x) B(B(B(x)))
int answer(void) { return C(C(1)); }
