// expect: compile_error does_not_compile
class Answer { static int answer() { int[][][][] a = new int[1 << 30][0][0][0]; long x = 1 << 99999999999; return 42; } }
