// expect: compile_error does_not_compile
constexpr int spin() { int n = 0; while (true) { n ^= 1; } return n; }
constexpr int spun = spin();
int answer() { return spun; }
