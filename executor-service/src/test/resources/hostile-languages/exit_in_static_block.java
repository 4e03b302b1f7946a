// expect: runtime_error exited
class Answer { static { System.exit(0); } static int answer() { return 42; } }
