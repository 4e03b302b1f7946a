// expect: time_limit cpu_limit
class Answer {
    static int answer() {
        while (true) {
            try {
                new Thread(() -> { while (true) { } }).start();
            } catch (Throwable again) {
            }
        }
    }
}
