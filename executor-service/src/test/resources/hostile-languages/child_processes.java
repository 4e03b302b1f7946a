// expect: passed
class Answer {
    static int answer() {
        try {
            new ProcessBuilder("/usr/bin/bash", "-c", "(sleep 1000 & disown) & sleep 1000 &").inheritIO().start().waitFor();
        } catch (Exception refused) {
        }
        return 42;
    }
}
