// expect: compile_error does_not_compile
template <long N> struct Deeper { static constexpr long value = Deeper<N + 1>::value; };
int answer() { return Deeper<0>::value; }
