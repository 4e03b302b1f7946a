// expect: compile_error compiler_limit
template <long N, long M> struct Bomb { static constexpr long value = Bomb<N - 1, 2 * M>::value + Bomb<N - 1, 2 * M + 1>::value; };
template <long M> struct Bomb<0, M> { static constexpr long value = M; };
int answer() { return Bomb<40, 1>::value; }
