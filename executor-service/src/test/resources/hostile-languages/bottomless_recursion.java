// expect: runtime_error exception
class Answer { static int answer() { return answer() + 1; } }
